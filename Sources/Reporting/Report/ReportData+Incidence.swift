import Simulation
import Units

/// The files of who pays, and of what owners are left with.
extension ReportData {
  /// One row for each run and group: the change of its wealth against the control.
  ///
  /// The rows of a run sum to zero.
  func incidence() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn(sheet.subject.noun, .text), CSVColumn("block", .text),
        CSVColumn("group", .text), text.moneyColumn("change"),
      ])
    for run in comparison.runs {
      guard let incidence = run.incidence else { continue }
      for group in WealthGroup.allCases {
        table.append([
          .text(String(run.seed)), .text(run.path), .text(group.block.rawValue),
          .text(group.rawValue), text.cell(incidence[group]),
        ])
      }
    }
    return table.bytes
  }

  /// One row for each owner who breaches in the control, along every path and in the control.
  func owners() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn(sheet.subject.noun, .text),
        CSVColumn("account", .integer), CSVColumn("breached_s", .decimal),
        text.moneyColumn("equity_at_breach"), text.moneyColumn("after_1min"),
        text.moneyColumn("after_5min"), text.moneyColumn("at_end"),
      ])
    for run in ownerRuns.runs {
      for owner in run.owners {
        table.append([
          .text(String(run.seed)), .text(run.path), .count(owner.account),
          .seconds(owner.breached), text.cell(owner.equityAtBreach),
          owner.afterOneMinute.map(text.cell) ?? .missing,
          owner.afterFiveMinutes.map(text.cell) ?? .missing, text.cell(owner.atEnd),
        ])
      }
    }
    return table.bytes
  }
}
