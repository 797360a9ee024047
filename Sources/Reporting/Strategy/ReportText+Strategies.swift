import Simulation
import Units

/// The section about strategies: answer, table by path, picture, then every figure of each strategy.
extension ReportText {
  /// How much of the tear sheets a report has.
  enum TearSheetExtent {
    /// Every figure, and what each is.
    case whole
    /// The main figures, where the report has several such sections.
    case short
  }

  /// Adds the section, where a strategy was recorded.
  ///
  /// - Parameters:
  ///   - extent: How much of it.
  ///   - variant: The variant that the section is of, where the report has several.
  ///   - document: Where to.
  func addStrategies(
    _ extent: TearSheetExtent, of variant: String? = nil, to document: inout MarkdownDocument
  ) {
    guard let strategies else { return }
    document.heading(2, "Strategies")
    document.list(
      StrategyAnswer(strategies, variant: variant ?? self.variant?.name).sentences)
    document.table(table(of: strategies))
    document.paragraph(strategyNote(strategies))
    if let first = strategyFigures.first?.first { add(first, to: &document) }
    for strategy in strategies.places {
      document.heading(3, "`\(strategies.names[strategy])`")
      document.paragraph(
        "Parameters: `\(ScenarioFacts.onOneLine(comparison.scenario.strategies[strategy].parameters))`. "
          + benchmark(of: strategy, strategies)
          + (strategies.accounts[strategy].map { "In other files it is account \($0). " } ?? "")
          + ReportText.tearSheetNote(strategies))
      document.table(tearSheet(of: strategy, strategies, extent))
      // The first figure of the first one stands above.
      let own = strategyFigures.isEmpty ? [] : strategyFigures[strategy]
      for figure in own.dropFirst(strategy == 0 ? 1 : 0) { add(figure, to: &document) }
    }
    if extent == .short { return }
    document.heading(3, "What the figures of strategies are")
    document.table(Self.measures(for: [strategies], extent))
  }

  /// What each figure is, in the words of what the strategies of one or more comparisons are held against.
  static func measures(
    for sheets: [StrategySheet], _ extent: TearSheetExtent
  ) -> MarkdownTable {
    var table = MarkdownTable([("Figure", .left), ("In files", .left), ("Definition", .left)])
    let measures = StrategyMeasure.all(against: StrategySheet.benchmark(ofAll: sheets))
    for measure in measures where extent == .whole || measure.isShort {
      // Files of several variants keep a few.
      let isKept = extent == .whole || StrategyMeasure.few.contains(measure.id)
      table.append([
        measure.title,
        isKept ? "`\(measure.header(for: sheets[0].metrics.contract))`" : "with `--full`",
        measure.definition,
      ])
    }
    return table
  }

  // MARK: By path

  /// Strategies and paths by their main figures.
  private func table(of strategies: StrategySheet) -> MarkdownTable {
    let unit = sheet.unit(Metric.payersLoss)
    let comparesPaths = sheet.liquidationPaths.count > 1
    let compares = !sheet.liquidationPaths.isEmpty
    let measures =
      ["return", "drawdown", "turnover", "fill_ratio"].compactMap(StrategyMeasure.named)
      + [StrategyMeasure.makerMarkout]
    var columns: [(header: String, alignment: MarkdownTable.Alignment)] = [
      ("Strategy", .left), (sheet.subject.title, .left), ("Profit (\(unit))", .right),
    ]
    if compares { columns.append(("against control (\(unit))", .right)) }
    if comparesPaths { columns.append(("against baseline (\(unit))", .right)) }
    columns += measures.map {
      ("\($0.title) (\($0.unit.symbol(for: sheet.contract)))", .right)
    }
    columns.append(("Liquidated on", .right))
    var table = MarkdownTable(columns)
    for strategy in strategies.places {
      for (place, path) in sheet.paths.enumerated() {
        let all = strategies.all(strategy, path)
        if all.isEmpty { continue }
        var row = [
          place == 0 ? "`\(strategies.names[strategy])`" : "", "`\(path)`",
          NumberText.signed(
            strategies.summary(StrategyMeasure.profit, strategy, path)?.mean,
            decimals: StrategyMeasure.profit.decimals(for: sheet.contract)),
        ]
        if compares { row.append(difference(strategies, strategy, path, to: .control)) }
        if comparesPaths { row.append(difference(strategies, strategy, path, to: .baseline)) }
        let liquidated = all.count { $0.liquidations > 0 }
        table.append(
          row + measures.map { strategies.cell($0, strategy, path) } + [
            "\(liquidated) of \(all.count)"
          ])
      }
    }
    return table
  }

