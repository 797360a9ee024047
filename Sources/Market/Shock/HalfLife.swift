package import Units

/// The part of a disturbance that is left after some time, halving with each half-life.
///
/// Worked in integers: the whole half-lives are shifts, the rest is a product of the roots of one
/// half, so that the same bits come out everywhere.
package enum HalfLife {
  /// The share that is left, in parts per million, rounded down: the disturbance is never overstated
  /// by more than a thousandth of a millionth.
  ///
  /// - Parameters:
  ///   - elapsed: The time since the disturbance; not negative.
  ///   - halfLife: The time in which half of it goes; positive.
  package static func remaining(after elapsed: Interval, halfLife: Interval) -> Rate {
    invariant(elapsed >= .zero, "a disturbance is not older than now")
    invariant(halfLife > .zero, "a half-life is positive")
    let (whole, rest) = elapsed.nanoseconds.quotientAndRemainder(
      dividingBy: halfLife.nanoseconds)
    if whole >= 20 { return .zero }  // 2^-20 is below one part per million.
    // The rest as a binary fraction of one half-life, rounded down to 32 digits.
    let fraction = UInt32(
      divide(Int128(rest) << 32, by: Int128(halfLife.nanoseconds), rounding: .down))
    let table = products
    var share = table[Int(fraction >> 24)]
    share = product(share, table[256 + Int(fraction >> 16 & 255)])
    share = product(share, table[512 + Int(fraction >> 8 & 255)])
    share = product(share, table[768 + Int(fraction & 255)])
    return Rate(
      partsPerMillion: Int64((UInt128(share) * 1_000_000) >> UInt128(63 + whole)))
  }

  /// The product of two shares in units of 2^-63, rounded down.
  private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high << 1 | low >> 63
  }

  /// The products of the roots of each eight digits of the fraction, the first eight digits first: makers ask on
  /// every quote, and four products are faster than thirty-two.
  private static let products: [UInt64] = (0..<4).flatMap { place in
    (0..<256).map { byte in
      (0..<8).filter { byte >> (7 - $0) & 1 == 1 }
        .reduce(1 << 63) { product($0, rootsOfOneHalf[8 * place + $1]) }
    }
  }

  /// 2^-(1/2), 2^-(1/4), 2^-(1/8) and so on, times 2^63, to the nearest integer.
  private static let rootsOfOneHalf: [UInt64] = [
    6_521_908_912_666_391_106, 7_755_900_482_342_532_474, 8_457_869_449_776_733_335,
    8_832_331_321_595_618_838, 9_025_734_193_507_008_925, 9_124_017_994_966_720_698,
    9_173_560_510_430_823_462, 9_198_432_556_164_277_331, 9_210_893_855_724_328_809,
    9_217_130_834_664_616_070, 9_220_250_907_674_776_491, 9_221_811_340_221_203_999,
    9_222_591_655_524_303_666, 9_222_981_837_935_769_002, 9_223_176_935_331_786_073,
    9_223_274_485_577_403_901, 9_223_323_261_087_119_913, 9_223_347_648_938_705_290,
    9_223_359_842_888_679_895, 9_223_365_939_869_712_687, 9_223_368_988_361_740_456,
    9_223_370_512_608_132_184, 9_223_371_274_731_422_509, 9_223_371_655_793_091_287,
    9_223_371_846_323_931_579, 9_223_371_941_589_353_202, 9_223_371_989_222_064_382,
    9_223_372_013_038_420_064, 9_223_372_024_946_597_928, 9_223_372_030_900_686_866,
    9_223_372_033_877_731_337, 9_223_372_035_366_253_572,
  ]
}
