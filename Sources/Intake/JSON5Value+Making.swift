import Units

// Values that are written and stand in no file.
extension JSON5Value {
  /// Nothing.
  static var null: JSON5Value { JSON5Value(.null) }

  private init(_ content: Content) { self.init(content, at: TextPosition(line: 1, column: 1)) }

  /// A number.
  init(number: ExactDecimal) { self.init(.number(number)) }

  /// So many units of a power of ten.
  static func decimal(_ units: Int128, _ exponent: Int = 0) -> JSON5Value {
    JSON5Value(number: ExactDecimal(coefficient: units, exponent: exponent))
  }

  /// True or false.
  static func boolean(_ flag: Bool) -> JSON5Value { JSON5Value(.boolean(flag)) }

  /// Text.
  static func text(_ text: String) -> JSON5Value { JSON5Value(.text(text)) }

  /// A list.
  static func list(_ elements: [JSON5Value]) -> JSON5Value { JSON5Value(.list(elements)) }

  /// An object.
  static func object(_ members: [Member]) -> JSON5Value { JSON5Value(.object(members)) }
}

extension JSON5Value.Member {
  /// A key with its value.
  static func member(_ key: String, _ value: JSON5Value) -> JSON5Value.Member {
    JSON5Value.Member(key: key, position: TextPosition(line: 1, column: 1), value: value)
  }
}
