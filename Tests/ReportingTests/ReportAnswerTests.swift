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

  @Test("a path that is better on every seed wins with its numbers, and who pays is named")
  func win() throws {
    // Means: 60.75 % against 50.25 %, the differences 9 to 12 points; 10 against 28.63 quote.
    let text = answer(try ReportFixture.ladderWins())
    #expect(
      text.contains(
        "Owners who breach where nobody is liquidated kept clearly more under `step-ladder` than under "
          + "`market-order`: 60.75 % against 50.25 % of what they had at that breach, valued at the end "
          + "of the run, a difference of +10.50 points"))
    #expect(text.contains("more on 8 of 8 seeds)."))
    #expect(
      text.contains(
        "lost clearly less under `step-ladder` than under `market-order`: 10 quote against 29 quote "
          + "a run against nobody being liquidated, a difference of -19 quote"))
    #expect(text.contains("less on 8 of 8 seeds)."))
    // Owners +105 and the fund +18.625 a run: the makers pay both.
    #expect(
      text.contains(
        "What these owners have more under `step-ladder` than under `market-order`, +105 quote a run, "
          + "others have less: makers -124, all others together +19."))
    #expect(text.contains("has the other sign beyond its interval."))
  }

  @Test("a path that is worse on every seed leaves the baseline on top")
  func loss() throws {
    let text = answer(
      try ReportFixture.comparison(
        kept: (
          [600, 640, 590, 600, 610, 605, 605, 610], [500, 520, 480, 510, 505, 500, 500, 505]
        ),
        draw: ([10, 12, 9, 11, 8, 10, 10, 10], [30, 20, 25, 40, 28, 29, 28, 29])))
    #expect(
      text.contains(
        "kept most under the baseline `market-order`, 60.75 % of what they had at that breach, valued at "
          + "the end of the run: clearly less under `step-ladder` (-10.50)."))
    #expect(
      text.contains(
        "lost least under the baseline `market-order`, 10 quote a run against nobody being liquidated: "
          + "clearly more under `step-ladder` (+19)."))
    #expect(text.contains("others have more: makers +124"))
  }

  @Test("where the tests do not agree nothing is claimed")
  func unclear() throws {
    let text = answer(
      try ReportFixture.comparison(
        kept: (
          [500, 600, 500, 600, 500, 600, 500, 600], [600, 500, 610, 500, 600, 500, 600, 500]
        ),
        draw: ([10, 30, 10, 30, 10, 30, 10, 30], [30, 10, 31, 10, 30, 10, 30, 10])))
    #expect(
      text.contains(
        "There is no clear difference in what owners kept until the end of the run: 55.00 % of what they "
          + "had at that breach, valued at the end of the run under `market-order`; the mean differences to "
          + "it are under `step-ladder` (+0.12)."))
    #expect(text.contains("There is no clear difference in what those without a choice lost"))
    #expect(!text.contains("clearly"))
  }

  @Test("one seed that carries the mean makes no difference clear")
  func oneSeed() throws {
    // Seven differences of one point and one of thirty: the interval excludes 0, but so it would with luck.
    let comparison = try ReportFixture.comparison(
      kept: (
        [500, 500, 500, 500, 500, 500, 500, 500], [801, 510, 490, 510, 490, 510, 510, 510]
      ),
      draw: ([Int64](repeating: 10, count: 8), [Int64](repeating: 10, count: 8)))
    #expect(!answer(comparison).contains("clearly"))
  }

  @Test("a difference below the smallest that matters is not clear, however certain")
  func immaterial() throws {
    let text = answer(
      try ReportFixture.comparison(
        kept: ([Int64](repeating: 500, count: 8), [Int64](repeating: 505, count: 8)),
        draw: ([Int64](repeating: 10, count: 8), [Int64](repeating: 19, count: 8))))
    #expect(!text.contains("clearly"))
  }

  @Test("where the moment of valuation turns the order, the answer says so")
  func horizons() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices where comparison.runs[place].path == "step-ladder" {
      for owner in comparison.runs[place].owners.indices {
        comparison.runs[place].owners[owner].afterOneMinute = ReportFixture.quote(50)
      }
    }
    // 100 of 1,000 quote against 50.25 %.
    #expect(
      answer(comparison).contains(
        "The moment of valuation decides under `step-ladder` (-40.25 after 1 min, +10.50 at the end), in "
          + "points against `market-order`."))
  }

  @Test("where nobody differs, the answer says so instead of comparing zeros")
  func nobodyPays() throws {
    let zero: [Int64] = [0, 0, 0]
    let text = answer(
      try ReportFixture.comparison(kept: ([500, 510, 520], [500, 510, 520]), draw: (zero, zero)))
    #expect(text.contains("kept exactly the same along every path on every seed: 51.00 %"))
    #expect(text.contains("lost exactly the same along every path on every seed: 0 quote"))
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
        "kept from 50.00 % (`market-order`) to 60.00 % (`step-ladder`) of what they had at that breach, "
          + "valued at the end of the run. "))
    // Three primary differences: 2^(1 - n) is at most 0.05 / 3 from n = 7 on.
    #expect(
      text.contains(
        ". With \(count) seed\(count == 1 ? "" : "s") nothing can be told from luck, so this is an "
          + "example and no finding: it would take 7."))
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
        "None of the 1,000 accounts was liquidated on any of 8 seeds, so the paths do not differ."))
    let summary = String(decoding: report.files[2].bytes, as: UTF8.self)
    #expect(!summary.contains("recovered_equity"))
    #expect(!summary.contains("execution_shortfall"))
    #expect(summary.contains("step-ladder,liquidated_accounts,count,8,0.000000"))
  }

  @Test("more paths than a sentence holds are counted, and the first and the last are named")
  func many() throws {
    // Eighteen differences are tested together, so it takes ten seeds.
    var comparison = try ReportFixture.comparison(
      kept: ([Int64](repeating: 500, count: 10), [Int64](repeating: 605, count: 10)),
      draw: ([Int64](repeating: 30, count: 10), [Int64](repeating: 10, count: 10)))
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
        "kept 50.25 % of what they had at that breach, valued at the end of the run under `market-order` "
          + "(mean of 8 seeds, 5th to 95th percentile 48.70 % to 51.65 %)."))
  }

  @Test("what the backstop provider lost is part of what those without a choice lost")
  func backstop() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices where comparison.runs[place].path == "step-ladder" {
      comparison.runs[place].incidence = Incidence([
        .breachedOwners: ReportFixture.quote(600), .backstop: ReportFixture.quote(-300),
        .makers: ReportFixture.quote(-300),
      ])
    }
    #expect(
      answer(comparison).contains(
        "lost least under the baseline `market-order`, 29 quote a run against nobody being liquidated: "
          + "clearly more under `step-ladder` (+271)."))
  }
}
