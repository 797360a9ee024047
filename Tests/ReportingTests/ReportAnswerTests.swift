import Reporting
import Simulation
import Testing
import Units

@Suite("The answer of a report")
struct ReportAnswerTests {
  private func answer(_ comparison: Comparison) -> String {
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let text = String(decoding: report.files[0].bytes, as: UTF8.self)
    return text.split(separator: "\n").first { $0.hasPrefix("**Answer.**") }.map { String($0) }
      ?? ""
  }

  @Test("a path that is better on every seed wins with its numbers")
  func win() throws {
    // Means: 60.75 % against 50.25 %, the differences 9 to 12 points; 10 against 28.67 quote.
    let text = answer(try ReportFixture.ladderWins())
    #expect(
      text.contains(
        "Owners kept clearly more under `step-ladder` than under `market-order`: 60.75 % against "
          + "50.25 % of the equity they had when their liquidation began, a difference of +10.50 points"
      ))
    #expect(text.contains("more on 6 of 6 seeds)."))
    #expect(
      text.contains(
        "lost clearly less under `step-ladder` than under `market-order`: 10 quote against 29 quote "
          + "per run on average, a difference of -19 quote"))
    #expect(text.contains("less on 6 of 6 seeds)."))
  }

  @Test("a path that is worse on every seed leaves the baseline on top")
  func loss() throws {
    let text = answer(
      try ReportFixture.comparison(
        kept: ([600, 640, 590, 600, 610, 605], [500, 520, 480, 510, 505, 500]),
        draw: ([10, 12, 9, 11, 8, 10], [30, 20, 25, 40, 28, 29])))
    #expect(
      text.contains(
        "Owners kept most under the baseline `market-order`, 60.75 % of the equity they had when "
          + "their liquidation began: clearly less under `step-ladder` (-10.50)."))
    #expect(
      text.contains(
        "lost least under the baseline `market-order`, 10 quote per run on average: clearly more "
          + "under `step-ladder` (+19)."))
  }

  @Test("where the interval includes 0 nothing is claimed")
  func unclear() throws {
    let text = answer(
      try ReportFixture.comparison(
        kept: ([500, 600, 500, 600, 500, 600], [600, 500, 610, 500, 600, 500]),
        draw: ([10, 30, 10, 30, 10, 30], [30, 10, 31, 10, 30, 10])))
    #expect(
      text.contains(
        "There is no clear difference in what owners kept: 55.00 % of the equity they had when their "
          + "liquidation began under `market-order`, and every 95 % interval of a difference to it "
          + "includes 0: under `step-ladder` (+0.17)."))
    #expect(text.contains("no clear difference in what the insurance fund and deleveraged"))
    #expect(!text.contains("clearly"))
  }

  @Test("where nobody else pays, the answer says so instead of comparing zeros")
  func nobodyPays() throws {
    let zero: [Int64] = [0, 0, 0]
    let text = answer(
      try ReportFixture.comparison(
        kept: ([500, 510, 520], [500, 510, 520]), draw: (zero, zero)))
    #expect(text.contains("Owners kept exactly the same along every path on every seed: 51.00 %"))
    #expect(
      text.contains(
        "Nobody else lost anything: neither the insurance fund nor a deleveraged counterparty paid on "
          + "any seed along any path."))
  }

  @Test("few seeds are an example and no finding, however far apart the paths", arguments: [1, 5])
  func fewSeeds(count: Int) throws {
    let all = (
      market: [Int64](repeating: 500, count: count), ladder: [Int64](repeating: 600, count: count)
    )
    let comparison = try ReportFixture.comparison(kept: all, draw: all)
    let text = answer(comparison)
    #expect(
      text.contains(
        "Owners kept from 50.00 % (`market-order`) to 60.00 % (`step-ladder`) of the equity they had "
          + "when their liquidation began. "))
    #expect(
      text.contains(
        ". With \(count) seed\(count == 1 ? "" : "s") nothing can be told from luck, so this is an "
          + "example and no finding."))
    #expect(text.ranges(of: "no finding").count == 1)
    #expect(!text.contains("clearly"))
  }

  @Test("without a liquidation the paths do not differ, and no table pretends they do")
  func noLiquidation() throws {
    var comparison = try ReportFixture.ladderWins()
    comparison.runs = comparison.runs.map { run in
      var calm = RunResult(seed: run.seed, path: run.path)
      calm.prices = run.prices
      calm.digests = run.digests
      return calm
    }
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    #expect(
      answer(comparison).contains(
        "None of the 1,000 accounts was liquidated on any of 6 seeds, so the paths do not differ."))
    let summary = String(decoding: report.files[2].bytes, as: UTF8.self)
    #expect(!summary.contains("recovered_equity"))
    #expect(!summary.contains("execution_shortfall"))
    #expect(summary.contains("step-ladder,liquidated_accounts,count,6,0.000000"))
  }

  @Test("more paths than a sentence holds are counted, and the first and the last are named")
  func many() throws {
    var comparison = try ReportFixture.ladderWins()
    let ladder = comparison.runs.filter { $0.path == "step-ladder" }
    let description = try #require(comparison.paths.first { $0.name == "step-ladder" })
    for place in 1...5 {
      comparison.paths.insert(
        (name: "ladder-\(place)", summary: description.summary), at: 1 + place)
      comparison.runs += ladder.map { run in
        var copy = run
        copy.path = "ladder-\(place)"
        return copy
      }
    }
    #expect(
      answer(comparison).contains(
        "; clearly more also under 5 others, from `ladder-1` (+10.50) to `ladder-5` (+10.50)."))
  }

  @Test("a single path is described and compared with nothing")
  func singlePath() throws {
    var comparison = try ReportFixture.ladderWins()
    comparison.paths.remove(at: 1)
    comparison.runs.removeAll { $0.path == "step-ladder" }
    let text = answer(comparison)
    #expect(
      text.contains(
        "Owners kept 50.25 % of the equity they had when their liquidation began under `market-order` "
          + "(mean of 6 seeds, 5th to 95th percentile 48.50 % to 51.75 %)."))
  }

  @Test("what the backstop provider lost is told, since it is not counted")
  func backstop() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices where comparison.runs[place].path == "step-ladder" {
      comparison.runs[place].totals.backstopProfit = ReportFixture.quote(-300)
    }
    #expect(
      answer(comparison).hasSuffix(
        "; not counted is the result of the backstop provider, -300 quote under `step-ladder`."))
  }
}
