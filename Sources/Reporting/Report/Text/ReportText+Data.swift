import Units

// What the input files are, as far as a reader has to know.
extension ReportText {
  /// How many gaps of a file are told one by one; of more the longest are, and `data.csv` has all.
  private static let gapsMax = 5

  /// Whether files are used that seem to be of different markets.
  var isForced: Bool { options.contains { $0.findings.contains(where: \.isMisfit) } }

  /// A warning on the first screen where the files do not fit.
  func addForced(to document: inout MarkdownDocument) {
    let misfits = options.flatMap { input in
      input.findings.filter(\.isMisfit).map { "`\(input.file.name)`: \($0.text)" }
    }
    if misfits.isEmpty { return }
    document.paragraph(
      "**Forced: the input files do not fit.** " + misfits.joined(separator: "; ")
        + ". What follows from comparing their prices may mean nothing.")
  }

  /// What was found in the input files.
  func addData(to document: inout MarkdownDocument) {
    if options.allSatisfy(\.findings.isEmpty) { return }
    document.heading(2, "What was found in the data")
    document.paragraph(
      "In a gap the price before it holds. `data.csv` has each finding with its counts and times.")
    var table = MarkdownTable([("Input", .left), ("Given by", .left), ("Found", .left)])
    for input in options {
      for text in Self.texts(input.findings) {
        table.append(["`\(input.file.name)`", "`\(input.option)`", text])
      }
    }
    document.table(table)
  }

  /// The findings of a file in words; of many gaps their number and the longest.
  private static func texts(_ findings: [DataFinding]) -> [String] {
    let gaps = findings.compactMap(\.gap)
    guard gaps.count > gapsMax, let first = findings.firstIndex(where: { $0.gap != nil }) else {
      return findings.map(\.text)
    }
    let total = gaps.reduce(0) { $0 + $1.microseconds }
    let longest = gaps.map(\.microseconds).sorted(by: >)[gapsMax - 1]
    var texts: [String] = []
    for (place, finding) in findings.enumerated() {
      if place == first {
        texts.append(
          "\(NumberText.grouped(gaps.count)) gaps of \(seconds(total)) in all; the longest:")
      }
      if finding.gap.map({ $0.microseconds >= longest }) ?? true { texts.append(finding.text) }
    }
    return texts
  }

  private static func seconds(_ microseconds: Int64) -> String {
    Words.trimmed(FixedDecimal(units: Int128(microseconds), decimals: 6).text) + " s"
  }
}

extension ReportInput {
  /// `data.csv`: one row for each finding in an input file.
  static func table(of inputs: [ReportInput]) -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("input", .text), CSVColumn("option", .text), CSVColumn("finding", .text),
        CSVColumn("count", .decimal), CSVColumn("from_utc", .text), CSVColumn("to_utc", .text),
        CSVColumn("length_s", .decimal), CSVColumn("text", .text),
      ])
    for input in inputs {
      for finding in input.findings {
        let count = finding.count.map { FixedDecimal(units: Int128($0), decimals: 0) }
        let length = finding.gap.map { FixedDecimal(units: Int128($0.microseconds), decimals: 6) }
        table.append([
          .text(input.file.name), .text(input.option), .text(finding.kind),
          count.map { .decimal($0) } ?? .missing, .text(finding.gap?.from ?? ""),
          .text(finding.gap?.to ?? ""), length.map { .decimal($0) } ?? .missing,
          .text(finding.text),
        ])
      }
    }
    return table.bytes
  }
}
