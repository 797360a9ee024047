public import Market
public import Units

/// One account that a branch touched.
public struct AccountRecord: Sendable, Equatable {
  /// The account.
  public var account: Int
  /// The side of the position at the start.
  public var side: Side
  /// The position at the start, unsigned.
  public var size: Quantity
  /// The leverage at entry.
  public var leverage: Int64
  /// The entry price.
  public var entryPrice: Price
  /// Collateral at the start.
  public var collateral: Money
  /// The liquidation price at the start, where there is one.
  public var liquidationPrice: Price?
  /// Whether it was below maintenance at some check, by the price that drives the check.
  public var breached: Bool
  /// Whether it was liquidated.
  public var liquidated: Bool
  /// How much of its position was taken from it by deleveraging.
  public var deleveragedQuantity: Quantity
  /// What deleveraging cost it against the mark.
  public var deleveragingLoss: Money
  /// Equity at the index when the run ended.
  public var equityAtEnd: Money
}
