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
    let sheet = MetricSheet(comparison)
    let market = marketTable(comparison)
    let figures = ReportFigures(sheet).all()
    let data = ReportData(sheet, extent: extent)
    let tail = TailTable(sheet)
    let text = ReportText(
      sheet: sheet, tail: tail, market: market, figures: figures, options: inputs,
      isShipped: isShipped,
      statedVenues: statedVenues ?? comparison.scenario.venues, source: source,
      folder: source?.folder ?? folder
        ?? ReportName.folder(
          name: comparison.scenario.name, paths: sheet.liquidationPaths, seeds: comparison.seeds),
      extent: extent)
    var files = [ReportFile(name: "report.md", text: text.document())]
    files += [
      ReportFile(name: "runs.csv", bytes: data.runs()),
      ReportFile(name: "summary.csv", bytes: data.summary()),
      ReportFile(name: "differences.csv", bytes: data.differences()),
      ReportFile(name: "incidence.csv", bytes: data.incidence()),
      ReportFile(name: "owners.csv", bytes: data.owners()),
      ReportFile(name: "tail.csv", bytes: data.tail(tail)),
      ReportFile(name: "liquidations.csv", bytes: data.liquidations()),
      ReportFile(name: "accounts.csv", bytes: data.accounts()),
      ReportFile(name: "prices.csv", bytes: data.prices()),
      ReportFile(name: "incidents.csv", bytes: data.incidents()),
      ReportFile(name: "cascade.csv", bytes: data.cascade()),
    ]
    if !AttributionTable(sheet).isEmpty {
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
    if inputs.contains(where: { !$0.findings.isEmpty }) {
      files.append(ReportFile(name: "data.csv", bytes: ReportInput.table(of: inputs)))
    }
    if let market { files.append(ReportFile(name: "market.csv", bytes: market.csv)) }
    files += figures.map { ReportFile(name: $0.name, text: $0.svg) }
    return Report(
      files: files,
      manifest: manifest(
        comparison, scenario: scenario, source: source, inputs: inputs, files: files, extent: extent
      ),
      sheet: sheet, answer: text.answer)
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

  private static func manifest(
    _ comparison: Comparison, scenario: String, source: ManifestSource?, inputs: [ReportInput],
    files: [ReportFile], extent: ReportExtent
  ) -> Manifest {
    let step = ManifestRun.step(of: comparison, extent: extent)
    let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return Manifest(
      engineVersion: EngineVersion.current, report: comparison.scenario.name, scenario: scenario,
      source: source, extent: extent, inputs: inputs.map(\.file), seeds: comparison.seeds,
      paths: comparison.paths.map(\.name),
      outputs: sorted.map { ManifestFile(name: $0.name, bytes: $0.bytes) },
      runs: comparison.runs.map { ManifestRun($0, step: step) })
  }
}
