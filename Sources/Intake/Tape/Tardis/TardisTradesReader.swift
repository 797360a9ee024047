import Market

/// Reads trades, or forced orders, in the form of Tardis (docs.tardis.dev, downloadable CSV files, trades and
/// liquidations), whose columns are the same.
///
/// Each row is a message. The side is the taker's; that of a forced order is the order's: `buy` closes a short.
enum TardisTradesReader {
  /// The columns that are read.
  static let columns = [
    TableColumn("exchange", .exchange), TableColumn("symbol", .symbol),
    TableColumn("timestamp", .microseconds), TableColumn("local_timestamp", .microseconds),
    TableColumn("id", .id, mayBeEmpty: true), TableColumn("side", .word),
    TableColumn("price", .units),
    TableColumn("amount", .units),
  ]

  /// Reads a file.
  ///
  /// - Parameter isForced: Whether the rows are forced orders.
  static func read(
    _ bytes: SourceBytes, into draft: inout TapeDraft, file: String, symbol: String?,
    isForced: Bool
  ) throws(InputError) {
    var rows = try TableScanner(bytes, file: file, columns: columns, symbol: symbol)
    draft.reserve(rows.rowCountEstimate)
    let (buy, sell) = (FieldWord.code("buy"), FieldWord.code("sell"))
    let unknown = FieldWord.code("unknown")
    while try rows.nextRow() {
      let side = rows.value(5)
      guard side == buy || side == sell || (side == unknown && !isForced) else {
        throw rows.mismatch(5, expected: isForced ? "buy or sell" : "buy, sell or unknown")
      }
      guard rows.value(6) > 0 else { throw rows.mismatch(6, expected: "a price above 0") }
      let kind: TapeRow.Kind =
        switch (isForced, side) {
        case (true, buy): .forcedBuy
        case (true, _): .forcedSell
        case (false, buy): .buyTrade
        case (false, sell): .sellTrade
        case (false, _): .trade
        }
      if rows.has(4), !isForced { draft.notes.ids.note(rows.value(4)) }
      draft.append(DraftRow(kind, price: rows.value(6), amount: rows.value(7), line: rows.line))
      draft.endMessage(exchangeTime: rows.value(2), arrivalTime: rows.value(3))
    }
    draft.take(rows)
  }
}
