package import Units

/// What an insurance fund may be asked for; how much it holds is a matter of the scenario.
package struct FundTerms: Sendable, Hashable {
  /// The most that one forced order may cost, as a share of what is not promised to others.
  package var sharePerOrder: Rate
  /// The most that it pays in one block or round; nil where nothing bounds it.
  package var lossPerBlockMax: Money?
  /// The most notional it may hold, as a share of the fund; nil where nothing bounds it.
  package var notionalShareMax: Rate?

  /// Makes the terms; by default one order may use up the whole fund.
  package init(
    sharePerOrder: Rate = .one, lossPerBlockMax: Money? = nil, notionalShareMax: Rate? = nil
  ) {
    self.sharePerOrder = sharePerOrder
    self.lossPerBlockMax = lossPerBlockMax
    self.notionalShareMax = notionalShareMax
  }
}
