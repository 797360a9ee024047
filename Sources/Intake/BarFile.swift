package import Market
package import Units

/// Reads bars from a file of `ts_ms,open,high,low,close,volume`, where `ts_ms` is the opening time
/// in milliseconds UTC.
///
/// The length of a bar is the most frequent distance of opening times. Rows may stand in any order; a bar that
/// occurs twice with the same content counts once. The whole file is checked, also outside the window. Prices are
/// rounded to the nearest tick and volumes to the nearest lot, ties to even; high and low are compared after that.
package struct BarFile: Sendable {
  /// The bars that reach into the window, in order of time.
  package let bars: [BarRecord]
  /// The length of each bar.
  package let length: Interval
  /// The stretches inside the window that no bar covers.
  package let gaps: [DataGap]
  /// The rows of the whole file.
  package let rowCount: Int
  /// The rows of the file that are older than a row above; they were put in order.
  package let lateCount: Int
  /// The rows of the file that repeat another; they were left out.
  package let repeatedCount: Int
  /// The prices of the window that were rounded to a tick, four to a bar.
  package let offTickCount: Int
  /// The closing price of each bar of the file, at its last minute.
  package let minutes: MinutePrices

  private static let columns = ["ts_ms", "open", "high", "low", "close", "volume"]

  /// The longest bar: a day.
  private static let lengthMax: Int64 = 86_400_000_000

  /// A bar with the line that it stands on.
  private struct Row {
    let bar: BarRecord
    let line: Int
    let offTickCount: Int
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file, decompressed.
  ///   - file: The name that errors carry.
  ///   - prices: The grid of the prices.
  ///   - quantities: The grid of the volumes.
  ///   - window: The part that is wanted, which the file must cover; all of it by default.
  package init(
    _ bytes: [UInt8], file: String, prices: DecimalScale, quantities: DecimalScale,
    window: TimeWindow? = nil
  ) throws(InputError) {
    var scanner = try CSVScanner(bytes, file: file, columns: Self.columns)
    var all: [Row] = []
    all.reserveCapacity(bytes.count / 48)
    var latest: UTCTime?
    var lateCount = 0
    while try scanner.nextRow() {
      let row = try Self.row(in: scanner, prices: prices, quantities: quantities)
      if let latest, row.bar.openTime < latest { lateCount += 1 }
      latest = max(latest ?? row.bar.openTime, row.bar.openTime)
      all.append(row)
    }
    let rows = try Self.inOrder(all, file: file)
    let length = try Self.length(of: rows, file: file)
    var minutes = MinutePrices()
    for row in rows {
      let end = row.bar.openTime.microseconds + length
      minutes.note(row.bar.close, at: UTCTime(microseconds: end - 1))
    }
    if let window, let first = rows.first?.bar.openTime, let last = rows.last?.bar.openTime {
      let end = UTCTime(microseconds: last.microseconds + length)
      try window.check(isWithin: first, to: end, of: file)
    }
    let wanted = rows.filter { row in
      guard let window else { return true }
      let opening = row.bar.openTime
      return opening < window.to && opening.microseconds + length > window.from.microseconds
    }
    bars = wanted.map(\.bar)
    self.length = .microseconds(length)
    gaps = DataGap.openings(
      between: wanted.lazy.map(\.bar.openTime), length: length, in: window)
    rowCount = all.count
    self.lateCount = lateCount
    repeatedCount = all.count - rows.count
    offTickCount = wanted.reduce(0) { $0 + $1.offTickCount }
    self.minutes = minutes
  }

  // MARK: Order and length

  /// The rows in order of time, each bar once.
  private static func inOrder(_ all: [Row], file: String) throws(InputError) -> [Row] {
    let order = all.indices.sorted {
      (all[$0].bar.openTime, $0) < (all[$1].bar.openTime, $1)
    }
    var rows: [Row] = []
    rows.reserveCapacity(all.count)
    for place in order {
      let row = all[place]
      guard let last = rows.last, last.bar.openTime == row.bar.openTime else {
        rows.append(row)
        continue
      }
      guard last.bar == row.bar else {
        throw mismatch(
          row, file, problem: "another bar of the same time stands on line \(last.line)",
          expected: "one bar for each time")
      }
    }
    return rows
  }

  /// The most frequent distance of neighbours in microseconds, the shorter of two equally frequent.
  ///
  /// It is a minute where there is one bar only. All opening times must be multiples of it, as far as it divides a
  /// day.
  private static func length(of rows: [Row], file: String) throws(InputError) -> Int64 {
    let times = rows.map(\.bar.openTime.microseconds)
    let distances = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
    var length: Int64 = 60_000_000
    var most = 0
    var count = 0
    for (place, distance) in distances.enumerated() {
      count = place > 0 && distances[place - 1] == distance ? count + 1 : 1
      if count > most { (most, length) = (count, distance) }
    }
    guard length <= lengthMax else {
      throw InputError(
        .badData, file: file, expected: "bars of at most a day",
        found: "most of them \(DataGap.lengthText(microseconds: length)) apart")
    }
    let origin = lengthMax % length == 0 ? 0 : times[0]
    if let row = rows.first(where: { ($0.bar.openTime.microseconds - origin) % length != 0 }) {
      let text = DataGap.lengthText(microseconds: length)
      throw mismatch(
        row, file,
        expected: "a multiple of \(length / 1000) milliseconds, as the bars are \(text) long")
    }
    return length
  }

  private static func mismatch(
    _ row: Row, _ file: String, problem: String? = nil, expected: String
  ) -> InputError {
    InputError(
      .badData, file: file, line: row.line, key: columns[0], problem: problem, expected: expected,
      found: InputError.quoted(String(row.bar.openTime.microseconds / 1000)))
  }

  // MARK: Rows

  private static func row(
    in scanner: borrowing CSVScanner, prices: DecimalScale, quantities: DecimalScale
  ) throws(InputError) -> Row {
    let time = try scanner.moment(0, microsecondsPerUnit: 1000, unit: "milliseconds")
    let open = try scanner.ticks(1, of: prices)
    let high = try scanner.ticks(2, of: prices)
    let low = try scanner.ticks(3, of: prices)
    let close = try scanner.ticks(4, of: prices)
    let volume = try scanner.lots(5, of: quantities)
    guard high.price >= max(open.price, close.price), high.price >= low.price else {
      throw scanner.mismatch(2, expected: "a high not below open, low and close")
    }
    guard low.price <= min(open.price, close.price) else {
      throw scanner.mismatch(3, expected: "a low not above open and close")
    }
    let bar = BarRecord(
      openTime: time, open: open.price, high: high.price, low: low.price, close: close.price,
      volume: volume)
    let offTickCount = [open, high, low, close].count { !$0.isExact }
    return Row(bar: bar, line: scanner.line, offTickCount: offTickCount)
  }
}

extension TimeWindow {
  /// Refuses a window that reaches beyond the data.
  func check(isWithin first: UTCTime, to end: UTCTime, of file: String) throws(InputError) {
    guard from >= first, to <= end else {
      throw InputError(
        .badData, file: file, problem: "window outside the data",
        expected: "a window within \(first.text) to \(end.text)", found: text)
    }
  }
}
