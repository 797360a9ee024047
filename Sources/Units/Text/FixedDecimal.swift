/// A decimal number with a fixed count of decimals: an integer scaled by a power of ten.
///
/// This is the only way a number with a fraction becomes text. Nothing in it depends on a locale, on the C
/// library or on the machine, so the same value has the same bytes everywhere.
package struct FixedDecimal: Sendable, Hashable {
  /// The value times ten to the power of `decimals`.
  package let units: Int128
  /// How many digits stand behind the point, 0 to 18.
  package let decimals: Int

  /// The most digits behind the point.
  package static let decimalsMax = 18

  /// Makes the number `units` x 10^-`decimals`.
  package init(units: Int128, decimals: Int) {
    invariant(decimals >= 0 && decimals <= Self.decimalsMax, "decimals lie within 0...18")
    self.units = units
    self.decimals = decimals
  }

  /// Makes the exact ratio of two integers, rounded once to the given decimals.
  ///
  /// - Returns: `nil` when the divisor is zero: the ratio does not exist.
  package init?(ratio dividend: Int128, to divisor: Int128, decimals: Int) {
    guard divisor != 0 else { return nil }
    self.init(
      units: divide(
        dividend * Self.powerOfTen(decimals), by: divisor, rounding: .toNearestOrEven),
      decimals: decimals)
  }

  /// The same number with another count of decimals, rounded half to even where digits are dropped.
  package func rounded(toDecimals other: Int) -> FixedDecimal {
    if other >= decimals {
      return FixedDecimal(units: units * Self.powerOfTen(other - decimals), decimals: other)
    }
    return FixedDecimal(
      units: divide(units, by: Self.powerOfTen(decimals - other), rounding: .toNearestOrEven),
      decimals: other)
  }

  /// The plain text: sign, whole digits, point and every decimal.
  ///
  /// Zero has no sign.
  package var text: String { makeText(separator: nil) }

  /// The text for people: the whole digits in groups of three with commas.
  package var groupedText: String { makeText(separator: ",") }

  private func makeText(separator: Character?) -> String {
    let scale = UInt128(Self.powerOfTen(decimals))
    let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: scale)
    let digits = String(whole)
    var text = units < 0 ? "-" : ""
    if let separator {
      for (place, digit) in digits.enumerated() {
        if place > 0 && (digits.utf8.count - place) % 3 == 0 { text.append(separator) }
        text.append(digit)
      }
    } else {
      text += digits
    }
    if decimals == 0 { return text }
    let tail = String(fraction)
    return text + "." + String(repeating: "0", count: decimals - tail.utf8.count) + tail
  }

  /// Ten to a power from 0 to 36, exact.
  package static func powerOfTen(_ exponent: Int) -> Int128 {
    invariant(exponent >= 0 && exponent <= 36, "the power of ten lies within 0...36")
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}
