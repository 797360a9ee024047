import Simulation
import Units

extension ReportData {
  /// One row for each run and primary metric: its parts in money, which sum to the whole, and what it is a share of.
  ///
  /// Owners' value is what these owners have more than in the control.
  func attribution() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn(sheet.subject.noun, .text), CSVColumn("metric", .text),
        text.moneyColumn("drift"), text.moneyColumn("terms"), text.moneyColumn("impact"),
        text.moneyColumn("total"), text.moneyColumn("base"),
      ])
    for run in comparison.runs {
      guard let why = run.attribution else { continue }
      for row in AttributionTable.rows {
        let split = row.split(why)
        table.append([
          .text(String(run.seed)), .text(run.path), .text(row.metric.id), text.cell(split.drift),
          text.cell(split.terms), text.cell(split.impact), text.cell(split.total),
          row.base.map { text.cell($0(run).amount) } ?? .missing,
        ])
      }
    }
    return table.bytes
  }
}
