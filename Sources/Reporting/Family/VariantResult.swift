package import Simulation

/// What one variant gave: its metrics, its tables and its figures.
package struct VariantResult: Sendable {
  /// What it is called.
  let label: VariantLabel
  /// Every metric of every path.
  let sheet: MetricSheet
  /// Its tables, without a column for the variant.
  let tables: [ReportFile]
  /// Drift, terms and impact of the mean differences to the baseline, by path and metric.
  let causes: [String: [String: AttributionTable.Parts]]
  /// Its tail, where single owners are shown.
  let tail: TailTable?
  /// The tear sheets of its strategies, where it has some and they are shown.
  let strategies: StrategySheet?
  /// Its figures, where they are shown.
  let figures: [ReportFigures.Figure]

  private static func causes(
    of sheet: MetricSheet
  ) -> [String: [String: AttributionTable.Parts]] {
    let table = AttributionTable(sheet)
    var causes: [String: [String: AttributionTable.Parts]] = [:]
    for path in sheet.liquidationPaths where path != sheet.baseline {
      for row in AttributionTable.rows {
        causes[path, default: [:]][row.metric.id] = table.difference(row, path)
      }
    }
    return causes
  }

  /// The most variants whose single liquidations, prices and figures are shown.
  package static let shownMax = 6
  /// The most variants whose tables of totals are whole.
  static let wholeMax = 24

  /// Files of totals.
  private static let totals: Set<String> = [
    "runs.csv", "summary.csv", "differences.csv", "incidence.csv", "attribution.csv",
    "rulebooks.csv", "findings.csv", "rejections.csv", "strategies.csv",
  ]
  /// Files of single runs, of which those that fit are kept.
  private static let single: Set<String> = [
    "tail.csv", "owners.csv", "liquidations.csv", "prices.csv",
  ]
  /// The files of very many variants, whose numbers all follow from the first.
  private static let least: Set<String> = ["runs.csv", "rulebooks.csv", "findings.csv"]

  /// Which files a report keeps; `nil` where all.
  private static func kept(count: Int, _ extent: ReportExtent) -> Set<String>? {
    if extent == .full { return nil }
    return count <= shownMax ? totals.union(single) : count <= wholeMax ? totals : least
  }

  /// Works out everything; of many variants only what all seeds together say is kept, for space.
  ///
  /// - Parameters:
  ///   - label: What it is called.
  ///   - comparison: Its results.
  ///   - count: How many variants there are.
  ///   - extent: How much of single runs the report holds.
  package init(
    _ label: VariantLabel, _ comparison: Comparison, of count: Int,
    extent: ReportExtent = .compact
  ) {
    self.label = label
    let isShown = count <= Self.shownMax
    let sheet = MetricSheet(comparison)
    let tail = isShown ? TailTable(sheet) : nil
    let isLean = count > Self.wholeMax && extent == .compact
    let strategies = isLean ? nil : StrategySheet(sheet)
    self.strategies = isShown ? strategies : nil
    let data = ReportData(
      sheet, extent: extent, tail: tail, strategies: strategies,
      sharers: min(count, Self.shownMax))
    let kept = Self.kept(count: count, extent)
    tables = ReportBuilder.tables(of: data).filter { kept?.contains($0.name) ?? true }.map {
      isLean && $0.name == "runs.csv"
        ? ReportFile(name: $0.name, bytes: data.leanRuns()) : $0
    }
    causes = Self.causes(of: sheet)
    self.tail = tail
    figures = isShown ? Self.figures(of: sheet, label) : []
    self.sheet = isShown ? sheet : sheet.withoutRecords()
  }

  /// What the report of all variants keeps of the runs and the tables of this one, to compare it alone.
  package var cell: (runs: [ManifestRun], tables: [ReportFile]) {
    (
      sheet.comparison.runs.map { ManifestRun($0, variant: label.name, step: 0) },
      tables.map {
        ReportFile(name: $0.name, bytes: VariantTables.joined([(label.name, $0.bytes)]))
      }
    )
  }

  /// The figures that are shown of each variant.
  private static func figures(
    of sheet: MetricSheet, _ label: VariantLabel
  ) -> [ReportFigures.Figure] {
    let figures = ReportFigures(sheet, prefix: "\(label.fileWord)-")
    return [figures.owners(), figures.incidence(), figures.lastByPath()].compactMap { $0 }.map {
      figure in
      ReportFigures.Figure(
        name: figure.name, alternative: "Variant \(label.name): \(figure.alternative)",
        caption: figure.caption, svg: figure.svg)
    }
  }
}
