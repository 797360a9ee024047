/// What the symbol of a contract or a pair says of what is traded.
package struct MarketSymbol: Sendable, Hashable {
  /// What may be the base, in capital letters, the most likely one first.
  ///
  /// `BTC` for `XBTUSD`, `tBTCUSD`, `PF_XBTUSD` or `btc-usdt-swap`; `ARBUSD` may be ARB in USD or AR in BUSD.
  package let bases: [String]

  /// What prices are given in, the shorter first where one ends with another.
  private static let quotes = [
    "USD", "FDUSD", "BUSD", "TUSD", "USDT", "USDC", "USDE", "USD1", "USDTM", "USDCM", "USDM", "DAI",
    "EUR", "GBP", "JPY", "KRW", "TRY", "BRL", "AUD",
  ]

  /// What may stand before the pair at venues that put it there.
  private static let kinds = ["PI", "PF", "PV", "FI", "FF", "IN", "CMT"]

  /// Other names of the same coin.
  private static let others = ["XBT": "BTC"]

  /// Reads a symbol.
  ///
  /// - Returns: Nothing where the text is one word that ends in no known currency, so that it may mean anything.
  package init?(_ text: String) {
    // Bitfinex writes trading pairs as `tBTCUSD`.
    let isMarked = text.hasPrefix("t") && text.dropFirst().allSatisfy { !$0.isLowercase }
    let pair = isMarked ? text.dropFirst() : Substring(text)
    var words = pair.uppercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if words.count > 1, Self.kinds.contains(words[0]) { words.removeFirst() }
    guard let first = words.first else { return nil }
    var bases = Self.quotes.filter { first.hasSuffix($0) && first.count > $0.count }.map {
      String(first.dropLast($0.count))
    }
    if bases.isEmpty, words.count > 1 { bases = [first] }
    if bases.isEmpty { return nil }
    self.bases = bases.map { Self.others[$0] ?? $0 }
  }

  /// Whether two symbols may be of the same base.
  package func mayShareBase(with other: MarketSymbol) -> Bool {
    bases.contains { other.bases.contains($0) }
  }
}
