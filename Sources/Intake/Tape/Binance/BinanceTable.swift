/// The tables that Binance publishes by the day and the month (data.binance.vision), with a header or without.
enum BinanceTable {
  /// The columns of trades that are read; futures of the coin-margined kind name the value `base_qty`.
  static let trades = [
    TableColumn("id", .id), TableColumn("price", .units), TableColumn("qty", .units),
    TableColumn("time", .time), TableColumn("is_buyer_maker", .word),
  ]
  /// The columns of aggregate trades that are read.
  static let aggregateTrades = [
    TableColumn("agg_trade_id", .id), TableColumn("price", .units), TableColumn("quantity", .units),
    TableColumn("transact_time", .time), TableColumn("is_buyer_maker", .word),
  ]
  /// The columns of quotes.
  static let quotes = [
    TableColumn("update_id", .passed), TableColumn("best_bid_price", .units),
    TableColumn("best_bid_qty", .units), TableColumn("best_ask_price", .units),
    TableColumn("best_ask_qty", .units), TableColumn("transaction_time", .time),
    TableColumn("event_time", .time),
  ]
  /// The columns of bars that are read.
  static let bars = [
    TableColumn("open_time", .time), TableColumn("open", .price), TableColumn("close", .price),
    TableColumn("close_time", .time),
  ]
  /// The columns of funding that are read.
  static let funding = [
    TableColumn("calc_time", .time), TableColumn("last_funding_rate", .rate),
  ]

  /// All fields of each table in order, for files without a header.
  static let tradeFields = ["id", "price", "qty", "quote_qty", "time", "is_buyer_maker", "best"]
  static let aggregateFields = [
    "agg_trade_id", "price", "quantity", "first_trade_id", "last_trade_id", "transact_time",
    "is_buyer_maker", "best",
  ]
  static let quoteFields = quotes.map(\.name)
  static let barFields = [
    "open_time", "open", "high", "low", "close", "volume", "close_time", "quote_volume", "count",
    "taker_buy_volume", "taker_buy_quote_volume", "ignore",
  ]
  static let fundingFields = ["calc_time", "funding_interval_hours", "last_funding_rate"]

  /// The fields of a table without a header, by the look of its first row; nil where it looks like none of these.
  ///
  /// Bars do not say what they are of.
  static func fields(ofRow row: [String]) -> (format: TapeFormat?, fields: [String])? {
    guard let first = row.first, row.allSatisfy({ !$0.isEmpty }),
      first.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let flag = row.firstIndex { ["true", "false"].contains($0.lowercased()) }
    switch (row.count, flag) {
    case (6, 5?), (7, 5?): return (.binanceTrades, Array(tradeFields.prefix(row.count)))
    case (7, 6?), (8, 6?):
      return (.binanceAggregateTrades, Array(aggregateFields.prefix(row.count)))
    case (7, nil): return (.binanceQuotes, quoteFields)
    case (12, nil): return (nil, barFields)
    case (3, nil): return (.binanceFunding, fundingFields)
    default: return nil
    }
  }
}
