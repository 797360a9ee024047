import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("The section about strategies")
struct StrategySectionTests {
  private static let market: [Int64] = [10, 20, 15, 12, 18, 14, 16, 15]
  private static let ladder: [Int64] = [30, 45, 33, 31, 40, 36, 35, 38]
  private static let control: [Int64] = [-5, 2, 0, -4, 1, -3, 0, 1]

  private func report(
    market: [Int64] = market, ladder: [Int64] = ladder, control: [Int64] = control
  ) throws -> Report {
    ReportBuilder.report(
      try StrategyFixture.comparison(market: market, ladder: ladder, control: control),
      scenario: ReportFixture.scenarioText)
  }

  private func document(_ report: Report) -> String {
    StrategyFixture.text("report.md", in: report)
  }

  // Means 15, 36 and -1: 16 more than the control, the ladder 21 more than the market order.
  @Test("says in one sentence with what a strategy ended and what each path did to it")
  func sentence() throws {
    let text = document(try report())
    #expect(
      text.contains(
        "- `toy-maker`, with a capital of 1,000 quote, ended 1 min of `toy-crash` along `market-order` with a "
          + "mean profit of +15.00 quote (+1.500 %) over 8 seeds, between +10.00 and +20.00 by seed; against nobody being liquidated that is clearly "
          + "more, +16.00 quote (95 % interval "))
    #expect(text.contains("); against `market-order` clearly more along `step-ladder` (+21.00)."))
    #expect(text.contains("| `toy-maker` | `market-order` |         +15.00 |"))
    #expect(text.contains("at least 0.1 % of the strategy's capital"))
  }

  // A thousandth of 1,000 is 1.
  @Test("a change below what matters is not called clear, however certain")
  func material() throws {
    let flat = [Int64](repeating: 0, count: 8)
    var comparison = try StrategyFixture.comparison(market: flat, ladder: flat, control: flat)
    for place in comparison.runs.indices where comparison.runs[place].path == "step-ladder" {
      comparison.runs[place].strategies[0].wealth += StrategyFixture.money(0, 900_000)
    }
    let text = document(ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText))
    #expect(
      text.contains(
        "against nobody being liquidated that is no change on any seed; against `market-order` no clear difference "
          + "along `step-ladder` (+0.90)."))
  }

  @Test("with few seeds nothing is called clear, and the report says how many it takes")
  func fewSeeds() throws {
    let text = document(try report(market: [10, 20], ladder: [30, 45], control: [0, 0]))
    #expect(!text.contains("against nobody being liquidated that is clearly"))
    #expect(text.contains("); against `market-order` along `step-ladder` (+22.50)."))
    #expect(
      text.contains(
        "- With 2 seeds no change of a strategy's profit can be told from luck: it would take 7."))
    #expect(text.contains("Nothing is bold: with fewer than 7 seeds"))
  }

  @Test("what is the same along every path and without liquidation is said to be")
  func same() throws {
    let text = document(
      try report(market: Self.market, ladder: Self.market, control: Self.market))
    #expect(
      text.contains(
        "between +10.00 and +20.00 by seed; it is the same where nobody is liquidated, along every path."
      ))
  }

  @Test("a strategy that was liquidated is said to be, on how many seeds")
  func liquidated() throws {
    var comparison = try StrategyFixture.comparison(
      market: Self.market, ladder: Self.ladder, control: Self.control)
    for place in [0, 3] { comparison.runs[place].liquidations[0].account = 1000 }
    let text = document(ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText))
    #expect(text.contains("by seed, and was liquidated on 2 of 8 of them; against"))
    #expect(text.contains("|        2 of 8 |"))
  }

  @Test("a strategy that never traded and was refused what it asked for is said to")
  func idle() throws {
    var comparison = try StrategyFixture.comparison(
      market: Self.market, ladder: Self.ladder, control: Self.control)
    for place in comparison.runs.indices {
      comparison.runs[place].strategies[0].orders = StrategyOrders()
      comparison.runs[place].rejections = [
        RejectionCount(strategy: 0, reason: .quantityNotPositive, count: 3)
      ]
    }
    let text = document(ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText))
    #expect(
      text.contains(
        "by seed without a trade of its own, most of what it asked for being refused (`rejections.csv` says why); "
      ))
  }

  @Test("two strategies of one name are told apart by their places")
  func names() throws {
    var comparison = try StrategyFixture.comparison(
      market: Self.market, ladder: Self.ladder, control: Self.control)
    comparison.scenario.strategies.append(comparison.scenario.strategies[0])
    for place in comparison.runs.indices {
      comparison.runs[place].strategies.append(
        StrategyFixture.ending(1, profit: StrategyFixture.money(7)))
    }
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    #expect(
      StrategyFixture.row(["1", "control", "toy-maker[1]"], in: report)["profit_quote"]
        == "7.000000")
    #expect(document(report).contains("### `toy-maker[0]`"))
  }

  @Test("a report without a strategy has neither section nor files of strategies")
  func none() throws {
    let report = ReportBuilder.report(
      try ReportFixture.ladderWins(), scenario: ReportFixture.scenarioText)
    #expect(!document(report).contains("## Strategies"))
    #expect(!report.files.contains { $0.name.contains("strateg") })
  }

  @Test("a run prints the main figures of each strategy on the terminal")
  func terminal() throws {
    let report = ReportBuilder.report(
      try StrategyFixture.roundTripRun(), scenario: ReportFixture.scenarioText)
    let lines = report.answer.split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("Strategy ") })
    let table = lines[start...].prefix { !$0.hasPrefix("One seed.") }
    #expect((12...20).contains(table.count))
    #expect(table.contains { $0.hasPrefix("Profit") && $0.hasSuffix("3.30") })
    #expect(table.contains { $0.hasPrefix("Markout as maker, 10 s") && $0.hasSuffix("-1.00") })
    #expect(table.contains { $0.hasPrefix("Liquidations") && $0.hasSuffix(" 0") })
    #expect(
      lines.last
        == "One seed. Ratios are of returns for 1 s, 60 of them in a run of 1 min, not annualised.")
  }

  @Test("a comparison prints a sentence for each strategy on the terminal")
  func sentences() throws {
    #expect(try report().answer.contains("\n`toy-maker`, with a capital of 1,000 quote, ended"))
  }

  @Test("the summary for programs has every figure and what each path did")
  func summary() throws {
    let summary = SummaryJSON.value(try report(), folder: "x")
    guard case .array(let strategies) = summary["strategies"], let strategy = strategies.first,
      case .array(let paths) = strategy["paths"], paths.count == 3
    else {
      Issue.record("one strategy along two paths and the control is expected")
      return
    }
    #expect(strategy["strategy"] == .string("toy-maker"))
    #expect(paths[1]["againstBaseline"]?["difference"] == .number("21.000000"))
    #expect(paths[1]["againstBaseline"]?["clear"] == .boolean(true))
    #expect(paths[0]["againstControl"]?["difference"] == .number("16.000000"))
    #expect(paths[0]["againstBaseline"] == nil)
    guard case .array(let figures) = paths[0]["figures"] else { return }
    #expect(figures[0]["figure"] == .string("profit"))
    #expect(figures[0]["mean"] == .number("15.000000"))
  }

  @Test("several variants have a section and rows each, of the main figures")
  func variants() throws {
    let comparison = try StrategyFixture.comparison(
      market: Self.market, ladder: Self.ladder, control: Self.control)
    let labels = ["fast", "slow"].map { VariantLabel(name: $0) }
    let report = ReportBuilder.report(
      FamilySheet(
        scenario: comparison.scenario,
        variants: labels.map { VariantResult($0, comparison, of: 2) }),
      paths: comparison.paths,
      origin: ReportOrigin(
        scenario: ReportFixture.scenarioText, isShipped: true, statedVenues: [], source: nil,
        folder: "toy", inputs: [], choices: []))
    let table = CSVRows(StrategyFixture.text("strategies.csv", in: report))
    #expect(table.rows.count == 2 * 8 * 3)
    #expect(
      Array(table.header.prefix(5)) == ["variant", "seed", "path", "strategy", "profit_quote"])
    #expect(!table.header.contains("calmar") && table.header.contains("sharpe"))
    #expect(!report.files.contains { $0.name.hasPrefix("strategy-") })
    let text = document(report)
    #expect(text.split(separator: "\n").count { $0 == "### Strategies" } == 2)
    #expect(text.contains("## What the figures of strategies are"))
    guard case .array(let variants) = SummaryJSON.value(report, folder: "x")["variants"] else {
      Issue.record("variants are expected")
      return
    }
    #expect(variants.allSatisfy { $0["strategies"] != nil })
  }
}
