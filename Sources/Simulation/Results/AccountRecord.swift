package import Market
package import Units

/// One account that a branch touched.
package struct AccountRecord: Sendable, Equatable {
  /// The account.
  package var account: Int
  /// The side of the position at the start.
  package var side: Side
  /// The position at the start, unsigned.
  package var size: Quantity
  /// The leverage at entry.
  package var leverage: Int64
  /// The entry price.
  package var entryPrice: Price
  /// Collateral at the start.
  package var collateral: Money
  /// The liquidation price at the start, where there is one.
  package var liquidationPrice: Price?
  /// Whether it was below maintenance at some check, by the price that drives the check.
  package var breached: Bool
  /// Whether it was liquidated.
  package var liquidated: Bool
  /// How much of its position was taken from it by deleveraging.
  package var deleveragedQuantity: Quantity
  /// What deleveraging cost it against the mark.
  package var deleveragingLoss: Money
  /// Equity at the index when the run ended.
  package var equityAtEnd: Money
}
