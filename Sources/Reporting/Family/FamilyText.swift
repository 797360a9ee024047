import Simulation

/// The text of `report.md` where a scenario has several variants.
///
/// Its first screen speaks of all of them; what they have in common is told once, after their own sections.
struct FamilyText {
  let family: FamilySheet
  let figures: [ReportFigures.Figure]
  /// The parts that do not depend on the variant: a report of the scenario without results.
  let common: ReportText
  /// Each variant as a report of its own, in order.
  let reports: [ReportText]
  /// The files of the report with what they hold.
  let files: [(name: String, holds: String)]

  /// The answer and the first table as plain lines.
  var answer: String {
    let table = FamilyTable(family).first.plainLines
    let strategies = FamilyStrategies(family).map { [""] + $0.table.plainLines } ?? []
    return (FamilyAnswer(family).sentences + [""] + table + strategies).joined(separator: "\n")
      + "\n"
  }

  private var isShown: Bool { family.variants.count <= VariantResult.shownMax }

  /// The whole text.
  func document() -> String {
    var document = MarkdownDocument()
    addFirstScreen(to: &document)
    addVariants(to: &document)
    if family.variants.count > FamilyTable.rowsMax {
      document.heading(2, "Every cell")
      document.table(FamilyTable(family).all)
    }
    if figures.count > 1 {
      document.heading(2, family.isGrid ? "Maps" : "Differences in all variants")
      for figure in figures.dropFirst() { common.add(figure, to: &document) }
    }
    if isShown {
      for (variant, report) in zip(family.variants, reports) {
        add(variant, report, to: &document)
      }
    }
    common.addData(to: &document)
    common.addSimulated(to: &document)
    common.addDefinitions(to: &document)
    let strategies = family.variants.compactMap(\.strategies)
    if isShown, !strategies.isEmpty {
      document.heading(2, "What the figures of strategies are")
      document.table(ReportText.measures(for: strategies, .short))
    }
    common.addLimits(to: &document)
    addFiles(to: &document)
    return document.text
  }

  // MARK: The first screen

  private func addFirstScreen(to document: inout MarkdownDocument) {
    document.heading(1, family.scenario.question)
    document.paragraph("**Answer.** " + FamilyAnswer(family).sentences.joined(separator: " "))
    common.addForced(to: &document)
    document.table(FamilyTable(family).first)
    document.paragraph(note)
    if let strategies = FamilyStrategies(family) {
      document.table(strategies.table)
      document.paragraph(strategies.note)
    }
    if let first = figures.first { common.add(first, to: &document) }
    common.addReproduction(to: &document)
    document.paragraph(
      "One variant alone: `stepladder verify Reports/\(common.folder) --cell "
        + "\(family.variants[0].label.name)` makes its runs again and compares its rows.")
  }

