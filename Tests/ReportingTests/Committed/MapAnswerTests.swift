import Testing

@Suite("The answer of a committed map")
struct MapAnswerTests {
  private static var maps: [CommittedReport] {
    CommittedReport.all.filter { report in
      report.header("variants.csv").contains { $0.hasPrefix("axis_") }
    }
  }

  /// The cells of a path and metric that are clear, with the sign of their difference.
  private func clear(_ table: CSVRows, _ path: String, _ metric: String) -> [Double] {
    guard let paths = table.column("path"), let metrics = table.column("metric"),
      let clear = table.column("clear"), let difference = table.column("difference")
    else { return [] }
    return table.rows.filter {
      $0[paths] == path && $0[metrics] == metric && $0[clear] == "yes"
    }.compactMap { Double($0[difference]) }
  }

  @Test("counts the cells that its table calls clear", arguments: maps)
  func counts(report: CommittedReport) throws {
    let table = try #require(report.table("variants.csv"))
    let answer = try #require(report.firstScreen.first { $0.hasPrefix("**Answer.**") })
    // The sentences begin in the order of these metrics.
    let metrics = [
      ("owners_value_end", "Owners' value", 1.0),
      ("payers_loss", "The loss of those without a choice", -1.0),
      ("execution_shortfall", "The shortfall of what forced orders traded", -1.0),
    ]
    let paths = try #require(table.column("path"))
    let baseline = try #require(table.rows.first)[paths]
    for (metric, start, sign) in metrics {
      let sentence = try #require(answer.firstRange(of: start).map { answer[$0.lowerBound...] })
      for path in Set(table.rows.map { $0[paths] }) where path != baseline {
        let cells = clear(table, path, metric)
        let words = try #require(sentence.firstRange(of: "`\(path)` is clearly better in "))
        let text = sentence[words.upperBound...]
        let better = text.prefix { $0.isNumber }
        let worse = try #require(text.firstRange(of: "clearly worse in "))
        let count = text[worse.upperBound...].prefix { $0.isNumber }
        #expect(Int(better) == cells.count { $0 * sign > 0 }, "\(metric) of \(path)")
        #expect(Int(count) == cells.count { $0 * sign < 0 }, "\(metric) of \(path)")
      }
    }
  }

  @Test("there is such a map")
  func some() { #expect(!Self.maps.isEmpty) }
}
