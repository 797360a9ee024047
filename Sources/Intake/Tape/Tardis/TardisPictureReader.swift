import Market

/// Reads pictures of the best levels in the form of Tardis (docs.tardis.dev, downloadable CSV files, quotes,
/// book_snapshot_5 and book_snapshot_25).
///
/// A row is a message with the changes since the row before it. A level that leaves the picture is taken away.
enum TardisPictureReader {
  /// The columns of quotes.
  static let quotes = [
    TableColumn("exchange", .exchange), TableColumn("symbol", .symbol),
    TableColumn("timestamp", .microseconds), TableColumn("local_timestamp", .microseconds),
    TableColumn("ask_price", .units, mayBeEmpty: true),
    TableColumn("ask_amount", .units, mayBeEmpty: true),
    TableColumn("bid_price", .units, mayBeEmpty: true),
    TableColumn("bid_amount", .units, mayBeEmpty: true),
  ]

  /// The columns of pictures with so many levels, in the order of those of quotes.
  static func columns(levels: Int) -> [TableColumn] {
    Array(quotes.prefix(4))
      + (0..<levels).flatMap { level in
        [
          "asks[\(level)].price", "asks[\(level)].amount", "bids[\(level)].price",
          "bids[\(level)].amount",
        ]
        .map { TableColumn($0, .units, mayBeEmpty: true) }
      }
  }

  /// The levels of a header; none where it is not of pictures.
  static func levelCount(ofHeader names: Set<String>) -> Int {
    (0..<100).first { !names.contains("asks[\($0)].price") } ?? 0
  }

  /// Reads a file.
  static func read(
    _ bytes: SourceBytes, _ columns: [TableColumn], into draft: inout TapeDraft, file: String,
    symbol: String?
  ) throws(InputError) {
    var rows = try TableScanner(bytes, file: file, columns: columns, symbol: symbol)
    draft.reserve(2 * rows.rowCountEstimate)
    var changes = LevelChanges()
    while try rows.nextRow() {
      changes.begin()
      for level in stride(from: 4, to: columns.count, by: 4) {
        changes.add(isBid: false, price: rows.value(level), size: rows.value(level + 1))
        changes.add(isBid: true, price: rows.value(level + 2), size: rows.value(level + 3))
      }
      changes.end(into: &draft, line: rows.line)
      draft.endMessage(exchangeTime: rows.value(2), arrivalTime: rows.value(3))
    }
    draft.take(rows)
  }
}
