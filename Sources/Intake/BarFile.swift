package import Units

/// Reads bars from a file of `ts_ms,open,high,low,close,volume`, where `ts_ms` is the opening time
/// in milliseconds UTC.
///
/// The whole file is checked, also outside the window. Prices are rounded to the nearest tick and
/// volumes to the nearest lot, ties to even; high and low are compared after that.
package struct BarFile: Sendable {
  /// The bars inside the window, in order of time.
  package let bars: [BarRecord]
  /// The stretches inside the window that no bar covers.
  package let gaps: [DataGap]
  /// The rows of the whole file.
  package let rowCount: Int

  private static let columns = ["ts_ms", "open", "high", "low", "close", "volume"]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file, decompressed.
  ///   - file: The name that errors carry.
  ///   - prices: The grid of the prices.
  ///   - quantities: The grid of the volumes.
  ///   - window: The part that is wanted, which the file must cover; all of it by default.
  ///   - length: The length of one bar.
  package init(
    _ bytes: [UInt8], file: String, prices: DecimalScale, quantities: DecimalScale,
    window: TimeWindow? = nil, length: Interval = .seconds(60)
  ) throws(InputError) {
    var scanner = try CSVScanner(bytes, file: file, columns: Self.columns)
    let lengthMicroseconds = length.nanoseconds / 1000
    var bars: [BarRecord] = []
    if window == nil { bars.reserveCapacity(bytes.count / 48) }
    var gaps = GapFinder(limit: lengthMicroseconds)
    var rowCount = 0
    var first: UTCTime?
    var previous: UTCTime?
    while try scanner.nextRow() {
      rowCount += 1
      let time = try scanner.moment(0, microsecondsPerUnit: 1000, unit: "milliseconds")
      try Self.checkOrder(time, after: previous, step: lengthMicroseconds, in: scanner)
      previous = time
      first = first ?? time
      let bar = try Self.bar(at: time, in: scanner, prices: prices, quantities: quantities)
      guard window?.contains(time) ?? true else { continue }
      gaps.note(time)
      bars.append(bar)
    }
    if let window, let first, let previous {
      let end = UTCTime(microseconds: previous.microseconds + lengthMicroseconds)
      try window.check(isWithin: first, to: end, of: file)
    }
    self.bars = bars
    self.gaps = gaps.finish(in: window)
    self.rowCount = rowCount
  }

  private static func checkOrder(
    _ time: UTCTime, after previous: UTCTime?, step: Int64, in scanner: borrowing CSVScanner
  ) throws(InputError) {
    guard time.microseconds % step == 0 else {
      throw scanner.mismatch(0, expected: "a multiple of \(step / 1000) milliseconds")
    }
    guard let previous, time <= previous else { return }
    throw scanner.mismatch(
      0, expected: "a time after \(previous.microseconds / 1000)",
      problem: time == previous ? "duplicate row" : "time runs backwards")
  }

  private static func bar(
    at time: UTCTime, in scanner: borrowing CSVScanner, prices: DecimalScale,
    quantities: DecimalScale
  ) throws(InputError) -> BarRecord {
    let open = try scanner.ticks(1, of: prices)
    let high = try scanner.ticks(2, of: prices)
    let low = try scanner.ticks(3, of: prices)
    let close = try scanner.ticks(4, of: prices)
    let volume = try scanner.lots(5, of: quantities)
    guard high >= max(open, close), high >= low else {
      throw scanner.mismatch(2, expected: "a high not below open, low and close")
    }
    guard low <= min(open, close) else {
      throw scanner.mismatch(3, expected: "a low not above open and close")
    }
    return BarRecord(
      openTime: time, open: Price(ticks: open), high: Price(ticks: high), low: Price(ticks: low),
      close: Price(ticks: close), volume: Quantity(lots: volume))
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
