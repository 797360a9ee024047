import Market

/// Reads mark price, index and funding in the form of Tardis (docs.tardis.dev, downloadable CSV files,
/// derivative_ticker).
///
/// A row is a message with what has changed in it: mark price, index, and the funding rate that the venue shows for
/// its next settlement. Empty fields say nothing.
enum TardisTickerReader {
  /// The columns that are read.
  static let columns = [
    TableColumn("exchange", .exchange), TableColumn("symbol", .symbol),
    TableColumn("timestamp", .microseconds), TableColumn("local_timestamp", .microseconds),
    TableColumn("funding_rate", .rate, mayBeEmpty: true),
    TableColumn("index_price", .price, mayBeEmpty: true),
    TableColumn("mark_price", .price, mayBeEmpty: true),
    TableColumn("predicted_funding_rate", .rate, mayBeEmpty: true),
  ]

  /// Reads a file.
  static func read(
    _ bytes: SourceBytes, into draft: inout TapeDraft, file: String, symbol: String?
  ) throws(InputError) {
    var rows = try TableScanner(bytes, file: file, columns: columns, symbol: symbol)
    draft.reserve(rows.rowCountEstimate)
    while try rows.nextRow() {
      for (column, kind) in [(6, TapeRow.Kind.mark), (5, .index)] where rows.has(column) {
        guard rows.value(column) > 0 else {
          throw rows.mismatch(column, expected: "a price above 0")
        }
        draft.append(DraftRow(kind, amount: rows.value(column), line: rows.line))
      }
      if rows.has(4) {
        draft.append(DraftRow(.fundingRate, amount: rows.value(4), line: rows.line))
      }
      draft.endMessage(exchangeTime: rows.value(2), arrivalTime: rows.value(3))
    }
    draft.take(rows)
  }
}
