public import Units

/// What an insurance fund may be asked for; how much it holds is a matter of the scenario.
public struct FundTerms: Sendable, Hashable {
  /// The most that one forced order may cost, as a share of what is not promised to others.
  public var sharePerOrder: Rate
  /// The most that it pays in one block or round; nil where nothing bounds it.
  public var lossPerBlockMax: Money?
  /// The most notional it may hold, as a share of the fund; nil where nothing bounds it.
  public var notionalShareMax: Rate?

  /// Makes the terms; by default one order may use up the whole fund.
  public init(
    sharePerOrder: Rate = .one, lossPerBlockMax: Money? = nil, notionalShareMax: Rate? = nil
  ) {
    self.sharePerOrder = sharePerOrder
    self.lossPerBlockMax = lossPerBlockMax
    self.notionalShareMax = notionalShareMax
  }
}
