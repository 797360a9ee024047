// Amounts in words, for a reader of a debugger, a log or a failed test. What an amount is as a decimal only the
// instrument knows.

/// A count with its unit, which takes an s unless the count is one.
private func counted(_ count: Int64, _ unit: String) -> String {
  "\(count) \(unit)\(count.magnitude == 1 ? "" : "s")"
}

/// Nanoseconds in seconds, exactly.
private func inSeconds(_ nanoseconds: Int64) -> String {
  ExactDecimal(coefficient: Int128(nanoseconds), exponent: -9).text + " s"
}

extension Price: CustomStringConvertible {
  /// The count of ticks, such as `599966 ticks`; the decimal is the instrument's to say.
  public var description: String { counted(ticks, "tick") }
}

extension Quantity: CustomStringConvertible {
  /// The count of lots, such as `125 lots`; the decimal is the instrument's to say.
  public var description: String { counted(lots, "lot") }
}

extension Money: CustomStringConvertible {
  /// The count of atoms, such as `12500000 atoms`; the decimal is the instrument's to say.
  public var description: String { counted(atoms, "atom") }
}

extension Rate: CustomStringConvertible {
  /// The rate in parts per million, such as `500 ppm`.
  public var description: String { "\(partsPerMillion) ppm" }
}

extension Instant: CustomStringConvertible {
  /// The seconds since the start of the run, such as `12.5 s`.
  public var description: String { inSeconds(nanoseconds) }
}

extension Interval: CustomStringConvertible {
  /// The length in seconds, such as `0.04 s`.
  public var description: String { inSeconds(nanoseconds) }
}
