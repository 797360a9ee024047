package import Units

/// The arbitrageurs of the background flow: they take what is stale or dislocated against the index.
///
/// Each holds what it buys here against a hedge elsewhere; its inventory is bounded, so a dislocation
/// that is larger than all of them stays.
package struct ArbitrageurSettings: Sendable, Hashable {
  /// How many arbitrageurs watch.
  package var count: Int
  /// The distance from the index beyond which an order of the book is worth taking, as a share of price.
  package var threshold: Rate
  /// The median size of one order.
  package var sizeMedian: Quantity
  /// The logarithmic standard deviation of sizes.
  package var sizeSigma: Double
  /// The inventory at which an arbitrageur stops adding.
  package var inventoryLimit: Quantity
  /// The time in which an arbitrageur moves half of its inventory elsewhere.
  package var hedgeHalfLife: Interval
  /// The collateral an arbitrageur starts with.
  package var capital: Money

  /// Makes the settings of the arbitrageurs.
  package init(
    count: Int, threshold: Rate, sizeMedian: Quantity, sizeSigma: Double,
    inventoryLimit: Quantity, hedgeHalfLife: Interval, capital: Money
  ) {
    self.count = count
    self.threshold = threshold
    self.sizeMedian = sizeMedian
    self.sizeSigma = sizeSigma
    self.inventoryLimit = inventoryLimit
    self.hedgeHalfLife = hedgeHalfLife
    self.capital = capital
  }
}
