package import Market
import Simulation
package import Units

/// The price files of a scenario, parsed once, from which each seed's index is made.
package struct LoadedTapes: Sendable {
  /// The length of a bar of the bar files: one minute.
  package static let barLength = Interval.seconds(60)

  /// The index or what it is made of.
  private enum Source: Sendable {
    case process(IndexProcess, start: Price, length: Interval)
    case bars([Market.PriceBar], BarExpansion, from: Instant, length: Interval, file: String)
    case ticks(IndexTape)
  }

  private let source: Source
  /// The last prices of the venue, where a file of them was given; the same for every seed.
  package let last: IndexTape?
  /// What is missing in the files: by name of the file, in order of time; warnings.
  package let gaps: [(file: String, gap: DataGap)]

  /// Parses the files of a scenario.
  ///
  /// The files are checked as a whole; of the index file the scenario's window must be covered. Prices
  /// become ticks of the scenario's instrument.
  ///
  /// - Parameters:
  ///   - loaded: The scenario.
  ///   - indexFile: What was given as `--index`.
  ///   - lastFile: What was given as `--last`: trades of the venue itself.
  package init(
    for loaded: LoadedScenario, indexFile: InputFile?, lastFile: InputFile?
  ) throws(InputError) {
    let scenario = loaded.scenario
    let prices = scenario.instrument.priceScale
    let quantities = scenario.instrument.quantityScale
    var gaps: [(file: String, gap: DataGap)] = []
    var last: IndexTape?
    switch scenario.index {
    case .process(let process, let start):
      if let given = indexFile { throw Self.superfluous(given, "--index", loaded) }
      if let given = lastFile { throw Self.superfluous(given, "--last", loaded) }
      source = .process(process, start: start, length: scenario.length)
    case .bars(let utcWindow, let updateInterval):
      let given = try Self.needed(indexFile, "minute bars", key: "index.bars", loaded)
      let window = try Self.window(utcWindow, loaded)
      let file = try BarFile(
        given.bytes, file: given.path, prices: prices, quantities: quantities, window: window,
        length: Self.barLength)
      gaps += file.gaps.map { (given.path, $0) }
      // Counted from 1970, so that a bar's moves are the same in every window.
      let epoch = UTCTime(microseconds: 0)
      guard file.bars.first?.openTime == window.from else { throw Self.noPrice(given.path) }
      source = .bars(
        file.bars.map {
          Market.PriceBar(
            opensAt: $0.openTime.instant(since: epoch), open: $0.open, high: $0.high, low: $0.low,
            close: $0.close)
        },
        BarExpansion(barLength: Self.barLength, updateInterval: updateInterval),
        from: window.from.instant(since: epoch), length: scenario.length, file: given.path)
      last = try Self.trades(lastFile, window, scenario, &gaps)
    case .ticks(let utcWindow):
      let given = try Self.needed(indexFile, "trades", key: "index.ticks", loaded)
      let window = try Self.window(utcWindow, loaded)
      guard let tape = try Self.trades(given, window, scenario, &gaps) else {
        throw Self.noPrice(given.path)
      }
      source = .ticks(tape)
      last = try Self.trades(lastFile, window, scenario, &gaps)
    }
    self.last = last
    self.gaps = gaps
  }

  /// The index of one seed, from time 0 to the end of the run.
  package func index(seed: UInt64) throws(InputError) -> IndexTape {
    switch source {
    case .process(let process, let start, let length):
      return process.tape(seed: seed, length: length, start: start)
    case .ticks(let tape): return tape
    case .bars(let bars, let expansion, let from, let length, let file):
      do {
        return try expansion.tape(bars: bars, seed: seed).window(from: from, length: length)
      } catch {
        throw Self.noPrice(file)
      }
    }
  }

  // MARK: Parts

  /// Trades as a tape from the start of the window; nothing where there is no file.
  private static func trades(
    _ given: InputFile?, _ window: TimeWindow, _ scenario: Scenario,
    _ gaps: inout [(file: String, gap: DataGap)]
  ) throws(InputError) -> IndexTape? {
    guard let given else { return nil }
    let file = try TradeFile(
      given.bytes, file: given.path, prices: scenario.instrument.priceScale,
      quantities: scenario.instrument.quantityScale, window: window)
    gaps += file.gaps.map { (given.path, $0) }
    let trades = (file.before.map { [$0] } ?? []) + file.trades
    do {
      let tape = try TickTape.tape(
        trades: trades.map {
          IndexUpdate(time: $0.time.instant(since: window.from), price: $0.price)
        })
      return try tape.window(from: .zero, length: scenario.length)
    } catch {
      throw noPrice(given.path)
    }
  }

  private static func window(
    _ window: UTCWindow, _ loaded: LoadedScenario
  ) throws(InputError) -> TimeWindow {
    guard
      let window = TimeWindow(
        from: UTCTime(milliseconds: window.fromMilliseconds),
        to: UTCTime(milliseconds: window.toMilliseconds))
    else {
      throw InputError(
        .badData, file: loaded.file, key: "index", expected: "a window that ends after it starts")
    }
    return window
  }

  // MARK: Errors

  private static func needed(
    _ given: InputFile?, _ content: String, key: String, _ loaded: LoadedScenario
  ) throws(InputError) -> InputFile {
    if let given { return given }
    throw InputError(
      .usage, file: loaded.file, key: key, expected: "--index FILE with \(content)", found: "none")
  }

  private static func superfluous(
    _ given: InputFile, _ option: String, _ loaded: LoadedScenario
  ) -> InputError {
    InputError(
      .usage, file: loaded.file, key: "index.process",
      expected: "no \(option), because the scenario makes its own index",
      found: InputError.quoted(given.path))
  }

  private static func noPrice(_ file: String) -> InputError {
    InputError(
      .badData, file: file, expected: "a price that is known when the window starts", found: "none")
  }
}
