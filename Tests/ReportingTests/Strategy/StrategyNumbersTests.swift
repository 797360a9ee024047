import Foundation
import Reporting
import Testing

@Suite("The numbers of the section about strategies")
struct StrategyNumbersTests {
  /// A report's section about strategies and the file that its numbers come from.
  private struct Section {
    /// The sentences and the rows of the first table.
    let lines: [String]
    /// The values of figures by seed, by strategy and path.
    let values: [String: [String: [String: [Double?]]]]
    let header: [String]
    let strategies: [String]

    init?(report text: String, file: String) {
      let all = text.split(separator: "\n").map(String.init)
      guard let start = all.firstIndex(of: "## Strategies") else { return nil }
      let section = all[(start + 1)...].prefix { !$0.hasPrefix("#") && !$0.hasPrefix("!") }
      lines = section.filter { $0.hasPrefix("- `") || $0.hasPrefix("|") }
      let table = CSVRows(file)
      header = table.header
      var values: [String: [String: [String: [Double?]]]] = [:]
      var strategies: [String] = []
      for row in table.rows {
        if !strategies.contains(row[2]) { strategies.append(row[2]) }
        for (place, cell) in row.enumerated() where place > 2 {
          values[row[2], default: [:]][row[1], default: [:]][header[place], default: []]
            .append(Double(cell))
        }
      }
      self.values = values
      self.strategies = strategies
    }

    func profits(_ strategy: String, _ path: String) -> [Double] {
      (values[strategy]?[path]?["profit_quote"] ?? []).compactMap { $0 }
    }

    /// Means of figures, ends of profits, differences to others with their intervals, and counts.
    func numbers(_ strategy: String) -> [Double] {
      var numbers: [Double] = []
      let paths = values[strategy] ?? [:]
      for (path, figures) in paths {
        for (figure, cells) in figures {
          let known = cells.compactMap { $0 }
          if !known.isEmpty { numbers.append(known.reduce(0, +) / Double(known.count)) }
          if figure == "profit_quote" { numbers += known }
          if figure == "liquidations" { numbers.append(Double(known.count { $0 > 0 })) }
          numbers.append(Double(known.count))
        }
        for other in paths.keys where other != path {
          let pair = PairedComparison(
            path: profits(strategy, path), baseline: profits(strategy, other),
            preference: .higher, stream: MetricSheet.bootstrapStream)
          numbers += [pair?.mean, pair?.meanInterval?.low, pair?.meanInterval?.high]
            .compactMap { $0 }
        }
      }
      return numbers
    }
  }

  private func tokens(_ section: Section) -> [(strategy: String, token: NumberToken)] {
    var strategy = ""
    var tokens: [(strategy: String, token: NumberToken)] = []
    for line in section.lines {
      strategy = section.strategies.first { line.contains("`\($0)`") } ?? strategy
      if line.hasPrefix("| Strategy") || line.hasPrefix("| ---") { continue }
      // How long a run is stands in the scenario.
      let text = line.replacing(/ended [0-9]+ m?s/, with: "ended")
      tokens += NumberToken.all(in: text).map { (strategy, $0) }
    }
    return tokens
  }

  private func check(_ section: Section) {
    var numbers: [String: [Double]] = [:]
    for strategy in section.strategies { numbers[strategy] = section.numbers(strategy) }
    var found = 0
    let all = tokens(section)
    for (strategy, token) in all {
      let own = numbers[strategy] ?? []
      #expect(own.contains { token.isRounded($0) }, "\(token.text) of \(strategy)")
      let digits = token.text.filter { $0.isNumber }.count
      if digits < 4 { continue }
      var unit = 1.0
      for _ in 0..<token.decimals { unit /= 10 }
      let wrong = NumberToken(
        value: token.value + 3 * unit, decimals: token.decimals, path: nil, text: "")
      if !own.contains(where: { wrong.isRounded($0) }) { found += 1 }
    }
    #expect(all.count > 10 && found > 0)
  }

  @Test("each can be recomputed from strategies.csv")
  func fixture() throws {
    let report = ReportBuilder.report(
      try StrategyFixture.comparison(
        market: [1000, 2013, 1511, 1277, 1816, 1414, 1655, 1538],
        ladder: [3011, 4515, 3310, 3117, 4099, 3622, 3571, 3804],
        control: [-511, 203, 0, -418, 177, -391, 9, 101]),
      scenario: ReportFixture.scenarioText)
    let section = try #require(
      Section(
        report: StrategyFixture.text("report.md", in: report),
        file: StrategyFixture.text("strategies.csv", in: report)))
    check(section)
  }

  @Test(
    "each can be recomputed in committed reports of one variant", arguments: CommittedReport.all)
  func committed(report: CommittedReport) {
    guard let file = report.text("strategies.csv"), let text = report.text("report.md"),
      !file.hasPrefix("variant,"), let section = Section(report: text, file: file)
    else { return }
    check(section)
  }

  // The difference of profits to the control, summed over strategies, is what the group of strategies has more.
  @Test(
    "profits sum with the table of who pays in committed reports", arguments: CommittedReport.all)
  func incidence(report: CommittedReport) throws {
    guard let sheets = report.table("strategies.csv"), let pays = report.table("incidence.csv")
    else { return }
    let profit = try #require(sheets.column("profit_quote", "profit_coin"))
    let strategy = try #require(sheets.column("strategy"))
    let change = try #require(pays.column("change_quote", "change_coin"))
    let group = try #require(pays.column("group"))
    // By variant, seed and path; in atoms, so that sums are exact.
    var profits: [[String]: Int64] = [:]
    for row in sheets.rows { profits[Array(row[..<strategy]), default: 0] += atoms(row[profit]) }
    var count = 0
    for row in pays.rows where row[group] == "strategies" {
      let words = Array(row[..<(group - 1)])
      let own = try #require(profits[words])
      let control = try #require(profits[words.dropLast() + ["control"]])
      #expect(own - control == atoms(row[change]), "\(report.name): \(words)")
      count += 1
    }
    #expect(count > 0)
  }

  private func atoms(_ text: String) -> Int64 { Int64(text.replacing(".", with: "")) ?? 0 }
}
