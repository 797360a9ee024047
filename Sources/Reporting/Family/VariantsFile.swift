import Market
import Simulation

/// `variants.csv`: one row for each variant, path and metric of ``FamilySheet/metrics``, with what the variant sets.
struct VariantsFile {
  private let family: FamilySheet

  init(_ family: FamilySheet) { self.family = family }

  private static let decimals = 6

  /// The file.
  var bytes: [UInt8] {
    // The axes of a large grid say what its cells set, and the report tells what each step is.
    let isLarge = family.isGrid && family.variants.count > VariantResult.wholeMax
    let keys = isLarge ? [] : family.keys
    var table = CSVTable(
      columns: [CSVColumn(VariantTables.header, .text)]
        + family.axes.map { CSVColumn("axis_" + $0, .text) }
        + keys.map { CSVColumn($0, .text) } + [
          CSVColumn(family.subject?.noun ?? "path", .text), CSVColumn("metric", .text),
          CSVColumn("unit", .text), CSVColumn("n", .integer), CSVColumn("mean", .decimal),
          CSVColumn("difference", .decimal), CSVColumn("bca_low", .decimal),
          CSVColumn("bca_high", .decimal), CSVColumn("wilcoxon_p", .decimal),
          CSVColumn("adjusted_p", .decimal), CSVColumn("clear", .text),
          CSVColumn("drift", .decimal), CSVColumn("terms", .decimal),
          CSVColumn("impact", .decimal),
        ])
    for (place, variant) in family.variants.enumerated() {
      let axes = family.axes.map { axis in
        CSVCell.text(variant.label.place.first { $0.axis == axis }?.value ?? "")
      }
      let values = keys.map { key in
        CSVCell.text(variant.label.settings.first { $0.key == key }?.value ?? "")
      }
      for path in family.paths {
        for metric in FamilySheet.metrics {
          guard let cells = cells(metric, path, in: place) else { continue }
          table.append([.text(variant.label.name)] + axes + values + [.text(path)] + cells)
        }
      }
    }
    return table.bytes
  }

  private func cells(_ metric: Metric, _ path: String, in place: Int) -> [CSVCell]? {
    let sheet = family.variants[place].sheet
    guard let summary = sheet.summary(metric, path) else { return nil }
    let decimals =
      metric.unit == .quote
      ? family.scenario.instrument.moneyDecimals : Self.decimals
    func number(_ value: Double?) -> CSVCell { .number(value, decimals: decimals) }
    let difference = sheet.difference(metric, path)
    let parts = family.variants[place].causes[path]?[metric.id]
    let isTested = family.adjusted(metric, path, in: place) != nil
    return [
      .text(metric.id), .text(sheet.unitWord(metric)), .count(summary.count), number(summary.mean),
      number(difference?.mean), number(difference?.meanInterval?.low),
      number(difference?.meanInterval?.high),
      .number(FamilySheet.pValue(difference), decimals: Self.decimals),
      .number(family.adjusted(metric, path, in: place), decimals: Self.decimals),
      .text(!isTested ? "" : family.isClear(metric, path, in: place) ? "yes" : "no"),
      number(parts?.drift), number(parts?.terms), number(parts?.impact),
    ]
  }
}