  /// A mean difference with its interval, bold where it is clear.
  private func difference(
    _ strategies: StrategySheet, _ strategy: Int, _ path: String,
    to reference: StrategySheet.Reference
  ) -> String {
    if reference == .baseline, path == sheet.baseline { return "baseline" }
    if path == RunResult.controlName { return reference == .control ? "control" : "" }
    guard let difference = strategies.difference(strategy, path, to: reference) else {
      return NumberText.absent
    }
    let decimals = StrategyMeasure.profit.decimals(for: sheet.contract)
    func signed(_ value: Double) -> String { NumberText.signed(value, decimals: decimals) }
    guard let interval = difference.meanInterval else { return signed(difference.mean) }
    let text = "\(signed(difference.mean)) [\(signed(interval.low)), \(signed(interval.high))]"
    return strategies.isClear(strategy, path, to: reference) ? "**\(text)**" : text
  }

  private func strategyNote(_ strategies: StrategySheet) -> String {
    let count = comparison.seeds.count
    var sentences = [
      count == 1
        ? "One seed."
        : "Means over n = \(count) seeds, paired by seed where two \(sheet.subject.plural) are compared.",
      "Profit is what the account has at the end, its position at the index and its debts settled, less its capital; "
        + "`\(RunResult.controlName)` is the same market with nobody liquidated, these strategies neither"
        + (comparison.rulebooks.isEmpty ? "." : ", under the scenario's own rules."),
    ]
    if !sheet.liquidationPaths.isEmpty, count > 1 {
      let materials = strategies.places.map { place in
        "\(strategies.text.text(comparison.scenario.strategies[place].capital))"
      }
      sentences.append(
        count < strategies.seedsMin
          ? "In brackets: the 95 % interval of the mean paired difference. Nothing is bold: with fewer than "
            + "\(strategies.seedsMin) seeds nothing could have been clear."
          : "In brackets: the 95 % interval of the mean paired difference. Bold where it is clear: the interval "
            + "excludes 0, Wilcoxon's exact signed-rank test agrees at 5 % after Holm over all differences of this "
            + "table, and the mean is at least 0.1 % of the strategy's capital (\(Words.list(materials)) "
            + "\(sheet.unit(Metric.payersLoss))).")
    }
    return sentences.joined(separator: " ")
  }

  // MARK: One strategy

  /// What returns of a strategy are, and over how many seeds a table goes.
  static func tearSheetNote(_ strategies: StrategySheet) -> String {
    let count = strategies.comparison.seeds.count
    let sheets = strategies.metrics.paths.flatMap { strategies.all(0, $0) }
    guard let first = sheets.first else { return "" }
    let bucket = Words.duration(.seconds(Int64(first.bucketSeconds)))
    let returns =
      first.ratios.map {
        "Ratios are of returns for \(bucket), \($0.count) of them in a run of "
          + "\(Words.duration(strategies.comparison.scenario.length)), not annualised."
      } ?? "The run is too short for ratios of returns."
    return
      (count == 1
      ? "One seed. "
      : "Means over n = \(count) seeds, where a figure exists on fewer (n) beside it. ")
      + returns
  }

  /// What a strategy is held against, where it is not the index.
  private func benchmark(of strategy: Int, _ strategies: StrategySheet) -> String {
    let benchmark = strategies.benchmarks[strategy]
    return benchmark == .index ? "" : "It is held against \(benchmark.words). "
  }

