/// What a source of a tape holds, told by its first rows.
package enum TapeFormat: String, Sendable, Hashable, CaseIterable {
  case tardisBook = "Tardis incremental_book_L2"
  case tardisTrades = "Tardis trades"
  case tardisLiquidations = "Tardis liquidations"
  case tardisTicker = "Tardis derivative_ticker"
  case tardisQuotes = "Tardis quotes"
  case tardisPictures = "Tardis book_snapshot"
  case binanceTrades = "Binance trades"
  case binanceAggregateTrades = "Binance aggTrades"
  case binanceQuotes = "Binance bookTicker"
  case binanceMark = "Binance markPriceKlines"
  case binanceIndex = "Binance indexPriceKlines"
  case binanceFunding = "Binance fundingRate"
  case binanceCapture = "Binance websocket session"
  case bitmexCapture = "BitMEX websocket session"
  case krakenCapture = "Kraken Futures websocket session"
  case bybitTrades = "Bybit trades"
  case bybitBook = "Bybit order book"
  case lobster = "LOBSTER"
  case hftBacktest = "hftbacktest"
}

/// What a user says that a file holds, where its columns do not tell.
package enum TapeRole: String, Sendable, Hashable, CaseIterable {
  /// Forced orders, not trades.
  case liquidations
  /// Bars of the mark price.
  case mark
  /// Bars of the index.
  case index

  /// What the folders and the name of a file tell, such as `markPriceKlines/BTCUSDT-1m.zip`.
  init?(of path: String) {
    let path = path.lowercased()
    if path.contains("liquidation") {
      self = .liquidations
    } else if path.contains("markprice") {
      self = .mark
    } else if path.contains("indexprice") {
      self = .index
    } else {
      return nil
    }
  }
}

/// A file of a tape, with what the user says of it.
package struct TapePath: Sendable, Hashable {
  /// The file.
  package var path: String
  /// What it holds, where its columns do not tell.
  package var role: TapeRole?

  /// Names a file.
  package init(_ path: String, role: TapeRole? = nil) {
    self.path = path
    self.role = role
  }
}
