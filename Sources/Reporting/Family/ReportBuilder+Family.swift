import Simulation

extension ReportBuilder {
  /// Makes every file of a report of several variants.
  ///
  /// - Parameters:
  ///   - family: The results of all variants.
  ///   - paths: The names of what is compared and of the control with their summaries, the baseline first.
  ///   - origin: Where the scenario comes from and how the command line names it.
  package static func report(
    _ family: FamilySheet, paths: [(name: String, summary: String)], origin: ReportOrigin
  ) -> Report {
    let sheets = family.variants.map(\.sheet)
    let empty = Comparison(
      scenario: family.scenario, paths: paths, seeds: family.seeds, runs: [],
      rulebooks: sheets[0].comparison.rulebooks)
    func text(
      _ sheet: MetricSheet, _ tail: TailTable?, _ strategies: StrategySheet?
    ) -> ReportText {
      ReportText(
        sheet: sheet, tail: tail, market: nil, strategies: strategies, figures: [], origin: origin)
    }
    let figures = FamilyFigures(family).all()
    var files = tables(of: family, inputs: origin.inputs)
    files += (figures + family.variants.flatMap(\.figures)).map {
      ReportFile(name: $0.name, text: $0.svg)
    }
    let document = FamilyText(
      family: family, figures: figures, common: text(MetricSheet(empty), nil, nil),
      reports: family.variants.map { text($0.sheet, $0.tail, $0.strategies) },
      files: descriptions(of: files))
    files.insert(ReportFile(name: "report.md", text: document.document()), at: 0)
    return Report(
      files: files,
      manifest: manifest(
        of: family.scenario, seeds: family.seeds, paths: paths.map(\.name), origin: origin,
        files: files, runs: runs(of: family, origin.extent)),
      sheet: sheets[0], strategies: nil, family: family, answer: document.answer)
  }

  /// What the manifest keeps of the runs of all variants.
  private static func runs(of family: FamilySheet, _ extent: ReportExtent) -> [ManifestRun] {
    let all = family.variants.flatMap { variant in
      variant.sheet.comparison.runs.map { (variant: variant.label.name, run: $0) }
    }
    // Of many variants only the digest of the whole is left.
    let isShown = family.variants.count <= VariantResult.shownMax
    let step = isShown ? extent.digestStep(of: all.map(\.run)) : 0
    return all.map { ManifestRun($0.run, variant: $0.variant, step: step) }
  }

  /// The tables of all variants put together, and those that they share.
  private static func tables(
    of family: FamilySheet, inputs: [ReportInput]
  ) -> [ReportFile] {
    var files = [ReportFile(name: "variants.csv", bytes: VariantsFile(family).bytes)]
    var names: [String] = []
    for table in family.variants.flatMap(\.tables) where !names.contains(table.name) {
      names.append(table.name)
    }
    for name in names {
      let parts = family.variants.compactMap { variant in
        variant.tables.first { $0.name == name }.map { (variant.label.name, $0.bytes) }
      }
      // Rulebooks are the same in every variant.
      let isShared = name == "rulebooks.csv"
      files.append(
        ReportFile(name: name, bytes: isShared ? parts[0].1 : VariantTables.joined(parts)))
    }
    if inputs.contains(where: { !$0.findings.isEmpty }) {
      files.append(ReportFile(name: "data.csv", bytes: ReportInput.table(of: inputs)))
    }
    return files
  }

  /// What the files hold, in a few words each.
  private static func descriptions(of files: [ReportFile]) -> [(name: String, holds: String)] {
    let known: KeyValuePairs<String, String> = [
      "variants.csv":
        "one row for each variant, path and primary metric, with what the variant sets and whether the difference is clear",
      "runs.csv": "one row for each seed and path: every metric and the totals behind it",
      "summary.csv": "each metric of each path over seeds",
      "differences.csv": "each metric of each path less that of the baseline, paired by seed",
      "incidence.csv":
        "one row for each seed, path and group: what it has more than in the control; those of a run sum to zero",
      "attribution.csv":
        "drift, terms and impact of each primary metric by seed and path, which sum to its whole",
      "tail.csv": "the worst of owners, liquidations and runs with intervals, along each path",
      "owners.csv": "one row for each owner who breaches in the control, of as many seeds as fit",
      "liquidations.csv": "one row for each liquidation, of as many seeds as fit",
      "accounts.csv":
        "one row for each account breached, liquidated or deleveraged, of as many seeds as fit",
      "prices.csv": "prices and depth by simulated second, the first seed only",
      "incidents.csv": "the incident log, the first seed only",
      "cascade.csv": "which forced fill set off which liquidation, the first seed only",
      "rulebooks.csv": "every field of each rulebook with its date and source",
      "findings.csv": "what monitors found", "rejections.csv": "what strategies asked for in vain",
      "strategies.csv":
        "one row for each seed, path and strategy: the main figures of its tear sheet, of full reports all",
      "strategy-equity.csv": "strategies' accounts by simulated second",
      "strategy-trades.csv": "every change of a strategy's position",
      "data.csv": "what was found in the input files",
    ]
    let tables = files.filter { $0.name.hasSuffix(".csv") }.map { file in
      (file.name, known.first { $0.key == file.name }?.value ?? "more of the same runs")
    }
    return tables + [
      ("figures/", "the pictures of this report"),
      (
        "manifest.json",
        "the scenario with all variants, the digest of every file, and the event digests of the runs"
      ),
    ]
  }
}
