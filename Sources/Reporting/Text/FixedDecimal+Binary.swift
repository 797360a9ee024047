package import Units

extension FixedDecimal {
  /// Makes the decimal nearest to a binary number, the even one of two equally near.
  ///
  /// The rounding is of the exact binary value, once: 0.125 gives 0.12, 0.375 gives 0.38, and 2.675 (a
  /// little below in binary) gives 2.67. No value is made from NaN, infinity, or a magnitude of 10^37 / 10^`decimals` or more.
  package init?(_ value: Double, decimals: Int) {
    invariant(decimals >= 0 && decimals <= Self.decimalsMax, "decimals lie within 0...18")
    guard value.isFinite else { return nil }
    let scale = Self.powerOfTen(decimals)
    // value = significand x 2^exponent with an integer significand below 2^53.
    let isSubnormal = value.exponentBitPattern == 0
    let significand = Int128(value.significandBitPattern) + (isSubnormal ? 0 : 1 << 52)
    let exponent = (isSubnormal ? 1 : Int(value.exponentBitPattern)) - 1075
    let magnitude: Int128
    if exponent >= 0 {
      guard exponent <= 70 else { return nil }
      let (product, overflow) = (significand << Int128(exponent)).multipliedReportingOverflow(
        by: scale)
      guard !overflow else { return nil }
      magnitude = product
    } else if exponent < -116 {
      // significand x scale is below 2^113, so the value is below an eighth of the last digit.
      magnitude = 0
    } else {
      // The fraction of the last printed digit is given up; nobody is booked on a printed number.
      magnitude = divide(
        significand * scale, by: 1 << Int128(-exponent), rounding: .toNearestOrEven)
    }
    guard magnitude < Self.magnitudeLimit else { return nil }
    self.init(units: value.sign == .minus ? -magnitude : magnitude, decimals: decimals)
  }

  /// Magnitudes stay below this, so that a later scaling by small factors cannot overflow.
  private static let magnitudeLimit = powerOfTen(36) * 10
}
