import Market
import Simulation
import Units

extension LoadedTapes {
  /// Reads the price files of a scenario for its window.
  struct Prices {
    /// What a run depends on.
    let scenario: Scenario
    /// The stretch of real time that is run.
    let window: TimeWindow

    /// Where the times of bars are counted from, so that a bar's moves are the same in every window.
    static let epoch = UTCTime(microseconds: 0)

    /// A file as it was read: what it says of its market, and what was found in it.
    struct Read {
      let fit: InputFit
      var findings: InputFindings
    }

    /// Bars with the rule that expands them.
    func bars(
      _ given: InputFile, updateInterval: Interval
    ) throws(InputError) -> (bars: [Market.PriceBar], expansion: BarExpansion, read: Read) {
      let scale = scenario.instrument.priceScale
      let file = try BarFile(
        given.bytes, file: given.path, prices: scale,
        quantities: scenario.instrument.quantityScale, window: window)
      guard let first = file.bars.first, first.openTime <= window.from else {
        throw Self.noPrice(given.path, first: file.bars.first?.openTime)
      }
      let expansion = BarExpansion(barLength: file.length, updateInterval: updateInterval)
      if let flaw = expansion.flaw {
        throw InputError(
          .badData, file: given.path, key: "ts_ms",
          expected: "that \(flaw), with `index.bars.updateInterval` "
            + ValueReader.intervalText(updateInterval),
          found: "bars of \(ValueReader.intervalText(file.length))")
      }
      let findings = InputFinding.findings(
        of: file, window: window, expansion: expansion, prices: scale)
      let bars = file.bars.map { $0.priceBar(since: Self.epoch) }
      return (
        bars, expansion,
        Read(
          fit: InputFit(path: given.path, symbol: nil, minutes: file.minutes),
          findings: InputFindings(
            role: .index, path: given.path,
            findings: InputFinding.entry(of: given) + findings))
      )
    }

    /// Trades as a tape from the start of the window.
    func trades(
      _ given: InputFile, as role: InputFindings.Role
    ) throws(InputError) -> (tape: IndexTape, read: Read) {
      let scale = scenario.instrument.priceScale
      let file = try TradeFile(
        given.bytes, file: given.path, prices: scale,
        quantities: scenario.instrument.quantityScale, window: window)
      let tape: IndexTape
      do {
        tape = try IndexTape(trades: file.updates(since: window.from))
          .window(from: .zero, length: scenario.length)
      } catch {
        throw Self.noPrice(given.path, first: file.trades.first?.time)
      }
      let findings = InputFinding.findings(of: file, window: window, prices: scale)
      return (
        tape,
        Read(
          fit: InputFit(path: given.path, symbol: file.symbol, minutes: file.minutes),
          findings: InputFindings(
            role: role, path: given.path, findings: InputFinding.entry(of: given) + findings))
      )
    }

    /// The last prices, where there is a file of them, and what was found in all files.
    func last(
      _ given: InputFile?, _ index: Read, _ handling: MisfitHandling
    ) throws(InputError) -> (tape: IndexTape?, findings: [InputFindings]) {
      var index = index
      let instrument = scenario.instrument
      try settle(index.fit.misfit(to: instrument).map { [$0] } ?? [], of: &index, handling)
      guard let given else { return (nil, [index.findings]) }
      var (tape, last) = try trades(given, as: .last)
      var misfits = last.fit.misfits(to: index.fit, opening: window.from)
      if misfits.isEmpty, let misfit = last.fit.misfit(to: instrument) { misfits.append(misfit) }
      try settle(misfits, of: &last, handling)
      return (tape, [index.findings, last.findings])
    }

    private func settle(
      _ misfits: [Misfit], of read: inout Read, _ handling: MisfitHandling
    ) throws(InputError) {
      switch handling {
      case .refused:
        if let first = misfits.first { throw first.error(read.fit.path) }
      case .recorded:
        // What does not fit comes first, before what is merely worth knowing.
        read.findings.findings.insert(contentsOf: misfits.map(\.finding), at: 0)
      }
    }

    /// The error of a file whose first price comes too late.
    static func noPrice(_ path: String, first: UTCTime?) -> InputError {
      InputError(
        .badData, file: path, expected: "a price that is known when the window starts",
        found: first.map { "the first one at \($0.text)" } ?? "none")
    }
  }
}