  private var note: String {
    let subject = family.subject
    let seeds = Words.count(family.seeds.count, "seed")
    return [
      "Means over n = \(seeds) in each of \(family.variants.count) variants, and the mean paired difference to "
        + "the baseline `\(family.baseline)` of the same variant: \(subject?.plural ?? "paths") are paired within "
        + "one variant, never across.",
      boldness,
      beyond,
      "Higher is better for owners' value, lower for the loss of payers and execution shortfall, which is of what "
        + "traded in the book alone"
        + (isShown
          ? ": how much that is, and how many owners have nothing at the end, is told below of each variant. "
          : ". ")
        + "`variants.csv` has the intervals, which hold the noise of seeds, not the error of the model.",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The smallest differences that matter, which in money depend on what owners had.
  private var materials: String {
    Metric.primary.compactMap { metric -> String? in
      let values = family.variants.compactMap { $0.sheet.material(metric) }
      guard let least = values.min(), let most = values.max() else { return nil }
      let sheet = family.variants[0].sheet
      let decimals = sheet.decimals(metric)
      let low = NumberText.grouped(least, decimals: decimals)
      let high = NumberText.grouped(most, decimals: decimals)
      return (low == high ? low : "\(low) to \(high)") + " " + sheet.differenceUnit(metric)
    }.joined(separator: "; ")
  }

  /// How an owner can keep more than all.
  private var beyond: String {
    let means = family.variants.flatMap { variant in
      family.paths.compactMap { variant.sheet.summary(Metric.ownersValue, $0)?.mean }
    }
    return means.contains { $0 > 100 }
      ? "Owners' value is above 100 % where the price came back after a breach that had left almost nothing."
      : ""
  }

  private var boldness: String {
    if family.seeds.count < family.seedsNeeded {
      return family.isGrid
        ? "No cell is called clear: over the cells of a grid that takes \(family.seedsNeeded) seeds. The section of one "
          + "cell judges that cell as if it were the only one."
        : "Nothing is clear: with fewer than \(family.seedsNeeded) seeds nothing could have been."
    }
    let test =
      family.isGrid
      ? "after Benjamini and Hochberg over the cells of one \(family.subject?.noun ?? "path") and metric"
      : "after Holm over the differences of one variant"
    return
      "Clear, and bold where it stands in the table: the interval excludes 0, Wilcoxon's exact signed-rank test "
      + "agrees at 5 % \(test), and the mean is at least the smallest that matters (\(materials))."
  }

  // MARK: The variants

  private func addVariants(to document: inout MarkdownDocument) {
    document.heading(2, "The variants")
    let isMap = family.isGrid && family.variants.count > FamilyTable.rowsMax
    if isMap { addSteps(to: &document) } else { addSettings(to: &document) }
    document.paragraph(
      "What a variant does not set is as the section on what was simulated tells. Accounts, arrivals and luck of a seed "
        + "are drawn in the same way in all variants.")
  }

  /// What each step of each axis sets, where cells are many.
  private func addSteps(to document: inout MarkdownDocument) {
    let steps = StepTable(family)
    document.table(steps.table)
    let shared = steps.shared.map { "`\($0)`" }
    if !shared.isEmpty {
      document.paragraph(
        "\(Words.list(shared)) \(shared.count == 1 ? "depends" : "depend") on several axes: the canonical scenario in "
          + "`manifest.json` has the value of each cell.")
    }
  }

  /// What each variant sets.
  private func addSettings(to document: inout MarkdownDocument) {
    var table = MarkdownTable([
      ("Variant", .left), ("What it asks", .left), ("What it sets", .left),
    ])
    for variant in family.variants {
      let settings = variant.label.settings.map { "`\($0.key)` \($0.value)" }
      table.append([
        "`\(variant.label.name)`", variant.label.question ?? "",
        settings.isEmpty ? "nothing" : settings.joined(separator: "; "),
      ])
    }
    document.table(table)
  }

  private func add(
    _ variant: VariantResult, _ report: ReportText, to document: inout MarkdownDocument
  ) {
    document.heading(2, "Variant `\(variant.label.name)`")
    if let question = variant.label.question { document.paragraph(question) }
    document.paragraph(
      "The index: \(ScenarioFacts(variant.sheet.comparison.scenario, underRulebooks: false, runs: []).shape)."
    )
    document.deepen(by: 1) { document in
      if variant.sheet.hasLiquidations { report.addPrimary(to: &document) }
      let details = AnswerDetails(variant.sheet).sentences
      if !details.isEmpty { document.paragraph(details.joined(separator: " ")) }
      report.addIncidence(to: &document)
      report.addAttribution(to: &document)
      report.addTail(to: &document)
      if !variant.sheet.comparison.checkCross.isEmpty { report.addCheckCross(to: &document) }
      if variant.sheet.comparison.hasFindings { report.addFindings(to: &document) }
      report.addStrategies(.short, of: variant.label.name, to: &document)
      if variant.sheet.comparison.hasRejections { report.addRejections(to: &document) }
      report.addMetrics(to: &document)
    }
    for figure in variant.figures { report.add(figure, to: &document) }
  }

  // MARK: Files

  private func addFiles(to document: inout MarkdownDocument) {
    document.heading(2, "Files")
    var table = MarkdownTable([("File", .left), ("Holds", .left)])
    for file in files { table.append(["`\(file.name)`", file.holds]) }
    document.table(table)
    let left =
      isShown
      ? ""
      : " What is not here is left out for its size: `--variant` makes all files for one variant."
    document.paragraph(
      "Every table has the column `variant`; rows of a variant are those that a report of it alone has."
        + left)
  }
}
