/// The rows of a trade file that are wanted, put in order and freed of trades that occur twice.
struct TradeRows {
  /// A trade and what tells it from others of its moment.
  private struct Row {
    let trade: TradeRecord
    /// Where its id stands in the file.
    let id: Range<Int>
    /// Equal for rows with the same side, price and amount as written.
    let content: UInt64
  }

  private var rows: [Row] = []
  private var offTickCount = 0

  /// Makes room for so many rows.
  mutating func reserve(_ count: Int) { rows.reserveCapacity(count) }

  /// Adds the current row.
  mutating func append(_ trade: TradeRecord, isOnTick: Bool, in scanner: borrowing CSVScanner) {
    if !isOnTick { offTickCount += 1 }
    rows.append(
      Row(trade: trade, id: scanner.field(4), content: scanner.fingerprint([5, 6, 7])))
  }

  /// The trades in the order of the venue's time, those of one moment as they stand in the file, each once.
  func settled(
    _ bytes: [UInt8], clocks: TradeClocks
  ) -> (trades: [TradeRecord], repairs: TradeRepairs) {
    var repairs = TradeRepairs(
      lateCount: clocks.lateCount, lateMicrosecondsMax: clocks.lateMicrosecondsMax,
      recordedLateCount: clocks.recordedLateCount, offTickCount: offTickCount)
    var trades: [TradeRecord] = []
    trades.reserveCapacity(rows.count)
    // The contents at the current moment by id. Most moments have one trade, and need no look-up.
    var seen: [ArraySlice<UInt8>: [UInt64]] = [:]
    var firstNamed: Row?
    var moment: UTCTime?
    for row in clocks.lateCount == 0 ? rows : ordered {
      if row.trade.time != moment {
        moment = row.trade.time
        firstNamed = nil
        if !seen.isEmpty { seen.removeAll(keepingCapacity: true) }
      }
      if row.id.isEmpty {
        repairs.namelessCount += 1
      } else if let first = firstNamed {
        if seen.isEmpty { seen[bytes[first.id]] = [first.content] }
        let contents = seen[bytes[row.id], default: []]
        if contents.contains(row.content) {
          repairs.repeatedCount += 1
          continue
        }
        if !contents.isEmpty { repairs.sharedIDCount += 1 }
        seen[bytes[row.id]] = contents + [row.content]
      } else {
        firstNamed = row
      }
      trades.append(row.trade)
    }
    return (trades, repairs)
  }

  private var ordered: [Row] {
    rows.indices.sorted { (rows[$0].trade.time, $0) < (rows[$1].trade.time, $1) }.map { rows[$0] }
  }
}

/// Follows both clocks of a trade file over all of its rows.
struct TradeClocks {
  /// The venue's first time.
  private(set) var first: UTCTime?
  /// The venue's last time.
  private(set) var last: UTCTime?
  /// The rows that are older by the venue's clock than a row above.
  private(set) var lateCount = 0
  /// The most that such a row is older, in microseconds.
  private(set) var lateMicrosecondsMax: Int64 = 0
  /// The rows that are older by the recorder's clock than a row above.
  private(set) var recordedLateCount = 0
  private var recordedLast: UTCTime?

  /// Notes the next row.
  mutating func note(_ trade: TradeRecord) {
    if let last, trade.time < last {
      lateCount += 1
      lateMicrosecondsMax = max(
        lateMicrosecondsMax, last.microseconds - trade.time.microseconds)
    }
    if let recordedLast, trade.localTime < recordedLast { recordedLateCount += 1 }
    first = min(first ?? trade.time, trade.time)
    last = max(last ?? trade.time, trade.time)
    recordedLast = max(recordedLast ?? trade.localTime, trade.localTime)
  }
}

/// What had to be decided about the rows of a trade file.
package struct TradeRepairs: Sendable, Hashable {
  /// The rows of the file that are older by the venue's clock than a row above; they were put in order.
  package var lateCount = 0
  /// The most that such a row is older, in microseconds.
  package var lateMicrosecondsMax: Int64 = 0
  /// The rows of the file that are older by the recorder's clock than a row above; it is not used.
  package var recordedLateCount = 0
  /// The trades of the window that occurred before, by moment, id and content; they count once.
  package var repeatedCount = 0
  /// The trades of the window with the id of another one of the same moment and other content; both count.
  package var sharedIDCount = 0
  /// The trades of the window without id; none counts as a repetition.
  package var namelessCount = 0
  /// The prices of the window that were rounded to a tick.
  package var offTickCount = 0
}
