import Simulation

/// Strategies on a terminal: their main figures side by side for one run, a sentence for each of them for a comparison.
struct TearSheetText {
  private let strategies: StrategySheet

  init(_ strategies: StrategySheet) { self.strategies = strategies }

  /// The lines.
  var lines: [String] {
    let metrics = strategies.metrics
    let isRun = ReportName.isRun(paths: metrics.liquidationPaths, seeds: metrics.comparison.seeds)
    return isRun ? run : StrategyAnswer(strategies).sentences
  }

  /// A column for each strategy.
  private var run: [String] {
    let path = strategies.metrics.baseline
    var table = MarkdownTable(
      [("Strategy", .left), ("", .left)] + strategies.names.map { ("`\($0)`", .right) })
    for measure in StrategyMeasure.all where measure.isShort {
      table.append(
        [measure.title, measure.unit.symbol(for: strategies.metrics.contract)]
          + strategies.places.map { strategies.cell(measure, $0, path) })
    }
    return table.plainLines + [ReportText.tearSheetNote(strategies)]
  }
}
