package import Market
import Units

/// Reads trades from a file in the form of Tardis:
/// `exchange,symbol,timestamp,local_timestamp,id,side,price,amount`, times in microseconds UTC
/// (docs.tardis.dev, downloadable CSV files, trades).
///
/// The whole file is checked, also outside the window: one market, neither clock runs backwards, no
/// trade occurs twice. Prices are rounded to the nearest tick and amounts to the nearest lot, ties
/// to even.
package struct TradeFile: Sendable {
  /// The venue as the file names it.
  package let exchange: String
  /// The symbol as the file names it.
  package let symbol: String
  /// The trades inside the window, in order of time.
  package let trades: [TradeRecord]
  /// The last trade before the window: its price is in force when the window opens.
  package let before: TradeRecord?
  /// The stretches of more than a minute inside the window without a trade.
  package let gaps: [DataGap]
  /// The rows of the whole file.
  package let rowCount: Int

  private static let columns = [
    "exchange", "symbol", "timestamp", "local_timestamp", "id", "side", "price", "amount",
  ]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file, decompressed.
  ///   - file: The name that errors carry.
  ///   - prices: The grid of the prices.
  ///   - quantities: The grid of the amounts.
  ///   - window: The part that is wanted by the venue's clock; at least one trade must lie in it, and the data must
  ///     start before it ends and end after it starts. All of the file by default.
  package init(
    _ bytes: [UInt8], file: String, prices: DecimalScale, quantities: DecimalScale,
    window: TimeWindow? = nil
  ) throws(InputError) {
    var scanner = try CSVScanner(bytes, file: file, columns: Self.columns)
    var trades: [TradeRecord] = []
    if window == nil { trades.reserveCapacity(bytes.count / 80) }
    var gaps = GapFinder(limit: 60_000_000)
    var market = MarketName()
    var order = TradeOrder()
    var before: TradeRecord?
    var first: UTCTime?
    var last: UTCTime?
    var rowCount = 0
    while try scanner.nextRow() {
      rowCount += 1
      try market.check(in: scanner)
      let trade = try Self.trade(in: scanner, prices: prices, quantities: quantities)
      try order.check(trade, in: scanner)
      first = first ?? trade.time
      last = trade.time
      if let window {
        if trade.time < window.from { before = trade }
        guard window.contains(trade.time) else { continue }
      }
      gaps.note(trade.time)
      trades.append(trade)
    }
    if let window, let first, let last, trades.isEmpty || last < window.from || first >= window.to {
      throw InputError(
        .badData, file: file, problem: "window outside the data",
        expected: "a window with trades within \(first.text) to \(last.text)", found: window.text)
    }
    exchange = market.exchange
    symbol = market.symbol
    self.trades = trades
    self.before = before
    self.gaps = gaps.finish(in: window)
    self.rowCount = rowCount
  }

  /// The prices in the time of a run, led by the one in force when the window opens.
  ///
  /// - Parameter start: What the run counts its time from; the first update may lie before it.
  package func updates(since start: UTCTime) -> [IndexUpdate] {
    ([before].compactMap(\.self) + trades).map { $0.update(since: start) }
  }

  private static func trade(
    in scanner: borrowing CSVScanner, prices: DecimalScale, quantities: DecimalScale
  ) throws(InputError) -> TradeRecord {
    TradeRecord(
      time: try scanner.moment(2, microsecondsPerUnit: 1, unit: "microseconds"),
      localTime: try scanner.moment(3, microsecondsPerUnit: 1, unit: "microseconds"),
      side: try side(in: scanner),
      price: Price(ticks: try scanner.ticks(6, of: prices)),
      quantity: Quantity(lots: try scanner.lots(7, of: quantities)))
  }

  private static func side(in scanner: borrowing CSVScanner) throws(InputError) -> Side? {
    if scanner.field(5, isText: "buy") { return .buy }
    if scanner.field(5, isText: "sell") { return .sell }
    guard scanner.field(5, isText: "unknown") else {
      throw scanner.mismatch(5, expected: "\"buy\", \"sell\" or \"unknown\"")
    }
    return nil
  }

  /// The venue and symbol of the first row, which all rows share.
  private struct MarketName {
    var exchange = ""
    var symbol = ""
    private var fields: (exchange: Range<Int>, symbol: Range<Int>)?

    mutating func check(in scanner: borrowing CSVScanner) throws(InputError) {
      guard let fields else {
        exchange = scanner.text(0)
        symbol = scanner.text(1)
        fields = (scanner.field(0), scanner.field(1))
        return
      }
      if !scanner.field(0, isAt: fields.exchange) {
        throw scanner.mismatch(
          0, expected: "\(InputError.quoted(exchange)) as in the first row")
      }
      if !scanner.field(1, isAt: fields.symbol) {
        throw scanner.mismatch(1, expected: "\(InputError.quoted(symbol)) as in the first row")
      }
    }
  }
}
