package import Market
package import Units

/// Returns of an account against those of the index with the same capital: a position worth the capital at the start,
/// held to the end.
package struct IndexFit: Sendable, Hashable {
  /// What the account moves for each unit that the index does: covariance over the variance of the index.
  package let beta: Double
  /// The mean return for each stretch that the index does not explain.
  package let alpha: Double
  /// The standard deviation of the difference of both returns, divisor n - 1.
  package let trackingError: Double

  /// Fits a line by least squares; nil for fewer than ``ReturnRatios/countMin`` pairs or an index that does not move.
  package init?(_ returns: [Double], index: [Double]) {
    invariant(returns.count == index.count, "returns are paired with those of the index")
    guard returns.count >= ReturnRatios.countMin, let mean = Statistics.mean(returns),
      let indexMean = Statistics.mean(index),
      let error = Statistics.deviation(zip(returns, index).map { $0 - $1 })
    else { return nil }
    var (products, squares) = (0.0, 0.0)
    for (own, other) in zip(returns, index) {
      products += (own - mean) * (other - indexMean)
      squares += (other - indexMean) * (other - indexMean)
    }
    guard squares > 0 else { return nil }
    beta = products / squares
    alpha = mean - beta * indexMean
    trackingError = error
  }

  /// What a position that was worth one unit of the collateral at the first price has won at each of some prices.
  ///
  /// A position of a linear contract wins I / I0 - 1, one of an inverse contract, in the coin, 1 - I0 / I.
  package static func gains(_ prices: [Price], kind: ContractKind) -> [Double] {
    guard let first = prices.first else { return [] }
    let start = Double(first.ticks)
    return prices.map { price in
      let now = Double(price.ticks)
      switch kind {
      case .linear: return (now - start) / start
      case .inverse: return (now - start) / now
      }
    }
  }
}
