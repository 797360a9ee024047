import Simulation
import Units

extension ReportData {
  /// One row for each run and primary metric: its parts in money, which sum to the whole, what it is a share of, and
  /// the parts in the metric's unit.
  ///
  /// Owners' value is what these owners have more than in the control.
  func attribution() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn(sheet.subject.noun, .text), CSVColumn("metric", .text),
        text.moneyColumn("drift"), text.moneyColumn("terms"), text.moneyColumn("impact"),
        text.moneyColumn("total"), text.moneyColumn("base"), CSVColumn("unit", .text),
        CSVColumn("drift", .decimal), CSVColumn("terms", .decimal), CSVColumn("impact", .decimal),
        CSVColumn("total", .decimal),
      ])
    let attribution = AttributionTable(sheet)
    for run in comparison.runs {
      guard let why = run.attribution else { continue }
      for row in AttributionTable.rows {
        let split = row.split(why)
        let parts = attribution.parts(row, run)
        let shares = [parts?.drift, parts?.terms, parts?.impact, parts?.total]
        let exact: [CSVCell] = [
          .text(String(run.seed)), .text(run.path), .text(row.metric.id), text.cell(split.drift),
          text.cell(split.terms), text.cell(split.impact), text.cell(split.total),
          row.base.map { text.cell($0(run).amount) } ?? .missing,
          .text(sheet.unitWord(row.metric)),
        ]
        table.append(exact + shares.map { number($0, row.metric) })
      }
    }
    return table.bytes
  }
}
