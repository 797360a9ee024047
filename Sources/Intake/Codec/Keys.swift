/// Keys of an object that together make one value, each stated once.
struct Keys<Value> {
  /// Reads the value of the keys.
  let read: (inout ObjectReader) throws(InputError) -> Value
  /// Writes the members.
  let write: (Value) throws(InputError) -> [JSON5Value.Member]
  /// Notes the keys of an object.
  let note: (SchemaNode) -> Void
}

// One key.
extension Keys {
  /// A key that must be there.
  static func required(_ name: String, _ codec: Codec<Value>) -> Keys {
    optional(name, codec, else: nil)
  }

  /// A key that may be absent where there is a value for that, and is written all the same.
  static func optional(
    _ name: String, _ codec: Codec<Value>, else standard: Value?
  ) -> Keys {
    Keys(
      read: { (object) throws(InputError) in
        if let standard { return try object.optional(name).map(codec.read) ?? standard }
        return try codec.read(object.required(name))
      },
      write: { (value) throws(InputError) in [.member(name, try codec.write(value))] },
      note: { codec.note($0.member(name, isRequired: standard == nil)) })
  }

  /// A key that may be absent, and is read then as a text.
  static func optional(
    _ name: String, _ codec: Codec<Value>, reading standard: String
  ) -> Keys {
    Keys(
      read: { (object) throws(InputError) in
        if let value = object.optional(name) { return try codec.read(value) }
        let tree = try JSON5Reader.read(Array(standard.utf8), file: "default")
        return try codec.read(ValueReader(root: tree, file: "default"))
      },
      write: { (value) throws(InputError) in [.member(name, try codec.write(value))] },
      note: { codec.note($0.member(name)) })
  }

  /// A key that may be absent, and is written only where its value is another than then: a text that was written
  /// before there was the key stays what it is.
  static func unusual(
    _ name: String, _ codec: Codec<Value>, else standard: Value, isComplete: Bool = false
  ) -> Keys where Value: Equatable {
    let keys = optional(name, codec, else: standard)
    return Keys(
      read: keys.read,
      write: { (value) throws(InputError) in
        value == standard && !isComplete ? [] : try keys.write(value)
      },
      note: keys.note)
  }

  /// A key that may be absent.
  static func ifAny<Some>(_ name: String, _ codec: Codec<Some>) -> Keys where Value == Some? {
    Keys(
      read: { (object) throws(InputError) in try object.optional(name).map(codec.read) },
      write: { (value) throws(InputError) in
        try value.map { (value) throws(InputError) in
          [.member(name, try codec.write(value))]
        } ?? []
      },
      note: { codec.note($0.member(name)) })
  }

  /// A key that may be absent or `null`, and is written as that.
  static func nullable<Some>(_ name: String, _ codec: Codec<Some>) -> Keys where Value == Some? {
    Keys(
      read: { (object) throws(InputError) in try object.nullable(name).map(codec.read) },
      write: { (value) throws(InputError) in
        [.member(name, try value.map(codec.write) ?? .null)]
      },
      note: { node in
        let node = node.member(name)
        node.note(.null)
        codec.note(node)
      })
  }
}

// Several keys.
extension Keys {
  /// Keys whose values are parts of one.
  static func of<each Part>(
    _ make: @escaping (repeat each Part) -> Value, _ key: repeat Key<Value, each Part>
  ) -> Keys {
    making(
      { (_, part: repeat each Part) throws(InputError) in make(repeat each part) },
      repeat each key)
  }

  /// Keys whose values are parts of one, which not all of them make.
  static func making<each Part>(
    _ make: @escaping (ObjectReader, repeat each Part) throws(InputError) -> Value,
    _ key: repeat Key<Value, each Part>
  ) -> Keys {
    Keys(
      read: { (object) throws(InputError) in
        let parts = (repeat try (each key).keys.read(&object))
        return try make(object, repeat each parts)
      },
      write: { (value) throws(InputError) in
        var members: [JSON5Value.Member] = []
        for key in repeat each key { members += try key.keys.write(key.part(value)) }
        return members
      },
      note: { node in for key in repeat each key { key.keys.note(node) } })
  }

  /// Keys side by side.
  static func together<each Part>(
    _ keys: repeat Keys<each Part>
  ) -> Keys where Value == (repeat each Part) {
    Keys(
      read: { (object) throws(InputError) in (repeat try (each keys).read(&object)) },
      write: { (value) throws(InputError) in
        var members: [JSON5Value.Member] = []
        for (keys, part) in repeat (each keys, each value) { members += try keys.write(part) }
        return members
      },
      note: { node in for keys in repeat each keys { keys.note(node) } })
  }

  /// A key, and one whose bounds depend on it; they are as wide as can be where its value is not known.
  static func pair<First, Second>(
    _ first: Keys<First>, _ second: @escaping (First?) -> Keys<Second>
  ) -> Keys where Value == (First, Second) {
    Keys(
      read: { (object) throws(InputError) in
        let start = try first.read(&object)
        return (start, try second(start).read(&object))
      },
      write: { (value) throws(InputError) in
        try first.write(value.0) + second(value.0).write(value.1)
      },
      note: { node in
        first.note(node)
        second(nil).note(node)
      })
  }

  /// The same keys as another value.
  func map<Other>(
    _ make: @escaping (Value) -> Other, _ take: @escaping (Other) -> Value
  ) -> Keys<Other> {
    Keys<Other>(
      read: { (object) throws(InputError) in make(try read(&object)) },
      write: { (value) throws(InputError) in try write(take(value)) }, note: note)
  }

  /// The same keys, but refuses what does not fit.
  func checked(
    _ check: @escaping (Value, inout ObjectReader) throws(InputError) -> Void
  ) -> Keys {
    Keys(
      read: { (object) throws(InputError) in
        let value = try read(&object)
        try check(value, &object)
        return value
      },
      write: write, note: note)
  }

  /// These keys, or others where one of those is there; they are written as these.
  func or<Other>(
    _ others: Keys<Other>, with name: String,
    _ make: @escaping (Other, ObjectReader) throws(InputError) -> Value
  ) -> Keys {
    or(others, where: { !$0.isAbsent(name) }, make)
  }

  /// These keys, or others where one of these is not there; they are written as these.
  func or<Other>(
    _ others: Keys<Other>, without name: String,
    _ make: @escaping (Other, ObjectReader) throws(InputError) -> Value
  ) -> Keys {
    or(others, where: { $0.isAbsent(name) }, make)
  }

  private func or<Other>(
    _ others: Keys<Other>, where isOther: @escaping (inout ObjectReader) -> Bool,
    _ make: @escaping (Other, ObjectReader) throws(InputError) -> Value
  ) -> Keys {
    Keys(
      read: { (object) throws(InputError) in
        guard isOther(&object) else { return try read(&object) }
        let value = try others.read(&object)
        return try make(value, object)
      },
      write: write,
      note: { node in
        free.note(node)
        others.free.note(node)
      })
  }

  /// The same keys, not demanded by a schema: whether they must be there depends on others.
  var free: Keys {
    Keys(read: read, write: write) { node in node.withoutDemands { note(node) } }
  }
}
