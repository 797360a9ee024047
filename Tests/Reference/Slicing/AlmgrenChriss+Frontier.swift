package import Liquidation

extension AlmgrenChriss {
  /// Expected cost plus a multiple of its standard deviation (liquidity-adjusted value at risk).
  package func valueAtRisk(_ multiple: Double) -> Double {
    expectedCost + multiple * variance.squareRoot()
  }

  /// The schedule on the efficient frontier with the least value at risk.
  ///
  /// On the frontier the cost rises by lambda for each unit of variance taken away, so at the least
  /// value at risk lambda is the multiple over twice the standard deviation; the root is found by
  /// halving. (Almgren and Chriss, section 3.2.)
  ///
  /// - Parameter multiple: Standard deviations, such as 1.645 for 95 %; positive.
  /// - Returns: `nil` where selling everything in the first interval is best, which no finite lambda
  ///   asks for.
  package func withLeastValueAtRisk(_ multiple: Double) -> AlmgrenChriss? {
    func isAtOrBeyond(_ lambda: Double) -> Bool {
      with(riskAversion: lambda).variance.squareRoot() * 2 * lambda >= multiple
    }
    var high = effectiveImpact / (deviation * deviation * horizon * horizon)
    var low = 0.0
    // Each doubling brings the schedule closer to one sale; 200 of them leave nothing else.
    for _ in 0..<200 where !isAtOrBeyond(high) {
      low = high
      high *= 2
    }
    guard high < .infinity, isAtOrBeyond(high) else { return nil }
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      if middle <= low || middle >= high { break }
      if isAtOrBeyond(middle) { high = middle } else { low = middle }
    }
    return with(riskAversion: high)
  }

  private func with(riskAversion: Double) -> AlmgrenChriss {
    var other = self
    other.riskAversion = riskAversion
    return other
  }
}
