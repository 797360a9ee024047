extension Elementary {
  /// The inverse hyperbolic cosine of `1 + u`, for u not below zero; accurate for small u.
  ///
  /// It takes the excess over one, because near one the cosine itself has lost the digits.
  package static func arccosh(onePlus u: Double) -> Double {
    if !(u >= 0) { return .nan }
    // Beyond 2^500 the square would overflow, and the root is 2 (1 + u) to the last bit.
    if u > 0x1p500 { return log(u) + (ln2High + ln2Low) }
    return log1p(u + (u * (u + 2)).squareRoot())
  }
}
