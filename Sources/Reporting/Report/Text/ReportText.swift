import Liquidation
import Simulation
import Units

/// The text of `report.md`.
///
/// Its first screen stands alone: the question, the answer in two sentences, the table of the primary
/// metrics, one picture, and how to make the same bytes again.
struct ReportText {
  let sheet: MetricSheet
  let tail: TailTable?
  let market: MarketTable?
  /// The tear sheets of strategies, where there are some.
  let strategies: StrategySheet?
  let figures: [ReportFigures.Figure]
  /// The figures of each strategy, which stand in their section.
  let strategyFigures: [[ReportFigures.Figure]]
  let options: [ReportInput]
  /// Whether the scenario ships with the program, so that its name is enough.
  let isShipped: Bool
  /// The rulebooks that the command of the report compares where it names none.
  let statedVenues: [String]
  /// The file of a scenario that is the user's own, where it is known.
  let source: ManifestSource?
  /// The folder below `Reports/` to which the report's command writes.
  let folder: String
  /// How much of single runs the files hold.
  let extent: ReportExtent
  /// The words of the command line that change the scenario.
  let choices: [String]
  /// The keys that the scenario sets and of which the report has no sentence.
  private let alsoSet: [VariantLabel.Setting]
  /// The variant of the scenario that was run, where it has variants.
  let variant: VariantLabel?

  /// Prepares the text of a report from its parts.
  init(
    sheet: MetricSheet, tail: TailTable?, market: MarketTable?, strategies: StrategySheet?,
    figures: [ReportFigures.Figure], strategyFigures: [[ReportFigures.Figure]] = [],
    origin: ReportOrigin, variant: VariantLabel? = nil
  ) {
    self.sheet = sheet
    self.tail = tail
    self.market = market
    self.strategies = strategies
    self.figures = figures
    self.strategyFigures = strategyFigures
    self.variant = variant
    options = origin.inputs
    isShipped = origin.isShipped
    statedVenues = origin.statedVenues
    source = origin.source
    folder = origin.folder
    choices = origin.choices
    alsoSet = origin.alsoSet
    extent = origin.extent
  }

  var comparison: Comparison { sheet.comparison }
  private var scenario: Scenario { sheet.comparison.scenario }

  /// The whole text.
  func document() -> String {
    var document = MarkdownDocument()
    addFirstScreen(to: &document)
    addStrategies(.whole, to: &document)
    if let market { addMarket(market, to: &document) }
    addIncidence(to: &document)
    addAttribution(to: &document)
    addTail(to: &document)
    if !comparison.checkCross.isEmpty { addCheckCross(to: &document) }
    addData(to: &document)
    if comparison.hasFindings { addFindings(to: &document) }
    if comparison.hasRejections { addRejections(to: &document) }
    addSimulated(to: &document)
    addMetrics(to: &document)
    addFigures(to: &document)
    addDepth(to: &document)
    addDefinitions(to: &document)
    addLimits(to: &document)
    addFiles(to: &document)
    return document.text
  }

  // MARK: The first screen

