/// Whose position is used first when a venue deleverages.
///
/// Read 2026-11 from the venues' own pages on auto-deleveraging, dYdX from its source.
package enum DeleveragingRanking: String, Sendable, Hashable, CaseIterable {
  /// Profit rate x effective leverage; losers follow by profit rate / leverage (BitMEX, Bybit, OKX).
  case profitTimesLeverage
  /// `max(0, profit) / max(1, wallet) x maintenance / equity` (Binance).
  case profitTimesMarginRatio
  /// `mark / entry x notional / account value`, for a short `entry / mark` (Hyperliquid).
  ///
  /// The published formula names no side; for a short the quotient is turned over, so that a gain ranks first.
  case priceGainTimesLeverage
  /// In a drawn order, whatever the profit (dYdX v4: from a pseudo-random place on).
  case random
  /// The largest positions first (FTX: the ten largest, pro rata).
  case largest
}
