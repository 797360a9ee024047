package import Units

/// The noise takers of the background flow: bursty arrivals, heavy-tailed sizes, persistent signs.
///
/// Arrivals are a Hawkes process. Each taker order belongs to one of a few metaorders under way, and
/// a metaorder keeps its sign for a Pareto number of orders, which is what makes signs persist
/// (Lillo, Mike and Farmer 2005).
package struct TakerSettings: Sendable, Hashable {
  /// Taker orders per second in the long run.
  package var ratePerSecond: Double
  /// The mean number of orders that each order sets off, below 1.
  package var branching: Double
  /// How fast the excitement fades, per second.
  package var decayPerSecond: Double
  /// The smallest order.
  package var sizeMinimum: Quantity
  /// The exponent of the Pareto tail of sizes.
  package var sizeTail: Double
  /// The largest order.
  package var sizeMaximum: Quantity
  /// How many metaorders are under way at a time.
  package var metaorders: Int
  /// The least number of orders in a metaorder.
  package var metaorderLength: Double
  /// The tail exponent of the number of orders in a metaorder.
  package var metaorderTail: Double
  /// How far beyond the best price an order may sweep, as a share of the price.
  package var sweepLimit: Rate
  /// The collateral of the takers, one account together.
  package var capital: Money

  /// Makes the settings of the takers.
  package init(
    ratePerSecond: Double, branching: Double, decayPerSecond: Double, sizeMinimum: Quantity,
    sizeTail: Double, sizeMaximum: Quantity, metaorders: Int, metaorderLength: Double,
    metaorderTail: Double, sweepLimit: Rate, capital: Money
  ) {
    self.ratePerSecond = ratePerSecond
    self.branching = branching
    self.decayPerSecond = decayPerSecond
    self.sizeMinimum = sizeMinimum
    self.sizeTail = sizeTail
    self.sizeMaximum = sizeMaximum
    self.metaorders = metaorders
    self.metaorderLength = metaorderLength
    self.metaorderTail = metaorderTail
    self.sweepLimit = sweepLimit
    self.capital = capital
  }
}
