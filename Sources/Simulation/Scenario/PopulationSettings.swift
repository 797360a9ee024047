package import Units

/// The leveraged accounts whose liquidation is studied, drawn from a seed.
///
/// Account `k` draws from its own stream, so the same account comes out whatever the others are and in
/// whatever order they are added. Sizes of the larger side are cut, last accounts first, until open
/// interest nets to zero.
package struct PopulationSettings: Sendable, Hashable {
  /// How many accounts.
  package var count: Int
  /// The share of accounts that are long, before netting.
  package var longShare: Rate
  /// The median notional of a position.
  package var notionalMedian: Money
  /// The logarithmic standard deviation of notionals.
  package var notionalSigma: Double
  /// Leverage and how often it occurs, as weights.
  package var leverage: [LeverageWeight]
  /// The standard deviation of entry prices around the opening price, as a share of it.
  package var entryDeviation: Rate

  /// Makes the settings of the population.
  package init(
    count: Int, longShare: Rate, notionalMedian: Money, notionalSigma: Double,
    leverage: [LeverageWeight], entryDeviation: Rate
  ) {
    self.count = count
    self.longShare = longShare
    self.notionalMedian = notionalMedian
    self.notionalSigma = notionalSigma
    self.leverage = leverage
    self.entryDeviation = entryDeviation
  }
}

/// A leverage and how often it occurs.
package struct LeverageWeight: Sendable, Hashable {
  /// Notional over margin at entry, at least 1.
  package var leverage: Int64
  /// The relative frequency, above 0.
  package var weight: Int64

  /// Makes a weight.
  package init(leverage: Int64, weight: Int64) {
    self.leverage = leverage
    self.weight = weight
  }
}
