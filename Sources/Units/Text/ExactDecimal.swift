/// A decimal number exactly as written: an integer times a power of ten, never binary floating point.
///
/// Kept in one form only (no trailing zero in the coefficient, exponent 0 for zero), so equal
/// numbers are equal values however they were written.
package struct ExactDecimal: Sendable, Hashable {
  /// The most significant digits that are accepted.
  package static let digitCountMax = 36
  /// The largest power of ten, up or down, that is accepted.
  package static let exponentMax = 60

  /// The significant digits with the sign.
  package let coefficient: Int128
  /// The power of ten that the coefficient is multiplied by.
  package let exponent: Int

  /// Makes a number from its coefficient and power of ten, bringing it into its one form.
  package init(coefficient: Int128, exponent: Int) {
    guard coefficient != 0 else {
      self.coefficient = 0
      self.exponent = 0
      return
    }
    var digits = coefficient
    var power = exponent
    while digits % 10 == 0 {
      digits /= 10
      power += 1
    }
    self.coefficient = digits
    self.exponent = power
  }

  /// How the exponent part of a number is treated.
  package enum Notation {
    /// Digits and a point only.
    case plain
    /// Digits, a point and a power of ten such as `1e-4`.
    case scientific
  }

  /// What becomes of a number with more significant digits, or a larger power of ten, than are kept.
  package enum Excess {
    /// It is no number of this type.
    case refused
    /// The first digits are kept and a digit 1 stands for all others; the nearest step of any grid of at most
    /// ``digitCountMax`` digits stays the nearest.
    case marked
  }

  /// Reads `[+-]digits[.digits][e[+-]digits]`; at least one digit is needed before the exponent.
  ///
  /// Zeros before the first digit and after the last count for nothing.
  ///
  /// - Returns: Nothing when the text is no such number, or has too many digits or too large an exponent.
  package init?(
    _ text: some StringProtocol, notation: Notation = .plain, excess: Excess = .refused
  ) {
    var rest = Substring(text).utf8
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest.removeFirst()
    }
    var digits = Digits()
    var isAfterPoint = false
    var exponent = 0
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !isAfterPoint {
        isAfterPoint = true
      } else if let digit = Self.digit(byte) {
        digits.append(digit)
        if isAfterPoint { exponent -= 1 }
      } else {
        break
      }
      rest.removeFirst()
    }
    guard digits.count > 0, excess == .marked || !digits.isMarked else { return nil }
    if let mark = rest.first {
      guard notation == .scientific, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E"),
        let power = Int(String(Substring(rest.dropFirst()))), abs(power) <= 10_000
      else { return nil }
      exponent += power
    }
    let sign: Int128 = isNegative ? -1 : 1
    self.init(coefficient: sign * digits.coefficient, exponent: exponent + digits.leftOutCount)
    guard abs(self.exponent) > Self.exponentMax else { return }
    if excess == .refused { return nil }
    let bound = self.exponent < 0 ? -Self.exponentMax : Self.exponentMax
    self.init(coefficient: sign, exponent: bound)
  }

  /// The digits of a number as they are read.
  private struct Digits {
    /// The significant digits so far, without the zeros at their end.
    var coefficient: Int128 = 0
    /// The places after those of the coefficient.
    var leftOutCount = 0
    /// All digits, zeros in front included.
    var count = 0
    /// Whether there were more digits than are kept, and the last one kept stands for them.
    var isMarked = false
    private var significantCount = 0

    mutating func append(_ digit: UInt8) {
      count += 1
      if coefficient == 0 && digit == 0 { return }
      leftOutCount += 1
      guard digit > 0, !isMarked else { return }
      guard significantCount + leftOutCount <= ExactDecimal.digitCountMax else {
        isMarked = true
        grow(by: ExactDecimal.digitCountMax + 1 - significantCount)
        coefficient += 1
        return
      }
      grow(by: leftOutCount)
      coefficient += Int128(digit)
    }

    private mutating func grow(by places: Int) {
      for _ in 0..<places { coefficient *= 10 }
      significantCount += places
      leftOutCount -= places
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : nil
  }

  /// What becomes of a number that is written as an integer of a smaller unit.
  package enum Scaled: Sendable, Hashable {
    /// The number is exactly this many units.
    case exact(Int64)
    /// The number has more decimals than the unit holds.
    case tooFine
    /// The number does not fit 64 bits.
    case tooLarge
  }

  /// The number in units of 10^-decimals, exactly or not at all.
  package func scaled(decimals: Int) -> Scaled {
    let shift = exponent + decimals
    // The coefficient ends in a digit other than zero, so any negative shift loses something.
    if coefficient == 0 { return .exact(0) }
    if shift < 0 { return .tooFine }
    if shift > 18 { return .tooLarge }
    var units = coefficient
    for _ in 0..<shift {
      let (product, overflow) = units.multipliedReportingOverflow(by: 10)
      if overflow { return .tooLarge }
      units = product
    }
    return Int64(exactly: units).map(Scaled.exact) ?? .tooLarge
  }

  /// The number in plain decimal notation: no exponent, no plus sign, no zero that could be left out.
  package var text: String {
    let sign = coefficient < 0 ? "-" : ""
    let digits = String(coefficient.magnitude)
    if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
    let decimals = -exponent
    if digits.count <= decimals {
      return sign + "0." + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }
}
