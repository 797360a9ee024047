import Reporting
import Testing

@Suite("The summary for programs")
struct SummaryJSONTests {
  /// What the summary says of the ladder's metrics, by name.
  private func metrics(_ report: Report) throws -> [String: JSONValue] {
    let summary = SummaryJSON.value(report, folder: "Reports/toy")
    guard case .array(let paths) = summary["paths"], paths.count == 2,
      case .array(let metrics) = paths[1]["metrics"]
    else {
      Issue.record("two paths with metrics are expected")
      return [:]
    }
    var named: [String: JSONValue] = [:]
    for metric in metrics {
      guard case .string(let name) = metric["metric"] else { continue }
      named[name] = metric
    }
    return named
  }

  private func report(
    kept: (market: [Int64], ladder: [Int64]), draw: (market: [Int64], ladder: [Int64])
  ) throws -> Report {
    ReportBuilder.report(
      try ReportFixture.comparison(kept: kept, draw: draw), scenario: ReportFixture.scenarioText)
  }

  // Eight differences of one sign: 2 / 2^8 times three tests.
  @Test("a clear difference is clear, with the p-value and the size that it took")
  func clear() throws {
    let report = ReportBuilder.report(
      try ReportFixture.ladderWins(), scenario: ReportFixture.scenarioText)
    let owners = try #require(try metrics(report)["owners_value_end"])
    #expect(owners["clear"] == .boolean(true))
    #expect(owners["holmP"] == .number("0.023438"))
    #expect(owners["smallestMaterial"] == .number("1.000000"))
    #expect(SummaryJSON.value(report, folder: "x")["seedsMin"] == .integer(7))
  }

  @Test("it says clear where the table of differences does, and nowhere else")
  func agrees() throws {
    let reports = [
      ReportBuilder.report(
        try ReportFixture.ladderWins(), scenario: ReportFixture.scenarioText),
      // Certain and below what matters; one seed that carries the mean; too few seeds.
      try report(
        kept: ([Int64](repeating: 500, count: 8), [Int64](repeating: 505, count: 8)),
        draw: ([Int64](repeating: 10, count: 8), [Int64](repeating: 19, count: 8))),
      try report(
        kept: ([Int64](repeating: 500, count: 8), [801, 510, 490, 510, 490, 510, 510, 510]),
        draw: ([Int64](repeating: 10, count: 8), [Int64](repeating: 10, count: 8))),
      try report(kept: ([500, 500], [600, 600]), draw: ([30, 30], [10, 10])),
    ]
    var said: Set<Bool> = []
    for report in reports {
      let file = try #require(report.files.first { $0.name == "differences.csv" })
      let table = CSVRows(String(decoding: file.bytes, as: UTF8.self))
      let metrics = try metrics(report)
      for row in table.rows where row[0] == "step-ladder" {
        guard let metric = metrics[row[2]] else { continue }
        let isClear = row[row.count - 1] == "yes"
        said.insert(isClear)
        #expect(metric["clear"] == .boolean(isClear), "\(row[2])")
      }
    }
    #expect(said == [true, false])
  }
}
