package import Market
package import Simulation
import Units

/// The price files of a scenario, parsed once, from which each seed's index is made.
package struct LoadedTapes: Sendable {
  /// The index or what it is made of.
  private enum Source: Sendable {
    case process(IndexProcess, start: Price, length: Interval)
    case bars([Market.PriceBar], BarExpansion, from: Instant, length: Interval, file: String)
    case ticks(IndexTape)
    case tape(ReplayedMarket)
  }

  private let source: Source
  /// The last prices of the venue, where a file of them was given; the same for every seed.
  package let last: IndexTape?
  /// How long orders took, where a file of that was given; the same for every seed.
  package private(set) var orderLatency: RecordedLatency?
  /// The recorded market, where one is replayed; the same for every seed.
  package var market: ReplayedMarket? {
    if case .tape(let market) = source { market } else { nil }
  }
  /// What was found in the files, the index first.
  package let findings: [InputFindings]

  /// Parses the files of a scenario.
  ///
  /// The files are checked as a whole; of the index file the scenario's window must be covered. Prices
  /// become ticks of the scenario's instrument.
  ///
  /// - Parameters:
  ///   - loaded: The scenario.
  ///   - indexFile: What was given as `--index`.
  ///   - lastFile: What was given as `--last`: trades of the venue itself; for a replay as `--latency`.
  ///   - misfits: What is done about files of different markets.
  package init(
    for loaded: LoadedScenario, indexFile: InputFile?, lastFile: InputFile?,
    misfits: MisfitHandling = .refused
  ) throws(InputError) {
    let scenario = loaded.scenario
    let prices: Prices
    switch scenario.index {
    case .process(let process, let start):
      if let given = indexFile { throw Self.superfluous(given, "--index", loaded) }
      if let given = lastFile { throw Self.superfluous(given, "--last", loaded) }
      source = .process(process, start: start, length: scenario.length)
      last = nil
      findings = []
      return
    case .bars(let utcWindow, let updateInterval):
      let given = try Self.needed(indexFile, "bars", key: "index.bars", loaded)
      prices = Prices(scenario: scenario, window: try Self.window(utcWindow, loaded))
      let (bars, expansion, index) = try prices.bars(given, updateInterval: updateInterval)
      source = .bars(
        bars, expansion, from: prices.window.from.instant(since: Prices.epoch),
        length: scenario.length, file: given.path)
      (last, findings) = try prices.last(lastFile, index, misfits)
    case .ticks(let utcWindow):
      let given = try Self.needed(indexFile, "trades", key: "index.ticks", loaded)
      prices = Prices(scenario: scenario, window: try Self.window(utcWindow, loaded))
      let (tape, index) = try prices.trades(given, as: .index)
      source = .ticks(tape)
      (last, findings) = try prices.last(lastFile, index, misfits)
    case .tape:
      let given = try Self.needed(indexFile, "a market tape", key: "replay", loaded, "--tape")
      orderLatency = try lastFile.map { (file) throws(InputError) in
        try LatencyFile(file.bytes, file: file.path).latency
      }
      let market = try Self.market(given, of: scenario)
      source = .tape(market)
      last = nil
      findings = [
        InputFindings(
          role: .tape, path: given.path,
          findings: given.tape.map { InputFinding.findings(of: $0, market) } ?? [])
      ]
    }
  }

  /// The index of one seed, from time 0 to the end of the run.
  package func index(seed: UInt64) throws(InputError) -> IndexTape {
    switch source {
    case .process(let process, let start, let length):
      return process.tape(seed: seed, length: length, start: start)
    case .ticks(let tape): return tape
    case .tape(let market): return market.openingIndex
    case .bars(let bars, let expansion, let from, let length, let file):
      do {
        return try expansion.tape(bars: bars, seed: seed).window(from: from, length: length)
      } catch {
        throw Prices.noPrice(file, first: nil)
      }
    }
  }

  // MARK: Parts

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

  /// The market of a tape, which must count as the instrument does.
  private static func market(
    _ given: InputFile, of scenario: Scenario
  ) throws(InputError) -> ReplayedMarket {
    guard let file = given.tape else {
      throw InputError(
        .badData, file: given.path, expected: "a market tape, as `import tape` makes one",
        found: "another file")
    }
    let instrument = scenario.instrument
    for (key, own, step) in [
      ("tick", instrument.priceScale, file.facts.grid.tickScale),
      ("lot", instrument.quantityScale, file.facts.grid.lotScale),
    ] {
      if own == step { continue }
      throw InputError(
        .badData, file: given.path, key: key,
        expected: "`instrument.\(key)` of the scenario, \(own.stepText)",
        found: "\(step.stepText); --set instrument.\(key)=\(step.stepText) takes that of the tape")
    }
    guard let market = ReplayedMarket(file.tape, of: instrument) else {
      throw InputError(
        .badData, file: given.path, expected: "a price: trades, an index, or both sides of a book",
        found: "none")
    }
    return market
  }

  // MARK: Errors

  private static func needed(
    _ given: InputFile?, _ content: String, key: String, _ loaded: LoadedScenario,
    _ option: String = "--index"
  ) throws(InputError) -> InputFile {
    if let given { return given }
    throw InputError(
      .usage, file: loaded.file, key: key, expected: "\(option) FILE with \(content)",
      found: "none")
  }

  private static func superfluous(
    _ given: InputFile, _ option: String, _ loaded: LoadedScenario
  ) -> InputError {
    InputError(
      .usage, file: loaded.file, key: "index.process",
      expected: "no \(option), because the scenario makes its own index",
      found: InputError.quoted(given.path))
  }
}
