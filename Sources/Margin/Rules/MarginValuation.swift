/// At which value of the position the maintenance requirement is taken.
package enum MarginValuation: String, CaseIterable, Sendable, Hashable {
  /// At the price of the check (Binance, OKX, Hyperliquid, dYdX, Deribit).
  case mark
  /// At the entry value, whatever the price (Bybit isolated, GMX).
  case entry
}
