package import Units

/// A decimal as its owner wrote it: `units x 10^-decimals`.
package struct QuoteNumber: Sendable, Hashable {
  /// The digits, with the sign.
  package let units: Int64
  /// How many of them stand behind the point, 0 to 12.
  package let decimals: Int

  /// Makes a number.
  package init(units: Int64, decimals: Int = 0) {
    self.units = units
    self.decimals = decimals
  }

  /// The digits that are booked, of a number and of the value of an account.
  package static var digitCountMax: Int { 17 }
  /// The most of them that may stand behind the point of a number.
  package static var decimalCountMax: Int { 12 }
  /// The one limit of all numbers of a quote, in words.
  package static var limits: String {
    "at most \(digitCountMax) digits, \(decimalCountMax) of them decimals"
  }

  /// Whether the number keeps the limit.
  package var isInLimits: Bool {
    0...Self.decimalCountMax ~= decimals && Self.digitCount(Int128(units)) <= Self.digitCountMax
  }

  /// The number in units of a finer decimal; of a coarser one only where it has no digits there.
  func units(decimals wanted: Int) -> Int128 {
    wanted >= decimals
      ? Int128(units) * Self.powerOfTen(wanted - decimals)
      : Int128(units) / Self.powerOfTen(decimals - wanted)
  }

  /// The power of ten of the first digit: 4 for 60,000; 0 for zero.
  var magnitude: Int { units == 0 ? 0 : Self.digitCount(Int128(units)) - 1 - decimals }

  /// The decimals that the number cannot do without; negative where it ends in zeros.
  var leastDecimals: Int {
    var (units, decimals) = (units, decimals)
    while units != 0, units % 10 == 0 { (units, decimals) = (units / 10, decimals - 1) }
    return units == 0 ? 0 : decimals
  }

  /// Whether both are the same number, written alike or not.
  func isEqual(to other: QuoteNumber) -> Bool {
    let decimals = max(decimals, other.decimals)
    return units(decimals: decimals) == other.units(decimals: decimals)
  }

  /// How many digits a whole number has; 1 for zero.
  static func digitCount(_ number: Int128) -> Int { String(number.magnitude).utf8.count }

  /// Digits and a point, without a sign of thousands.
  var text: String {
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    let sign = units < 0 ? "-" : ""
    return sign + padded.dropLast(decimals) + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }

  /// Ten to a power that is not negative.
  static func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

extension ExactDecimal {
  /// The number as a quote takes it: above zero and within its limits; nothing where it does not fit.
  package var quoteNumber: QuoteNumber? { coefficient > 0 ? signedQuoteNumber : nil }

  /// The number as a quote takes it, of any sign; nothing where it does not fit.
  package var signedQuoteNumber: QuoteNumber? {
    let decimals = max(0, -exponent)
    guard case .exact(let units) = scaled(decimals: decimals) else { return nil }
    let number = QuoteNumber(units: units, decimals: decimals)
    return number.isInLimits ? number : nil
  }
}