  /// The answer and the first table as plain lines.
  var answer: String {
    var lines = answerSentences
    if sheet.hasLiquidations {
      lines.append("")
      lines += differenceTable(Metric.primary).plainLines
    }
    if let strategies {
      // On a recorded market without accounts the answer is made of their sentences already.
      let rest = TearSheetText(strategies).lines.filter { !lines.contains($0) }
      if !rest.isEmpty { lines += [""] + rest }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func addFirstScreen(to document: inout MarkdownDocument) {
    document.heading(1, question)
    document.paragraph("**Answer.** " + answerSentences.joined(separator: " "))
    addForced(to: &document)
    if let variant { document.paragraph(variantNote(variant)) }
    if sheet.hasLiquidations { addPrimary(to: &document) }
    if let first = figures.first { add(first, to: &document) }
    addReproduction(to: &document)
  }

  /// The table of the primary metrics and how to read it.
  func addPrimary(to document: inout MarkdownDocument) {
    document.table(differenceTable(Metric.primary))
    if !comparison.rulebooks.isEmpty { document.table(differenceTable(Metric.venues)) }
    document.paragraph(primaryNote)
  }

  /// The scenario's question, unless it ships and the other thing is compared than the one that it asks about.
  private var question: String {
    // `venues` of the scenario are what is compared, whatever its document says.
    let asksOfRulebooks = !statedVenues.isEmpty
    if !isShipped || asksOfRulebooks == !comparison.rulebooks.isEmpty {
      return variant?.question ?? scenario.question
    }
    return "\(sheet.subject.preposition.prefix(1).uppercased())"
      + "\(sheet.subject.preposition.dropFirst()) which \(sheet.subject.noun) do the same accounts in "
      + "`\(scenario.name)` lose how much?"
  }

  func add(_ figure: ReportFigures.Figure, to document: inout MarkdownDocument) {
    document.image(figure.alternative, path: figure.name)
    document.paragraph("*" + figure.caption + "*")
  }

  /// Paths or rulebooks by metrics, with differences where there is something to compare.
  private func differenceTable(_ metrics: [Metric]) -> MarkdownTable {
    let compares = sheet.liquidationPaths.count > 1
    var columns: [(header: String, alignment: MarkdownTable.Alignment)] = [
      (sheet.subject.title, .left)
    ]
    for metric in metrics {
      let unit = metric.unit == .count ? "" : " (\(sheet.unit(metric)))"
      columns.append((metric.title + unit, .right))
      if compares {
        let unit = metric.unit == .count ? "" : " (\(sheet.differenceUnit(metric)))"
        columns.append(("against baseline" + unit, .right))
      }
    }
    var table = MarkdownTable(columns)
    for path in sheet.liquidationPaths {
      var row = ["`\(path)`"]
      for metric in metrics {
        row.append(
          NumberText.grouped(sheet.summary(metric, path)?.mean, decimals: sheet.decimals(metric)))
        if compares { row.append(path == sheet.baseline ? "baseline" : difference(metric, path)) }
      }
      table.append(row)
    }
    return table
  }

  /// A mean difference with its interval, bold where it is clear.
  private func difference(_ metric: Metric, _ path: String) -> String {
    guard let difference = sheet.difference(metric, path) else { return NumberText.absent }
    let mean = NumberText.signed(difference.mean, decimals: sheet.decimals(metric))
    guard let interval = difference.meanInterval else { return mean }
    let text =
      "\(mean) [\(NumberText.signed(interval.low, decimals: sheet.decimals(metric))), "
      + "\(NumberText.signed(interval.high, decimals: sheet.decimals(metric)))]"
      + (difference.count < comparison.seeds.count ? " (n = \(difference.count))" : "")
    return sheet.isClear(metric, path) ? "**\(text)**" : text
  }

  private var primaryNote: String {
    let seeds = Words.count(comparison.seeds.count, "seed")
    let cases = sheet.liquidationPaths.map { path in
      comparison.runs.filter { $0.path == path }.reduce(0) { $0 + $1.liquidations.count }
    }
    let least = NumberText.grouped(cases.min() ?? 0)
    let most = NumberText.grouped(cases.max() ?? 0)
    let count = least == most ? least : "\(least) to \(most)"
    let higher =
      "Higher is better for owners' value, lower for the loss of payers and execution shortfall."
    if sheet.liquidationPaths.count < 2 {
      let first = "Means over n = \(seeds); \(count) liquidations in all."
      return ([first, higher] + besideTable).joined(separator: " ")
    }
    let subject = sheet.subject
    let sentences = [
      "Means over n = \(seeds), on each of which every \(subject.noun) meets the same market, accounts and "
        + "luck; \(count) liquidations in all \(subject.preposition) each \(subject.noun).",
      "In brackets: the 95 % interval of the mean paired difference to the baseline `\(sheet.baseline)`.",
      boldness, higher, "Intervals hold the noise of seeds, not the error of the model.",
      "The order of \(subject.plural) depends on how fast the index falls and comes back: this is one "
        + "shape of it, \(ScenarioFacts(scenario, underRulebooks: false, runs: []).shape).",
    ]
    return (sentences + besideTable).joined(separator: " ")
  }

  /// What the variant is among others.
  private func variantNote(_ variant: VariantLabel) -> String {
    let settings = variant.settings.map { "`\($0.key)` \($0.value)" }
    return "This is the variant `\(variant.name)` of `\(scenario.name)` alone, which sets "
      + (settings.isEmpty ? "nothing" : settings.joined(separator: "; "))
      + "; others of its variants may say otherwise."
  }

  /// When a difference is bold.
  private var boldness: String {
    if comparison.seeds.count < sheet.seedsMin {
      return
        "Nothing is bold: with fewer than \(sheet.seedsMin) seeds nothing could have been clear."
    }
    let materials = Metric.primary.compactMap { metric in
      sheet.material(metric).map {
        NumberText.grouped($0, decimals: sheet.decimals(metric)) + " "
          + sheet.differenceUnit(metric)
      }
    }
    return
      "Bold where it is clear: the interval excludes 0, Wilcoxon's exact signed-rank test agrees at 5 % "
      + "after Holm over these differences, and the mean is at least the smallest that matters "
      + "(\(materials.joined(separator: "; ")))."
  }

  // MARK: What was simulated

  func addSimulated(to document: inout MarkdownDocument) {
    document.heading(2, "What was simulated")
    var paths = MarkdownTable([(sheet.subject.title, .left), ("What it does", .left)])
    for path in comparison.paths { paths.append(["`\(path.name)`", path.summary]) }
    document.table(paths)
    document.paragraph(comparison.rulebooks.isEmpty ? pathsNote : rulebooksNote)
    addRulebooks(to: &document)
    var facts = MarkdownTable([("What", .left), ("How", .left)])
    let isUnderRulebooks = !comparison.rulebooks.isEmpty
    for line in ScenarioFacts(
      scenario, underRulebooks: isUnderRulebooks, runs: comparison.runs, alsoSet: alsoSet
    ).lines {
      facts.append([line.what, line.how])
    }
    document.table(facts)
  }

  private var pathsNote: String {
    "Where a path fails to close a bankrupt position within what account and insurance fund can pay, "
      + "counterparties are deleveraged at the position's bankruptcy price, ranked by profit times "
      + "leverage. For each seed the market runs once to the first account below maintenance margin and is forked "
      + "there, once for each path."
  }

  // MARK: All metrics

  func addMetrics(to document: inout MarkdownDocument) {
    document.heading(2, "All metrics")
    document.paragraph(
      "Means over n seeds; below each the mean paired difference to `\(sheet.baseline)` with its 95 % "
        + "interval, bold where it is clear. Only primary metrics are tested: of the others nothing is claimed. A "
        + "metric that does not apply to a \(sheet.subject.noun) has no number.")
    for group in Metric.Group.allCases {
      let metrics = Metric.all.filter { metric in
        metric.group == group && sheet.paths.contains { sheet.summary(metric, $0) != nil }
      }
      if metrics.isEmpty { continue }
      document.heading(3, group.rawValue)
      document.table(table(of: metrics))
    }
  }

  private func table(of metrics: [Metric]) -> MarkdownTable {
    let paths = sheet.paths.filter { path in
      metrics.contains { sheet.summary($0, path) != nil }
    }
    var table = MarkdownTable(
      [("Metric", .left), ("Unit", .left), ("n", .right)] + paths.map { ("`\($0)`", .right) })
    for metric in metrics {
      let counts = paths.compactMap { sheet.summary(metric, $0)?.count }
      let least = counts.min() ?? 0
      let most = counts.max() ?? 0
      let cells = paths.map { path in
        sheet.summary(metric, path).map {
          NumberText.grouped($0.mean, decimals: sheet.decimals(metric))
        } ?? ""
      }
      table.append(
        [metric.title, sheet.unit(metric), least == most ? "\(least)" : "\(least) to \(most)"]
          + cells)
      let hasDifferences = paths.contains { sheet.difference(metric, $0) != nil }
      if !hasDifferences { continue }
      table.append(
        ["", sheet.differenceUnit(metric), ""]
          + paths.map { path in
            sheet.difference(metric, path) == nil ? "" : difference(metric, path)
          })
    }
    return table
  }

  // MARK: Figures

  private func addFigures(to document: inout MarkdownDocument) {
    if figures.count < 2 { return }
    document.heading(2, "Figures")
    for figure in figures.dropFirst() { add(figure, to: &document) }
  }
}