  /// Figures by path, the whole in groups and with the reasons of what was refused.
  private func tearSheet(
    of strategy: Int, _ strategies: StrategySheet, _ extent: TearSheetExtent
  ) -> MarkdownTable {
    var table = MarkdownTable(
      [("Figure", .left), ("Unit", .left)] + sheet.paths.map { ("`\($0)`", .right) })
    let benchmark = strategies.benchmarks[strategy]
    let measures = StrategyMeasure.all(against: benchmark)
    for group in StrategyMeasure.Group.allCases {
      // A benchmark that the scenario names has all its rows, so that what is undefined is seen to be.
      let isAsked = group == .benchmark && benchmark != .index
      var rows: [[String]] = []
      for measure in measures
      where measure.group == group && (extent == .whole || measure.isShort) {
        let cells = sheet.paths.map { strategies.cell(measure, strategy, $0) }
        if !isAsked, cells.allSatisfy({ $0 == NumberText.none }) { continue }
        rows.append([measure.title, measure.unit.symbol(for: sheet.contract)] + cells)
        if extent == .whole, measure.id == "refused" {
          rows += refusals(of: strategy, strategies)
        }
      }
      if rows.isEmpty { continue }
      if extent == .whole {
        table.append(["**\(group.title(against: benchmark))**", ""] + sheet.paths.map { _ in "" })
      }
      for row in rows { table.append(row) }
    }
    return table
  }

  /// The mean number of refused requests by reason, of those that occur.
  private func refusals(of strategy: Int, _ strategies: StrategySheet) -> [[String]] {
    OrderRejection.allCases.compactMap { reason in
      let counts = sheet.paths.map { path in
        let runs = comparison.runs.filter { $0.path == path && !$0.strategies.isEmpty }
        let values = runs.map { run in
          run.rejections.reduce(0.0) {
            $1.strategy == strategy && $1.reason == reason ? $0 + Double($1.count) : $0
          }
        }
        return (mean: Statistics.mean(values) ?? 0, count: values.count)
      }
      if counts.allSatisfy({ $0.mean == 0 }) { return nil }
      return ["of these `\(reason.rawValue)`", "count"]
        + counts.map { NumberText.grouped($0.mean, decimals: $0.count == 1 ? 0 : 1) }
    }
  }
}

extension NumberText {
  /// What stands in a tear sheet where a figure does not exist.
  static let none = "-"
}

extension StrategySheet {
  /// A mean for people, with the number of seeds where it exists on some alone.
  func cell(_ measure: StrategyMeasure, _ strategy: Int, _ path: String) -> String {
    guard let summary = summary(measure, strategy, path) else { return NumberText.none }
    let count = all(strategy, path).count
    // One value of a count is whole; a mean of several is not.
    let decimals =
      measure.unit == .count && count == 1 ? 0 : measure.decimals(for: metrics.contract)
    let text = NumberText.grouped(summary.mean, decimals: decimals)
    return summary.count < count ? "\(text) (\(summary.count))" : text
  }
}

extension ReportText {
  /// What the files of strategies hold; none where no strategy was recorded.
  func strategyFileNotes(_ data: ReportData) -> [(name: String, holds: String)] {
    if strategies == nil { return [] }
    var files = [
      (
        name: "strategies.csv",
        holds:
          "one row for each seed, \(sheet.subject.noun) and strategy: every figure of its tear sheet"
      )
    ]
    if !data.tellsPrices { return files }
    let first = comparison.seeds.first.map { String($0) } ?? ""
    let step = data.equityStep
    let every = step == 1 ? "simulated second" : "\(step) simulated seconds"
    files += [
      (
        name: "strategy-equity.csv",
        holds:
          "each strategy's account at the end of each \(every), what it paid and received since the start, "
          + (extent == .full ? "all seeds" : "seed \(first) only")
      ),
      (
        name: "strategy-trades.csv",
        holds: "every change of a strategy's position with the mid before and after it, "
          + held(data.tradeRuns, data.strategyRowsMax)
      ),
    ]
    return files
  }
}
