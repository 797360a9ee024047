import Units

/// One of several ways to give a value, named by the only key of an object: `{ constant: "5ms" }`.
struct Form<Value> {
  let name: String
  let read: (ValueReader) throws(InputError) -> Value
  /// Writes what the name stands for; nothing where the value has another form.
  let write: (Value) throws(InputError) -> JSON5Value?
  let note: (SchemaNode) -> Void

  /// A form that holds one value.
  static func form<Payload>(
    _ name: String, _ payload: Codec<Payload>, make: @escaping (Payload) -> Value,
    take: @escaping (Value) -> Payload?
  ) -> Form {
    Form(
      name: name, read: { (reader) throws(InputError) in make(try payload.read(reader)) },
      write: { (value) throws(InputError) in
        guard let held = take(value) else { return nil }
        return .object([.member(name, try payload.write(held))])
      },
      note: payload.note)
  }

  /// A form that holds an object with some keys.
  static func form<each Part>(
    _ name: String, _ keys: repeat Keys<each Part>, make: @escaping (repeat each Part) -> Value,
    take: @escaping (Value) -> (repeat each Part)?
  ) -> Form {
    form(
      name, .object(.together(repeat each keys)),
      make: { (parts: (repeat each Part)) in make(repeat each parts) }, take: take)
  }

  /// A form that holds nothing and is written as its bare name.
  static func word(_ name: String, _ value: Value) -> Form where Value: Equatable {
    let nothing = Codec<Void>.object(.together())
    return Form(
      name: name,
      read: { (reader) throws(InputError) in
        try nothing.read(reader)
        return value
      },
      write: { (other) throws(InputError) in other == value ? .text(name) : nil },
      note: nothing.note)
  }
}

extension Codec {
  /// One of several forms.
  static func forms(_ forms: Form<Value>...) -> Codec {
    let names = forms.map(\.name)
    return Codec(
      read: { (reader) throws(InputError) in
        let (place, payload) = try reader.form(among: names)
        return try forms[place].read(payload)
      },
      write: { (value) throws(InputError) in
        for form in forms { if let written = try form.write(value) { return written } }
        invariant(false, "every value has one of its forms")
        return .null
      },
      note: { node in
        for form in forms {
          if let place = node.form(form.name, among: names) { form.note(place) }
        }
      })
  }
}
