import Simulation
import Units

extension Comparison {
  /// Whether anything that a strategy asked for was refused on any branch.
  var hasRejections: Bool { runs.contains { !$0.rejections.isEmpty } }
}

extension ReportText {
  /// How often orders of strategies were refused, by reason, over all seeds.
  func addRejections(to document: inout MarkdownDocument) {
    document.heading(2, "What strategies asked for and did not get")
    document.paragraph(
      "Orders that were rejected, and cancels and replacements that were refused, by reason, on all seeds "
        + "together; `rejections.csv` has them by seed. A strategy was told each with its reason.")
    var table = MarkdownTable(
      [("Strategy", .left), ("Reason", .left)] + sheet.paths.map { ("`\($0)`", .right) })
    for (index, slot) in comparison.scenario.strategies.enumerated() {
      for reason in OrderRejection.allCases {
        let counts = sheet.paths.map { count(index, reason, path: $0) }
        if counts.allSatisfy({ $0 == 0 }) { continue }
        table.append(
          ["`\(slot.name)`", "`\(reason.rawValue)`"] + counts.map { NumberText.grouped(Int($0)) })
      }
    }
    document.table(table)
  }

  private func count(_ strategy: Int, _ reason: OrderRejection, path: String) -> Int64 {
    comparison.runs.filter { $0.path == path }.flatMap(\.rejections).reduce(0) {
      $1.strategy == strategy && $1.reason == reason ? $0 + $1.count : $0
    }
  }
}

extension ReportData {
  /// `rejections.csv`: one row for each run, strategy and reason with what was refused.
  func rejections() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("strategy", .text),
        CSVColumn("reason", .text), CSVColumn("count", .integer),
      ])
    for run in sheet.comparison.runs {
      for rejection in run.rejections {
        table.append([
          .text(String(run.seed)), .text(run.path),
          .text(sheet.comparison.scenario.strategies[rejection.strategy].name),
          .text(rejection.reason.rawValue), .integer(rejection.count),
        ])
      }
    }
    return table.bytes
  }
}
