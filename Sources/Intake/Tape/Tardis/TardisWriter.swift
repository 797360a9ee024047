package import Market
import Units

/// Writes a tape of a perpetual as a day of Tardis: `incremental_book_L2.csv`, `trades.csv` and
/// `derivative_ticker.csv` (docs.tardis.dev, downloadable CSV files).
package struct TardisWriter {
  private let tape: MarketTape
  private let market: String
  private let tick: Int64
  private let lot: Int64
  private var book = "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n"
  private var trades = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n"
  private var ticker =
    "exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,"
    + "predicted_funding_rate,open_interest,last_price,index_price,mark_price\n"
  private var tradeCount = 0

  /// Writes a tape.
  ///
  /// - Parameters:
  ///   - tape: Its times are whole microseconds.
  ///   - exchange: The venue as the files name it.
  ///   - symbol: The symbol as the files name it.
  ///   - tick: The tick in hundred-millionths.
  ///   - lot: The lot in hundred-millionths.
  /// - Returns: The files with their names.
  package static func files(
    of tape: MarketTape, exchange: String, symbol: String, tick: Int64, lot: Int64
  ) -> [(name: String, bytes: [UInt8])] {
    var writer = TardisWriter(tape: tape, market: "\(exchange),\(symbol),", tick: tick, lot: lot)
    for number in tape.messages.indices { writer.write(number) }
    return [
      ("incremental_book_L2.csv", Array(writer.book.utf8)),
      ("trades.csv", Array(writer.trades.utf8)),
      ("derivative_ticker.csv", Array(writer.ticker.utf8)),
    ]
  }

  private init(tape: MarketTape, market: String, tick: Int64, lot: Int64) {
    self.tape = tape
    self.market = market
    self.tick = tick
    self.lot = lot
  }

  private mutating func write(_ number: Int) {
    let message = tape.messages[number]
    let start = market + "\(message.exchangeTime / 1000),\(message.arrivalTime / 1000),"
    var isSnapshot = false
    var prices: [TapeRow.Kind: String] = [:]
    for row in tape.rowsInPlace(of: number) {
      guard let kind = row.kind else { continue }
      switch kind {
      case .clear: isSnapshot = true
      case .bid, .ask:
        book += start + "\(isSnapshot),\(kind == .bid ? "bid" : "ask"),\(level(row))\n"
      case .buyTrade, .sellTrade, .trade:
        tradeCount += 1
        let side = kind == .trade ? "unknown" : kind == .buyTrade ? "buy" : "sell"
        trades += start + "\(tradeCount),\(side),\(level(row))\n"
      case .mark, .index: prices[kind] = Self.decimal(row.amount)
      default: break
      }
    }
    if prices.isEmpty { return }
    ticker += start + ",,,,,\(prices[.index] ?? ""),\(prices[.mark] ?? "")\n"
  }

  /// The price and the size of a row.
  private func level(_ row: TapeRow) -> String {
    Self.decimal(Int64(row.ticks) * tick) + "," + Self.decimal(row.amount * lot)
  }

  /// Hundred-millionths as a decimal without needless zeros.
  private static func decimal(_ units: Int64) -> String {
    var (units, decimals) = (units, 8)
    while decimals > 0, units % 10 == 0 { (units, decimals) = (units / 10, decimals - 1) }
    return FixedDecimal(units: Int128(units), decimals: decimals).text
  }
}
