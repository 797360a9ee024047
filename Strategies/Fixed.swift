import Stepladder

/// Arithmetic with fractions of a power of two, for decisions that have to be the same on every machine.
enum Fixed {
  /// One, in the fixed point of ``logarithm(of:over:)``: 2^62.
  static var one: Int128 { 1 << 62 }

  /// A bound on what ``product(_:_:over:rounding:)`` gives, 2^120: far beyond any price, and far enough within 128 bits
  /// that sums of a few stay there.
  static var most: Int128 { 1 << 120 }

  /// The natural logarithm of a fraction that is not below one, in parts of 2^62.
  ///
  /// With x = 2^e m and m from 1 to 2, ln x = e ln 2 + 2 artanh y where y = (m - 1) / (m + 1), below a third; the
  /// series y + y^3/3 + y^5/5 + ... ends where a term is less than a part. Each term is rounded down, so the result is
  /// at most fifty parts of 2^62 too small.
  ///
  /// - Parameters:
  ///   - dividend: Positive, at least the divisor, below 2^60.
  ///   - divisor: Positive.
  static func logarithm(of dividend: Int64, over divisor: Int64) -> Int128 {
    invariant(divisor > 0 && dividend >= divisor, "a logarithm here is of one or more")
    invariant(dividend < 1 << 60, "a logarithm here is of numbers below 2^60")
    let top = Int128(dividend)
    var bottom = Int128(divisor)
    var exponent: Int128 = 0
    while bottom * 2 <= top {
      bottom *= 2
      exponent += 1
    }
    let fraction = (top - bottom) * one / (top + bottom)
    let square = fraction * fraction / one
    var power = fraction
    var sum: Int128 = 0
    var odd: Int128 = 1
    while power > 0 {
      sum += power / odd
      power = power * square / one
      odd += 2
    }
    return exponent * logarithmOfTwo + 2 * sum
  }

  /// ln 2 in parts of 2^62, to the nearest.
  private static var logarithmOfTwo: Int128 { 3_196_577_161_300_663_915 }

  /// A product over a divisor, taken in 256 bits and rounded once; bounded by plus and minus ``most``.
  static func product(
    _ first: Int128, _ second: Int128, over divisor: Int128, rounding: Rounding = .toNearestOrEven
  ) -> Int128 {
    invariant(divisor > 0, "a divisor here is positive")
    let (high, low) = first.magnitude.multipliedFullWidth(by: second.magnitude)
    let isNegative = (first < 0) != (second < 0)
    guard high < divisor.magnitude else { return isNegative ? -most : most }
    let (quotient, rest) = divisor.magnitude.dividingFullWidth((high, low))
    guard quotient < most.magnitude else { return isNegative ? -most : most }
    let size =
      Int128(quotient)
      + (rest == 0 ? 0 : carry(rest, divisor.magnitude, quotient, rounding, isNegative))
    return isNegative ? -size : size
  }

  /// What a remainder adds to the size of a quotient.
  private static func carry(
    _ rest: UInt128, _ divisor: UInt128, _ quotient: UInt128, _ rounding: Rounding,
    _ isNegative: Bool
  ) -> Int128 {
    switch rounding {
    case .down: return isNegative ? 1 : 0
    case .up: return isNegative ? 0 : 1
    case .toNearestOrEven:
      // The rest is below the divisor, so the difference does not overflow.
      if rest == divisor - rest { return quotient.isMultiple(of: 2) ? 0 : 1 }
      return rest > divisor - rest ? 1 : 0
    }
  }
}
