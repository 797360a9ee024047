import Market

/// Reads a day of LOBSTER: a file of messages and a file of the book after each of them (lobsterdata.com, output
/// structure).
///
/// The book is that of its file, row by row, so that levels which come into sight are known too; a message whose effect
/// is not in it counts as a gap. Executions are trades against the side of the resting order, those of hidden orders
/// too. Prices are ten-thousandths. Times are seconds after midnight at the venue; the day is that of the file's name,
/// counted as if the venue were in UTC. One clock stands for both.
enum LobsterReader {
  /// The fields of a message.
  static let fields = ["time", "type", "order", "size", "price", "direction"]
  private static let columns = [
    TableColumn("time", .seconds), TableColumn("type", .whole), TableColumn("order", .passed),
    TableColumn("size", .units), TableColumn("price", .price), TableColumn("direction", .word),
  ]
  /// Hundred-millionths in a ten-thousandth, over those in one: what a price is divided by.
  private static let priceDivisor: Int64 = 10_000

  /// Whether a first row looks like a message.
  static func isMessage(_ row: [String]) -> Bool {
    row.count == 6 && ["1", "-1"].contains(row[5]) && row[0].contains(".")
      && Int(row[1]).map { (1...7).contains($0) } == true
  }

  /// Whether a first row looks like a book: four whole numbers for each level.
  static func isBook(_ row: [String]) -> Bool {
    row.count >= 4 && row.count % 4 == 0 && row.count <= 800 && row.allSatisfy { Int64($0) != nil }
  }

  /// Reads a day.
  ///
  /// - Parameters:
  ///   - messages: The text of the messages.
  ///   - book: The text of the book, and its file.
  static func read(
    _ messages: SourceBytes, book: (text: SourceBytes, file: String),
    into draft: inout TapeDraft, file: String
  ) throws(InputError) {
    var rows = try TableScanner(messages, file: file, columns: columns, fields: fields)
    let levelCount = TableHeader.names(book.text).count / 4
    let names = (0..<levelCount).flatMap { ["ask\($0)", "asks\($0)", "bid\($0)", "bids\($0)"] }
    var pictures = try TableScanner(
      book.text, file: book.file, columns: names.map { TableColumn($0, .price) }, fields: names)
    draft.reserve(4 * rows.rowCountEstimate)
    var changes = LevelChanges()
    let midnight = day(of: file)
    let buy = FieldWord.code("1")
    while try rows.nextRow() {
      guard try pictures.nextRow() else {
        throw InputError(
          .badData, file: book.file, expected: "a row for each message",
          found: "\(pictures.rowCount) rows")
      }
      let (type, time) = (rows.value(1), rows.value(0))
      guard (0..<172_800_000_000_000).contains(time) else {
        throw rows.mismatch(0, expected: "seconds after midnight")
      }
      guard (1...7).contains(type) else { throw rows.mismatch(1, expected: "a type from 1 to 7") }
      let moment = midnight + time
      let (price, size) = (rows.value(4) / priceDivisor, rows.value(3))
      let isBid = rows.value(5) == buy
      if type == 4 || type == 5, price > 0 {
        draft.append(
          DraftRow(isBid ? .sellTrade : .buyTrade, price: price, amount: size, line: rows.line))
        draft.endMessage(exchangeTime: moment, arrivalTime: moment)
      }
      let before = changes.size(isBid: isBid, price: price)
      let wasShown = changes.isWithin(isBid: isBid, price: price)
      show(pictures, levelCount, in: &changes)
      changes.end(into: &draft, line: rows.line)
      draft.endMessage(exchangeTime: moment, arrivalTime: moment)
      let effect = type == 1 ? size : (2...4).contains(type) ? -size : 0
      if effect != 0, wasShown, changes.isWithin(isBid: isBid, price: price),
        changes.size(isBid: isBid, price: price) != before + effect
      {
        draft.notes.sequenceGaps += 1
      }
    }
    draft.take(rows)
    if try pictures.nextRow() {
      throw InputError(
        .badData, file: book.file, line: pictures.line, expected: "a row for each message",
        found: "more than \(rows.rowCount) rows")
    }
  }

  /// The levels of a row; an empty one has no size.
  private static func show(
    _ row: borrowing TableScanner, _ levelCount: Int, in changes: inout LevelChanges
  ) {
    changes.begin()
    for level in 0..<levelCount {
      changes.add(
        isBid: false, price: row.value(4 * level) / priceDivisor, size: row.value(4 * level + 1))
      changes.add(
        isBid: true, price: row.value(4 * level + 2) / priceDivisor, size: row.value(4 * level + 3))
    }
  }

  /// Midnight of the day in a file's name, in nanoseconds since 1970; 1 January 2000 where it has none.
  private static func day(of file: String) -> Int64 {
    let parts = InputFile.baseName(file).split { $0 == "_" || $0 == "." }
    let days = parts.lazy.compactMap { UTCTime(String($0))?.microseconds }
    let day = days.first { TimeUnit.microseconds.isPlausible($0) }
    return (day ?? 946_684_800_000_000) * 1000
  }
}
