package import Simulation

/// What one variant gave: its metrics, its tables and its figures.
package struct VariantResult: Sendable {
  /// What it is called.
  let label: VariantLabel
  /// Every metric of every path.
  let sheet: MetricSheet
  /// Its tables, without a column for the variant.
  let tables: [ReportFile]
  /// Its tail, where single owners are shown.
  let tail: TailTable?
  /// Its figures, where they are shown.
  let figures: [ReportFigures.Figure]

  /// The most variants whose single liquidations, prices and figures are shown.
  package static let shownMax = 6
  /// Files of single accounts and seconds, which grids of many cells leave out.
  static let details: Set<String> = [
    "owners.csv", "liquidations.csv", "accounts.csv", "prices.csv", "incidents.csv", "cascade.csv",
  ]

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
    let data = ReportData(sheet, extent: extent, tail: tail, sharers: min(count, Self.shownMax))
    tables = ReportBuilder.tables(of: data).filter {
      isShown || !Self.details.contains($0.name)
    }
    self.tail = tail
    figures = isShown ? Self.figures(of: sheet, label) : []
    self.sheet = isShown ? sheet : sheet.withoutRecords()
  }

  /// The figures that are shown of each variant.
  private static let figuresMax = 4

  private static func figures(
    of sheet: MetricSheet, _ label: VariantLabel
  ) -> [ReportFigures.Figure] {
    ReportFigures(sheet, prefix: "\(label.fileWord)-").all().prefix(figuresMax).map { figure in
      ReportFigures.Figure(
        name: figure.name, alternative: "Variant \(label.name): \(figure.alternative)",
        caption: figure.caption, svg: figure.svg)
    }
  }
}
