package import Simulation
import Units

/// Makes the report of a comparison: a function of its results, its scenario's text and its inputs.
package enum ReportBuilder {
  /// Makes every file of a report.
  ///
  /// - Parameters:
  ///   - comparison: The results.
  ///   - scenario: The scenario in its one spelling, for the manifest.
  ///   - isShipped: Whether the scenario ships with the program, so that its name is enough to run it.
  ///   - statedVenues: The rulebooks that the command of the report compares where it names none; those of
  ///     the scenario if left out.
  ///   - source: The file of a scenario of the user's; what the name of the scenario suggests if left out.
  ///   - folder: The folder below `Reports/` of a shipped scenario's report; its name if left out.
  ///   - inputs: The files that the runs read.
  ///   - extent: How much of single runs the report holds.
  package static func report(
    _ comparison: Comparison, scenario: String, isShipped: Bool = true,
    statedVenues: [String]? = nil, source: ManifestSource? = nil, folder: String? = nil,
    inputs: [ReportInput] = [], extent: ReportExtent = .compact
  ) -> Report {
    let paths = comparison.paths.map(\.name).filter { $0 != RunResult.controlName }
    let name = ReportName.folder(
      name: comparison.scenario.name, paths: paths, seeds: comparison.seeds)
    return report(
      comparison,
      origin: ReportOrigin(
        scenario: scenario, isShipped: isShipped,
        statedVenues: statedVenues ?? comparison.scenario.venues, source: source,
        folder: source?.folder ?? folder ?? name, inputs: inputs, choices: [],
        extent: extent))
  }

  /// Makes every file of a report.
  ///
  /// - Parameters:
  ///   - comparison: The results.
  ///   - origin: Where the scenario comes from and how the command line names it.
  ///   - variant: The variant of the scenario that was run, where it has variants.
  package static func report(
    _ comparison: Comparison, origin: ReportOrigin, variant: VariantLabel? = nil
  ) -> Report {
    let sheet = MetricSheet(comparison)
    let market = marketTable(comparison)
    let figures = ReportFigures(sheet).all()
    let tail = TailTable(sheet)
    let strategies = StrategySheet(sheet)
    let strategyFigures = strategies.map { StrategyFigures($0, ReportFigures(sheet)).all() } ?? []
    let text = ReportText(
      sheet: sheet, tail: tail, market: market, strategies: strategies, figures: figures,
      strategyFigures: strategyFigures, origin: origin, variant: variant)
    var files = [ReportFile(name: "report.md", text: text.document())]
    let data = ReportData(sheet, extent: origin.extent, tail: tail, strategies: strategies)
    files += tables(of: data).map { table in
      guard let variant, table.name != "rulebooks.csv" else { return table }
      return ReportFile(
        name: table.name, bytes: VariantTables.joined([(variant.name, table.bytes)]))
    }
    if origin.inputs.contains(where: { !$0.findings.isEmpty }) {
      files.append(ReportFile(name: "data.csv", bytes: ReportInput.table(of: origin.inputs)))
    }
    if let market { files.append(ReportFile(name: "market.csv", bytes: market.csv)) }
    files += (figures + strategyFigures.flatMap(\.self)).map {
      ReportFile(name: $0.name, text: $0.svg)
    }
    let step = origin.extent.digestStep(of: comparison.runs)
    return Report(
      files: files,
      manifest: manifest(
        of: comparison.scenario, seeds: comparison.seeds, paths: comparison.paths.map(\.name),
        origin: origin, files: files,
        runs: comparison.runs.map { ManifestRun($0, variant: variant?.name, step: step) }),
      sheet: sheet, strategies: strategies, answer: text.answer)
  }

  /// The tables of one comparison.
  static func tables(of data: ReportData) -> [ReportFile] {
    let comparison = data.comparison
    var files = [
      ReportFile(name: "runs.csv", bytes: data.runs()),
      ReportFile(name: "summary.csv", bytes: data.summary()),
      ReportFile(name: "differences.csv", bytes: data.differences()),
      ReportFile(name: "incidence.csv", bytes: data.incidence()),
      ReportFile(name: "owners.csv", bytes: data.owners()),
    ]
    if let tail = data.tail {
      files.append(ReportFile(name: "tail.csv", bytes: data.tail(tail)))
    }
    files += [
      ReportFile(name: "liquidations.csv", bytes: data.liquidations()),
      ReportFile(name: "accounts.csv", bytes: data.accounts()),
      ReportFile(name: "prices.csv", bytes: data.prices()),
      ReportFile(name: "incidents.csv", bytes: data.incidents()),
      ReportFile(name: "cascade.csv", bytes: data.cascade()),
    ]
    if !AttributionTable(data.sheet).isEmpty {
      files.append(ReportFile(name: "attribution.csv", bytes: data.attribution()))
    }
    if !comparison.rulebooks.isEmpty {
      files.append(ReportFile(name: "rulebooks.csv", bytes: data.rulebooks()))
    }
    if comparison.hasFindings {
      files.append(ReportFile(name: "findings.csv", bytes: data.findings()))
    }
    if comparison.hasRejections {
      files.append(ReportFile(name: "rejections.csv", bytes: data.rejections()))
    }
    files += data.strategyFiles
    return data.tellsPrices ? files : files.filter { !ReportData.priceFiles.contains($0.name) }
  }

  /// The table of the observed market: the medians over the observed runs of the first path.
  ///
  /// - Returns: `nil` where no run was observed.
  package static func marketTable(_ comparison: Comparison) -> MarketTable? {
    guard let path = comparison.paths.first?.name else { return nil }
    return MarketTable.medians(
      comparison.runs.filter { $0.path == path }.compactMap { run in
        run.observations.map {
          MarketTable($0, instrument: comparison.scenario.instrument)
        }
      })
  }

  /// The manifest of a report.
  static func manifest(
    of scenario: Scenario, seeds: [UInt64], paths: [String], origin: ReportOrigin,
    files: [ReportFile], runs: [ManifestRun]
  ) -> Manifest {
    let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return Manifest(
      engineVersion: EngineVersion.current, report: scenario.name, scenario: origin.scenario,
      source: origin.source, extent: origin.extent, choices: origin.choices,
      inputs: origin.inputs.map(\.file), seeds: seeds, paths: paths,
      outputs: sorted.map { ManifestFile(name: $0.name, bytes: $0.bytes) }, runs: runs)
  }
}

/// A whole report in memory: every file and the manifest that signs them.
package struct Report: Sendable {
  /// Every file but the manifest, in the order of the contract: `report.md`, tables, figures.
  package let files: [ReportFile]
  /// The manifest with all outputs.
  package let manifest: Manifest
  /// What was worked out for the tables.
  package let sheet: MetricSheet
  /// The tear sheets of strategies, where the report is of one variant and has some.
  let strategies: StrategySheet?
  /// What was worked out over all variants, where the scenario has several.
  package var family: FamilySheet?
  /// The answer and the first table, for a terminal.
  package let answer: String

  /// Every file, the manifest last.
  package var allFiles: [ReportFile] {
    files + [ReportFile(name: Manifest.fileName, bytes: manifest.bytes)]
  }
}
