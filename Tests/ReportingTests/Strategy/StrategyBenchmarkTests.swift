import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("A strategy against its benchmark")
struct StrategyBenchmarkTests {
  private static let whole = StrategyFixture.capital

  /// A run of the round trip, held against something, and of a second strategy, which has made as much of each gain.
  private func comparison(
    against benchmark: StrategyBenchmark, share: Int64 = 100, capital: Money = whole,
    other: StrategyBenchmark = .index
  ) throws -> Comparison {
    var comparison = try StrategyFixture.roundTripRun()
    comparison.scenario.strategies[0].benchmark = benchmark
    comparison.scenario.strategies.append(
      StrategySlot(name: "toy-maker", parameters: "{}", capital: capital, benchmark: other))
    for place in comparison.runs.indices {
      var record = StrategyRecord(strategy: 1, account: 1001, capital: capital)
      record.seconds = StrategyFixture.roundTrip().seconds.map { sample in
        let gain = (sample.equityAtIndex - Self.whole).atoms * share / 100
        return StrategyFixture.sample(
          sample.second, equity: capital + Money(atoms: gain), index: sample.index.ticks)
      }
      record.wealth = record.seconds[59].equityAtIndex
      comparison.runs[place].strategies.append(record)
    }
    return comparison
  }

  private func report(_ comparison: Comparison) -> Report {
    ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
  }

  private func row(_ comparison: Comparison) -> [String: String] {
    StrategyFixture.row(["1", "market-order", "toy-maker[0]"], in: report(comparison))
  }

  // The round trip returns 0.330030 %, with a deviation of 9.067753 bp: see the tear sheet worked out by hand.
  @Test(
    "a twin of twice the size has the same returns, so that beta is one and nothing is above it")
  func twin() throws {
    let row = row(
      try comparison(
        against: .strategy("toy-maker[1]"), share: 200, capital: ReportFixture.quote(2000)))
    #expect(row["benchmark"] == "toy-maker[1]")
    #expect(row["benchmark_return_percent"] == "0.330030")
    #expect(row["excess_return_percent"] == "0.000000")
    #expect(row["beta"] == "1.000000")
    #expect(row["alpha_bp"] == "0.000000")
    #expect(row["tracking_error_bp"] == "0.000000")
    #expect(row["index_return_percent"] == "0.100000")
  }

  // Half of each return: beta two, no alpha, and as much above it as it has itself.
  @Test("against half of itself a strategy has a beta of two")
  func half() throws {
    let row = row(try comparison(against: .strategy("toy-maker[1]"), share: 50))
    #expect(row["benchmark_return_percent"] == "0.165015")
    #expect(row["excess_return_percent"] == "0.165015")
    #expect(row["beta"] == "2.000000")
    #expect(row["alpha_bp"] == "0.000000")
    #expect(row["tracking_error_bp"] == "4.533877")
  }

  @Test("against cash the excess is the return, and neither beta nor alpha exist")
  func cash() throws {
    let comparison = try comparison(against: .cash)
    let row = row(comparison)
    #expect(row["benchmark"] == "cash")
    #expect(row["benchmark_return_percent"] == "0.000000")
    #expect(row["excess_return_percent"] == row["return_percent"])
    #expect(row["beta"] == "" && row["alpha_bp"] == "")
    #expect(row["tracking_error_bp"] == row["volatility_bp"])
    let text = StrategyFixture.text("report.md", in: report(comparison))
    #expect(text.contains("It is held against cash. "))
    #expect(text.contains("| **Against cash** "))
    let beta = text.split(separator: "\n").first { $0.hasPrefix("| Beta to cash ") }
    #expect(beta?.split(separator: "|").dropFirst(2).allSatisfy { $0.contains(" - ") } == true)
    // The other one has the index as it was.
    #expect(text.contains("| **Against the index** ") && text.contains("| Beta to the index "))
    #expect(text.contains("| Beta to the benchmark "))
  }

  @Test("against a strategy without capital there is no return to compare with")
  func withoutCapital() throws {
    let row = row(try comparison(against: .strategy("toy-maker[1]"), share: 0, capital: .zero))
    for header in [
      "benchmark_return_percent", "excess_return_percent", "beta", "tracking_error_bp",
    ] {
      #expect(row[header] == "")
    }
  }

  @Test("where all have the same benchmark, a terminal and the definitions name it")
  func common() throws {
    func lines(_ other: StrategyBenchmark) throws -> [Substring] {
      report(try comparison(against: .cash, other: other)).answer.split(separator: "\n")
    }
    #expect(try lines(.cash).contains { $0.hasPrefix("Beta to cash ") })
    #expect(try lines(.index).contains { $0.hasPrefix("Beta to the benchmark ") })
    let text = StrategyFixture.text(
      "report.md", in: report(try comparison(against: .cash, other: .cash)))
    #expect(text.contains("Zero: cash earns no interest."))
    #expect(!text.contains("the benchmark"))
  }

  @Test("a benchmark has a column where one is named, and a member in the summary for programs")
  func files() throws {
    let usual = report(try comparison(against: .index))
    let named = report(try comparison(against: .strategy("toy-maker[1]")))
    func header(_ report: Report) -> [String] {
      CSVRows(StrategyFixture.text("strategies.csv", in: report)).header
    }
    #expect(!header(usual).contains { $0.contains("benchmark") })
    #expect(Array(header(named)[2...3]) == ["strategy", "benchmark"])
    #expect(
      Set(header(named)).subtracting(header(usual)) == ["benchmark", "benchmark_return_percent"])
    func members(_ report: Report) -> [JSONValue] {
      guard case .array(let all) = SummaryJSON.value(report, folder: "x")["strategies"] else {
        return []
      }
      return all
    }
    #expect(members(named)[0]["benchmark"] == .string("toy-maker[1]"))
    #expect(members(named)[1]["benchmark"] == nil && members(usual)[0]["benchmark"] == nil)
  }

  @Test("variants that differ in their benchmarks share their files and the words for them")
  func variants() throws {
    let labels = ["benchmark=index", "benchmark=cash"].map { VariantLabel(name: $0) }
    let all = [
      try comparison(against: .index), try comparison(against: .cash, other: .cash),
    ]
    for extent in [ReportExtent.compact, .full] {
      let report = ReportBuilder.report(
        FamilySheet(
          scenario: all[0].scenario,
          variants: zip(labels, all).map { VariantResult($0, $1, of: 2, extent: extent) }),
        paths: all[0].paths,
        origin: ReportOrigin(
          scenario: ReportFixture.scenarioText, isShipped: true, statedVenues: [], source: nil,
          folder: "toy", inputs: [], choices: []))
      let table = CSVRows(StrategyFixture.text("strategies.csv", in: report))
      #expect(table.rows.allSatisfy { $0.count == table.header.count })
      #expect(!table.header.contains("benchmark"))
      let text = StrategyFixture.text("report.md", in: report)
      #expect(text.contains("| Beta to the index ") && text.contains("| Beta to cash "))
      #expect(text.contains("Covariance of returns with those of the benchmark over"))
    }
  }
}
