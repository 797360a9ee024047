package import Market
import Units

/// Reads trades from a file in the form of Tardis:
/// `exchange,symbol,timestamp,local_timestamp,id,side,price,amount`, times in microseconds UTC
/// (docs.tardis.dev, downloadable CSV files, trades).
///
/// The rows of such a file are in the order in which they were recorded; what counts is when the venue says that
/// a trade happened, and rows are put in that order, those of one moment as they stand. A trade that occurs twice
/// in one moment, by its id and its content, counts once; trades without id are all different. The whole file is
/// checked, also outside the window. Prices are rounded to the nearest tick and amounts to the nearest lot, ties
/// to even.
package struct TradeFile: Sendable {
  /// The longest silence that is no gap, in microseconds: a minute.
  package static let silenceMicrosecondsMax: Int64 = 60_000_000

  /// The venue as the file names it.
  package let exchange: String
  /// The symbol as the file names it.
  package let symbol: String
  /// The trades inside the window, in order of the venue's time.
  package let trades: [TradeRecord]
  /// The last trade before the window: its price is in force when the window opens.
  package let before: TradeRecord?
  /// The silences of more than a minute inside the window and at its ends.
  package let gaps: [DataGap]
  /// The rows of the whole file.
  package let rowCount: Int
  /// What had to be decided about the rows.
  package let repairs: TradeRepairs
  /// The last price of each minute of the whole file.
  package let minutes: MinutePrices

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
    var rows = TradeRows()
    if window == nil { rows.reserve(bytes.count / 80) }
    var market = MarketName()
    var clocks = TradeClocks()
    var minutes = MinutePrices()
    var before: TradeRecord?
    var rowCount = 0
    while try scanner.nextRow() {
      rowCount += 1
      try market.check(in: scanner)
      let (trade, isOnTick) = try Self.trade(in: scanner, prices: prices, quantities: quantities)
      clocks.note(trade)
      minutes.note(trade.price, at: trade.time)
      if let window {
        if trade.time < window.from, trade.time >= before?.time ?? trade.time { before = trade }
        guard window.contains(trade.time) else { continue }
      }
      rows.append(trade, isOnTick: isOnTick, in: scanner)
    }
    let (trades, repairs) = rows.settled(bytes, clocks: clocks)
    if let window, let first = clocks.first, let last = clocks.last,
      trades.isEmpty || last < window.from || first >= window.to
    {
      throw InputError(
        .badData, file: file, problem: "window outside the data",
        expected: "a window with trades within \(first.text) to \(last.text)", found: window.text)
    }
    exchange = market.exchange
    symbol = market.symbol
    self.trades = trades
    self.before = before
    gaps = DataGap.silences(
      between: trades.lazy.map(\.time), longerThan: Self.silenceMicrosecondsMax, in: window)
    self.rowCount = rowCount
    self.repairs = repairs
    self.minutes = minutes.sorted
  }

  /// The prices in the time of a run, led by the one in force when the window opens.
  ///
  /// - Parameter start: What the run counts its time from; the first update may lie before it.
  package func updates(since start: UTCTime) -> [IndexUpdate] {
    ([before].compactMap(\.self) + trades).map { $0.update(since: start) }
  }

  private static func trade(
    in scanner: borrowing CSVScanner, prices: DecimalScale, quantities: DecimalScale
  ) throws(InputError) -> (trade: TradeRecord, isOnTick: Bool) {
    let time = try scanner.moment(2, microsecondsPerUnit: 1, unit: "microseconds")
    let localTime = try scanner.moment(3, microsecondsPerUnit: 1, unit: "microseconds")
    let side = try side(in: scanner)
    let (price, isExact) = try scanner.ticks(6, of: prices)
    let quantity = try scanner.lots(7, of: quantities)
    let trade = TradeRecord(
      time: time, localTime: localTime, side: side, price: price, quantity: quantity)
    return (trade, isExact)
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
