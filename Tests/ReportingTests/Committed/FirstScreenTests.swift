import Testing

@Suite("The first screen of committed reports")
struct FirstScreenTests {
  /// The answer and the tables.
  private func lines(_ report: CommittedReport) -> [String] {
    report.firstScreen.filter { $0.hasPrefix("**Answer.**") || $0.hasPrefix("|") }
  }

  @Test("has an answer", arguments: CommittedReport.all)
  func answer(report: CommittedReport) {
    #expect(report.firstScreen.contains { $0.hasPrefix("**Answer.**") })
  }

  @Test("every number can be recomputed from the tables beside it", arguments: CommittedReport.all)
  func numbers(report: CommittedReport) {
    let recomputed = RecomputedNumbers(report)
    for line in lines(report) {
      for token in NumberToken.all(in: line) {
        #expect(
          recomputed.contains(token),
          "\(report.name): \(token.text)\(token.path.map { " of " + $0 } ?? "") in \(line.prefix(80))"
        )
      }
    }
  }

  @Test("a number with a wrong digit is found out", arguments: CommittedReport.all)
  func wrongNumbers(report: CommittedReport) {
    let recomputed = RecomputedNumbers(report)
    // Each number once: rows that are the same would count a chance twice.
    var seen: Set<String> = []
    let long = lines(report).flatMap { NumberToken.all(in: $0) }
      .filter { $0.text.count { $0.isNumber } >= 4 && seen.insert($0.text).inserted }
    var unit = 1.0
    let found = long.count { token in
      unit = 1
      for _ in 0..<token.decimals { unit /= 10 }
      return !recomputed.contains(
        NumberToken(
          value: token.value + 3 * unit, decimals: token.decimals, path: token.path,
          text: token.text))
    }
    // Another number may stand there by chance.
    #expect(10 * found >= 9 * long.count, "\(report.name): \(found) of \(long.count)")
  }

  @Test(
    "each table of metrics is what its columns say, path by path", arguments: CommittedReport.all)
  func tables(report: CommittedReport) throws {
    // The table of variants has a column more; its numbers are recomputed one by one above.
    guard report.text("variants.csv") == nil, let check = MetricTableCheck(report) else { return }
    for table in check.tables(of: report.firstScreen) {
      let failures = check.failures(of: table)
      #expect(failures.isEmpty, "\(report.name): \(failures.joined(separator: "; "))")
    }
  }

  @Test(
    "every mean of the table of all metrics is that of the runs", arguments: CommittedReport.all)
  func allMetrics(report: CommittedReport) throws {
    guard report.text("variants.csv") == nil, let check = MetricTableCheck(report) else { return }
    let lines = (report.text("report.md") ?? "").split(separator: "\n")
    let start = try #require(lines.firstIndex(of: "## All metrics"))
    var header: [String] = []
    var count = 0
    for line in lines[(start + 1)...].prefix(while: { !$0.hasPrefix("## ") }) {
      let cells = MetricTableCheck.cells(String(line))
      if cells.first == "Metric" { header = cells }
      if cells.isEmpty || cells[0].isEmpty || cells == header { continue }
      let failures = check.failures(ofRow: cells, header: header)
      #expect(failures.isEmpty, "\(report.name): \(failures.joined(separator: "; "))")
      count += 1
    }
    #expect(count > 20)
  }

  @Test("some report has such a table")
  func some() {
    let tables = CommittedReport.all.flatMap { report in
      MetricTableCheck(report).map { $0.tables(of: report.firstScreen) } ?? []
    }
    #expect(!tables.isEmpty)
  }
}
