package import Units

/// What a venue asks of an account: the schedule and the switches of its margin check.
package struct MarginTerms: Sendable, Hashable {
  /// The maintenance and initial requirement.
  package var schedule: MarginSchedule
  /// At which value the maintenance requirement is taken.
  package var valuation: MarginValuation
  /// Whether equity equal to the requirement is safe.
  package var equality: AtEquality
  /// Whether the margin check counts the closing fee; it is a share of the notional at the check price.
  package var closingFee: MarginRules.ClosingFee
  /// The closing fee as a part of the notional; the taker fee of the instrument where `nil`.
  package var closingFeeRate: Rate?
  /// Added to the maintenance of any position: keeper and flag fees.
  package var fixedCharge: Money
  /// A liquidation fee that grows with the notional between bounds, where the check counts one.
  package var keeperFee: KeeperFee?

  /// Makes terms; without arguments but the schedule, those of a plain mark-price check.
  package init(
    schedule: MarginSchedule, valuation: MarginValuation = .mark, equality: AtEquality = .safe,
    closingFee: MarginRules.ClosingFee = .ignored, closingFeeRate: Rate? = nil,
    fixedCharge: Money = .zero, keeperFee: KeeperFee? = nil
  ) {
    self.schedule = schedule
    self.valuation = valuation
    self.equality = equality
    self.closingFee = closingFee
    self.closingFeeRate = closingFeeRate
    self.fixedCharge = fixedCharge
    self.keeperFee = keeperFee
  }
}
