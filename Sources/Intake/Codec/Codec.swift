/// One kind of value of a document, stated once: how it is read, how it is written, and what a schema says of it.
struct Codec<Value> {
  /// Reads the value or says what was expected instead.
  let read: (ValueReader) throws(InputError) -> Value
  /// Writes the value as ``read`` takes it.
  let write: (Value) throws(InputError) -> JSON5Value
  /// Notes what may stand there.
  let note: (SchemaNode) -> Void
}

extension Codec {
  /// A plain value: a reader notes what it takes before it refuses what it is given, which here is nothing.
  init(
    read: @escaping (ValueReader) throws(InputError) -> Value,
    write: @escaping (Value) throws(InputError) -> JSON5Value
  ) {
    self.init(read: read, write: write) { node in
      _ = try? read(ValueReader(root: .null, file: "", node: node))
    }
  }

  /// The same place of a document as another kind of value.
  func map<Other>(
    _ make: @escaping (Value) -> Other, _ take: @escaping (Other) -> Value
  ) -> Codec<Other> {
    making({ (value, _) throws(InputError) in make(value) }, take)
  }

  /// The same place of a document as a kind of value that not each of these makes.
  func making<Other>(
    _ make: @escaping (Value, ValueReader) throws(InputError) -> Other,
    _ take: @escaping (Other) -> Value
  ) -> Codec<Other> {
    Codec<Other>(
      read: { (reader) throws(InputError) in try make(read(reader), reader) },
      write: { (value) throws(InputError) in try write(take(value)) }, note: note)
  }

  /// The same, but refuses what does not fit.
  func checked(
    _ check: @escaping (Value, ValueReader) throws(InputError) -> Void
  ) -> Codec {
    making(
      { (value, reader) throws(InputError) in
        try check(value, reader)
        return value
      }, { $0 })
  }

  /// The same, but refuses what has a flaw.
  func sound(_ flaw: @escaping (Value) -> String?) -> Codec {
    making(
      { (value, reader) throws(InputError) in try reader.sound(value, flaw: flaw(value)) }, { $0 })
  }

  /// The same, said once in a schema under a name.
  func defined(as name: String) -> Codec {
    Codec(read: read, write: write) { note($0.definition(name)) }
  }

  /// The same where a report has no sentence of it, so that it lists the key with its value.
  var untold: Codec {
    Codec(read: read, write: write) { node in
      node.noteUntold()
      note(node)
    }
  }

  /// A list of such values.
  static func list<Element>(
    _ count: ClosedRange<Int>, _ element: Codec<Element>
  ) -> Codec where Value == [Element] {
    list(count) { _ in element }
  }

  /// A list of values that depend on those before them.
  static func list<Element>(
    _ count: ClosedRange<Int>, following element: @escaping ([Element]) -> Codec<Element>
  ) -> Codec where Value == [Element] {
    Codec(
      read: { (reader) throws(InputError) in
        var elements: [Element] = []
        for reader in try reader.list(count: count) {
          let value = try element(elements).read(reader)
          elements.append(value)
        }
        return elements
      },
      write: { (elements) throws(InputError) in
        var values: [JSON5Value] = []
        for value in elements { values.append(try element([]).write(value)) }
        return .list(values)
      },
      note: { node in
        node.note(.list(count))
        element([]).note(node.listElement())
      })
  }

  /// An object with some keys and no others.
  static func object(_ keys: Keys<Value>) -> Codec {
    Codec(
      read: { (reader) throws(InputError) in try reader.object(keys.read) },
      write: { (value) throws(InputError) in .object(try keys.write(value)) },
      note: { node in
        node.noteObject()
        keys.note(node)
      })
  }

  /// An object whose keys each give a part of the value.
  static func object<each Part>(
    _ make: @escaping (repeat each Part) -> Value, _ key: repeat Key<Value, each Part>
  ) -> Codec {
    object(.of(make, repeat each key))
  }
}
