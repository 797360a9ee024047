package import Units

/// A JSON value whose objects keep the order of their members and whose numbers keep their digits.
package indirect enum JSONValue: Sendable, Hashable {
  /// The absence of a value.
  case null
  /// True or false.
  case boolean(Bool)
  /// A number as it is spelled, so that no digit passes through binary floating point.
  case number(String)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Members in order, each name once.
  case object([JSONMember])

  /// A whole number.
  package static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

  /// A number with fixed decimals.
  package static func decimal(_ value: FixedDecimal) -> JSONValue { .number(value.text) }

  /// A printed statistic, null where it does not exist.
  package static func statistic(_ value: Double?, decimals: Int) -> JSONValue {
    guard let value, let number = FixedDecimal(value, decimals: decimals) else { return .null }
    return .decimal(number)
  }

  /// The value of a member, where this is an object that has it.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

/// One named value of a JSON object.
package struct JSONMember: Sendable, Hashable {
  /// The name.
  package let name: String
  /// The value.
  package let value: JSONValue

  /// Makes a member.
  package init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}
