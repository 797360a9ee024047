import Units

extension ExactDecimal {
  /// The number in units of 10^-decimals, rounded to the nearest, ties to even; nil where that does not fit 64 bits.
  ///
  /// Nobody pays: what is rounded is observed, not owed.
  func nearest(decimals: Int) -> Int64? {
    let shift = -(exponent + decimals)
    guard shift > 0 else { return nil }
    // So few digits so far below the point are less than half a unit.
    if shift > Self.digitCountMax + 1 { return 0 }
    var divisor: Int128 = 1
    for _ in 0..<shift { divisor *= 10 }
    return Int64(exactly: divide(coefficient, by: divisor, rounding: .toNearestOrEven))
  }
}
