import Market

/// Reads trades of Bybit as it publishes them by the day (public.bybit.com/trading).
///
/// `timestamp` is seconds with a fraction, by the venue's clock; nobody recorded an arrival, and it stands for both.
/// Older files run backwards.
enum BybitTradesReader {
  /// The columns that are read.
  static let columns = [
    TableColumn("timestamp", .seconds), TableColumn("symbol", .symbol), TableColumn("side", .word),
    TableColumn("size", .units), TableColumn("price", .units),
    TableColumn("tickDirection", .passed), TableColumn("trdMatchID", .passed),
  ]

  /// Reads a file.
  static func read(
    _ bytes: SourceBytes, into draft: inout TapeDraft, file: String, symbol: String?
  ) throws(InputError) {
    var rows = try TableScanner(bytes, file: file, columns: columns, symbol: symbol)
    draft.reserve(rows.rowCountEstimate)
    let (buy, sell) = (FieldWord.code("Buy"), FieldWord.code("Sell"))
    while try rows.nextRow() {
      let side = rows.value(2)
      guard side == buy || side == sell else { throw rows.mismatch(2, expected: "Buy or Sell") }
      guard rows.value(4) > 0 else { throw rows.mismatch(4, expected: "a price above 0") }
      let time = rows.value(0)
      guard TimeUnit.nanoseconds.isPlausible(time) else {
        throw rows.mismatch(0, expected: FieldForm.seconds.expectation)
      }
      draft.append(
        DraftRow(
          side == buy ? .buyTrade : .sellTrade, price: rows.value(4), amount: rows.value(3),
          line: rows.line))
      draft.endMessage(exchangeTime: time, arrivalTime: time)
    }
    draft.take(rows)
    draft.exchange = "bybit"
  }
}
