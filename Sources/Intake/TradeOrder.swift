/// Checks that neither clock of a trade file runs backwards and that no trade occurs twice.
struct TradeOrder {
  private var previous: TradeRecord?
  /// The identities of the trades at the current time, as places in the file.
  private var identities: [Range<Int>] = []
  /// The largest identity at the current time while they are numbers that rise, else nothing.
  private var highest: Int64?
  /// The identities at the current time once they no longer rise.
  private var seen: Set<[UInt8]> = []

  /// Checks the current row.
  mutating func check(_ trade: TradeRecord, in scanner: borrowing CSVScanner) throws(InputError) {
    defer { previous = trade }
    guard let previous else {
      start(in: scanner)
      return
    }
    guard trade.time >= previous.time else {
      throw scanner.mismatch(
        2, expected: "at least \(previous.time.microseconds)", problem: "time runs backwards")
    }
    guard trade.localTime >= previous.localTime else {
      throw scanner.mismatch(
        3, expected: "at least \(previous.localTime.microseconds)", problem: "time runs backwards")
    }
    guard trade.time == previous.time else {
      start(in: scanner)
      return
    }
    guard add(in: scanner) else {
      throw scanner.mismatch(
        4, expected: "another id than the trades before it at the same time",
        problem: "duplicate row")
    }
  }

  private mutating func start(in scanner: borrowing CSVScanner) {
    identities.removeAll(keepingCapacity: true)
    identities.append(scanner.field(4))
    highest = scanner.wholeNumber(4)
    if !seen.isEmpty { seen = [] }
  }

  /// Adds an identity; false when it is there already.
  ///
  /// Rising numbers, the usual case, need no look-up.
  private mutating func add(in scanner: borrowing CSVScanner) -> Bool {
    if let number = scanner.wholeNumber(4), let highest, number > highest {
      self.highest = number
      identities.append(scanner.field(4))
      return true
    }
    if seen.isEmpty { seen = Set(identities.map { Array(scanner.bytes[$0]) }) }
    highest = nil
    return seen.insert(Array(scanner.bytes[scanner.field(4)])).inserted
  }
}
