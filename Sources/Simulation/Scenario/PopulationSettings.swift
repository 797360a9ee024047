public import Units

/// The leveraged accounts whose liquidation is studied, drawn from a seed.
///
/// Account `k` draws from its own stream, so the same account comes out whatever the others are and in
/// whatever order they are added. Sizes of the larger side are cut, last accounts first, until open
/// interest nets to zero.
public struct PopulationSettings: Sendable, Hashable {
  /// How many accounts.
  public var count: Int
  /// The share of accounts that are long, before netting.
  public var longShare: Rate
  /// The median notional of a position.
  public var notionalMedian: Money
  /// The logarithmic standard deviation of notionals.
  public var notionalSigma: Double
  /// Leverage and how often it occurs, as weights.
  public var leverage: [LeverageWeight]
  /// The standard deviation of entry prices around the opening price, as a share of it.
  public var entryDeviation: Rate

  /// Makes the settings of the population.
  public init(
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
public struct LeverageWeight: Sendable, Hashable {
  /// Notional over margin at entry, at least 1.
  public var leverage: Int64
  /// The relative frequency, above 0.
  public var weight: Int64

  /// Makes a weight.
  public init(leverage: Int64, weight: Int64) {
    self.leverage = leverage
    self.weight = weight
  }
}
