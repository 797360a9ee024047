public import Units

/// One bracket of a margin schedule: from which notional on which rates hold.
public struct MarginTier: Sendable, Hashable {
  /// The least notional of the tier; a notional of exactly this much is in it.
  public var floor: Money
  /// The maintenance rate of the tier.
  public var maintenance: Rate
  /// The initial rate of the tier, one over its greatest leverage.
  public var initial: Rate
  /// The maintenance deduction as a venue prints it (Binance: `cum`), or `nil` to have it derived.
  public var deduction: Money?
  /// The greatest notional that the tier is stated for: the floor of the next tier, or the end of the table;
  /// `nil` where it is not stated.
  public var limit: Money?

  /// Makes a tier.
  public init(
    floor: Money, maintenance: Rate, initial: Rate, deduction: Money? = nil, limit: Money? = nil
  ) {
    self.floor = floor
    self.maintenance = maintenance
    self.initial = initial
    self.deduction = deduction
    self.limit = limit
  }
}
