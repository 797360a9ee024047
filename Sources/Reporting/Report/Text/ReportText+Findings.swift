import Simulation
import Units

extension Comparison {
  /// Whether a monitor found anything on any branch.
  var hasFindings: Bool { runs.contains { !$0.findings.isEmpty } }
}

extension ReportText {
  /// How many findings are told in the report; the rest are in the file.
  private static let findingsMax = 20

  /// What monitors found, the first of them by seed and branch.
  func addFindings(to document: inout MarkdownDocument) {
    document.heading(2, "What monitors found")
    let all = comparison.runs.flatMap { run in run.findings.map { (run: run, finding: $0) } }
    var table = MarkdownTable([
      ("Seed", .right), (sheet.subject.title, .left), ("Time", .right), ("Monitor", .left),
      ("Finding", .left),
    ])
    for (run, finding) in all.prefix(Self.findingsMax) {
      table.append([
        String(run.seed), "`\(run.path)`", finding.time.map { NumberText.clock($0) } ?? "",
        "`\(finding.monitor)`", finding.claim,
      ])
    }
    document.table(table)
    if all.count > Self.findingsMax {
      document.paragraph(
        "The first \(Self.findingsMax) of \(NumberText.grouped(all.count)); `findings.csv` has all."
      )
    }
  }
}

extension ReportData {
  /// `findings.csv`: one row for each finding of a monitor.
  func findings() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("monitor", .text),
        CSVColumn("time_s", .decimal), CSVColumn("finding", .text),
      ])
    for run in sheet.comparison.runs {
      for finding in run.findings {
        let time = finding.time.map { CSVCell.seconds($0) }
        table.append([
          .text(String(run.seed)), .text(run.path), .text(finding.monitor), time ?? .missing,
          .text(finding.claim),
        ])
      }
    }
    return table.bytes
  }
}
