package import Market

/// What one source says: messages with two clocks, and rows with exact decimals.
///
/// A reader fills it in the order of the source; ``sortByArrival()`` then puts the messages in order.
package struct TapeDraft: Sendable {
  /// Where it came from.
  package var source: TapeSource
  /// The venue as the source names it; nil where it does not.
  package var exchange: String?
  /// The symbol as the source names it; nil where it does not.
  package var symbol: String?
  /// The messages; `rowsEnd` counts the rows here.
  package private(set) var messages: [TapeMessage] = []
  /// The rows of all messages.
  package private(set) var rows: [DraftRow] = []
  /// What was noticed while the source was read.
  package var notes = SourceNotes()

  /// Starts with nothing.
  ///
  /// - Parameter source: Where it comes from.
  package init(source: TapeSource) { self.source = source }

  /// Puts the last message first.
  private mutating func turnRound() {
    var turned: [DraftRow] = []
    turned.reserveCapacity(rows.count)
    let reversed = messages.indices.reversed().map { number in
      turned += rows[rows(of: number)]
      var message = messages[number]
      message.rowsEnd = Int64(turned.count)
      return message
    }
    (messages, rows) = (reversed, turned)
  }

  /// Adds the messages of another draft of the same source, both in order of arrival.
  mutating func add(_ other: TapeDraft) {
    sortByArrival()
    var other = other
    other.sortByArrival()
    let order = TapeOrder(of: [self, other])
    var both = TapeDraft(source: source)
    for place in order.places {
      let draft = place.source == 0 ? self : other
      both.rows += draft.rows[draft.rows(of: Int(place.message))]
      let message = draft.messages[Int(place.message)]
      both.endMessage(exchangeTime: message.exchangeTime, arrivalTime: message.arrivalTime)
    }
    (messages, rows) = (both.messages, both.rows)
    notes.arrivalsBackwards += other.notes.arrivalsBackwards
    notes.snapshots += other.notes.snapshots
  }

  /// Makes room for about so many rows.
  mutating func reserve(_ rowCount: Int) { rows.reserveCapacity(rows.count + rowCount) }

  /// Takes the market and the counts of a table that was read to its end.
  mutating func take(_ scanner: borrowing TableScanner) {
    exchange = scanner.exchange
    symbol = scanner.symbol
    source.rowCount = scanner.rowCount
    notes.rowsOfOthers = scanner.otherRowCount
  }

  /// Adds a row to the message that is being read.
  @inline(__always)
  package mutating func append(_ row: DraftRow) { rows.append(row) }

  /// Whether rows wait for the end of their message.
  @inline(__always)
  package var hasOpenRows: Bool { rows.count > Int(messages.last?.rowsEnd ?? 0) }

  /// Ends a message: all rows since the one before are of it; nothing happens where there are none.
  ///
  /// - Parameters:
  ///   - exchangeTime: When it happened, by the venue's clock, in nanoseconds since 1970.
  ///   - arrivalTime: When it reached the recorder, by the recorder's clock, in nanoseconds since 1970.
  @inline(__always)
  package mutating func endMessage(exchangeTime: Int64, arrivalTime: Int64) {
    guard hasOpenRows else { return }
    messages.append(
      TapeMessage(
        exchangeTime: exchangeTime, arrivalTime: arrivalTime, rowsEnd: Int64(rows.count)))
  }

  /// The rows of a message.
  @inline(__always)
  func rows(of number: Int) -> Range<Int> {
    let start = number == 0 ? 0 : Int(messages[number - 1].rowsEnd)
    return start..<Int(messages[number].rowsEnd)
  }

  /// Puts the messages in order of arrival, those of one instant as they stand, and counts how often a message
  /// arrived before the one above it.
  package mutating func sortByArrival() {
    var (inversions, rises) = (0, 0)
    for place in messages.indices.dropFirst() {
      let (before, time) = (messages[place - 1].arrivalTime, messages[place].arrivalTime)
      if time < before { inversions += 1 } else if time > before { rises += 1 }
    }
    notes.arrivalsBackwards += inversions
    if inversions == 0 { return }
    // A file that runs backwards is turned round, so that messages of one instant are too.
    if inversions > rises { turnRound() }
    let order = messages.indices.sorted {
      (messages[$0].arrivalTime, $0) < (messages[$1].arrivalTime, $1)
    }
    var sortedRows: [DraftRow] = []
    sortedRows.reserveCapacity(rows.count)
    let sorted = order.map { number in
      sortedRows += rows[rows(of: number)]
      var message = messages[number]
      message.rowsEnd = Int64(sortedRows.count)
      return message
    }
    (messages, rows) = (sorted, sortedRows)
  }
}

/// A file that a tape was made from.
package struct TapeSource: Sendable, Hashable {
  /// The last part of its path: folders differ between machines.
  package var file: String
  /// What it holds, see ``TapeFormat``.
  package var format: String
  /// The rows or lines that were read, header left out.
  package var rowCount = 0
  /// The bytes as stored.
  package var byteCount = 0
  /// The SHA-256 of the bytes as stored, in hexadecimal.
  package var sha256 = ""
  /// The entries of an archive that were left out.
  package var entriesLeftOut: [String] = []
  /// The unit of its times, where it was guessed from their size.
  package var timeUnit: TimeUnit?

  /// What else there is to say of it, after a comma.
  var more: String {
    (timeUnit.map { ", times in \($0.name)" } ?? "")
      + (entriesLeftOut.isEmpty ? "" : ", left out: \(entriesLeftOut.joined(separator: ", "))")
  }

  /// Names a source.
  package init(file: String, format: String) {
    self.file = file
    self.format = format
  }
}

/// What a reader notices while it reads a source.
package struct SourceNotes: Sendable, Hashable {
  /// Rows of a book before its first snapshot, which were left out.
  package var rowsBeforeSnapshot = 0
  /// Rows of other symbols, which were left out.
  package var rowsOfOthers = 0
  /// Snapshots of the book.
  package var snapshots = 0
  /// Messages that arrived before the one above them.
  package var arrivalsBackwards = 0
  /// Places where a number in the messages shows that one or more before it is missing.
  package var sequenceGaps = 0
  /// Quotes of the source that were compared with the book at the same number.
  package var quotesCompared = 0
  /// Those of them that differ from the book.
  package var quotesDiffering = 0
  /// The ids of trades.
  package var ids = TradeIDs()

  /// Starts with nothing.
  package init() {}
}
