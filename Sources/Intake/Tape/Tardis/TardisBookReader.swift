import Market

/// Reads changes of a book in the form of Tardis (docs.tardis.dev, downloadable CSV files, incremental_book_L2).
///
/// Rows that arrived at one instant are one message, whose time by the venue is the latest of theirs. The first row
/// of a snapshot after one that is of none takes all levels away. Rows before the first snapshot say nothing of a
/// book that nobody knows; they are left out and counted.
enum TardisBookReader {
  /// The columns that are read.
  static let columns = [
    TableColumn("exchange", .exchange), TableColumn("symbol", .symbol),
    TableColumn("timestamp", .microseconds), TableColumn("local_timestamp", .microseconds),
    TableColumn("is_snapshot", .word), TableColumn("side", .word), TableColumn("price", .units),
    TableColumn("amount", .units),
  ]

  /// Reads a file.
  static func read(
    _ bytes: SourceBytes, into draft: inout TapeDraft, file: String, symbol: String?
  ) throws(InputError) {
    var rows = try TableScanner(bytes, file: file, columns: columns, symbol: symbol)
    draft.reserve(rows.rowCountEstimate)
    let (yes, no) = (FieldWord.code("true"), FieldWord.code("false"))
    let (bid, ask) = (FieldWord.code("bid"), FieldWord.code("ask"))
    var isSnapshot = false
    var hasSnapshot = false
    var arrival = Int64.min
    var time = Int64.min
    while try rows.nextRow() {
      let word = rows.value(4)
      guard word == yes || word == no else {
        throw rows.mismatch(4, expected: "true or false")
      }
      let side = rows.value(5)
      guard side == bid || side == ask else { throw rows.mismatch(5, expected: "bid or ask") }
      guard rows.value(6) > 0 else { throw rows.mismatch(6, expected: "a price above 0") }
      if word == no, !hasSnapshot {
        draft.notes.rowsBeforeSnapshot += 1
        continue
      }
      if rows.value(3) != arrival {
        draft.endMessage(exchangeTime: time, arrivalTime: arrival)
        (arrival, time) = (rows.value(3), rows.value(2))
      }
      time = max(time, rows.value(2))
      if word == yes, !isSnapshot {
        draft.append(DraftRow(.clear, line: rows.line))
        draft.notes.snapshots += 1
        hasSnapshot = true
      }
      isSnapshot = word == yes
      draft.append(
        DraftRow(
          side == bid ? .bid : .ask, price: rows.value(6), amount: rows.value(7), line: rows.line))
    }
    draft.endMessage(exchangeTime: time, arrivalTime: arrival)
    draft.take(rows)
    guard hasSnapshot else {
      throw InputError(
        .badData, file: file, key: "is_snapshot",
        expected: "a snapshot, without which no book is known", found: "none")
    }
  }
}
