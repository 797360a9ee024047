import Liquidation
import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("The tail of a report")
struct ReportTailTests {
  /// The rows of `tail.csv` of a path as "quantity measure level: estimate of n".
  private func rows(_ comparison: Comparison, path: String) throws -> [String: [String]] {
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let file = try #require(report.files.first { $0.name == "tail.csv" })
    var rows: [String: [String]] = [:]
    for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      if cells[0] != path { continue }
      let key = cells[1...3].filter { !$0.isEmpty }.joined(separator: " ")
      rows[key] = Array(cells[4...])
    }
    return rows
  }

  /// Two seeds whose larger liquidation sold 0.2 at 58,123.40 against a trigger at 58,500; the other bought 0.01 at
  /// 58,600.
  private func comparison() throws -> Comparison {
    var comparison = try ReportFixture.comparison(
      kept: ([500, 0], [600, 640]), draw: ([30, 0], [0, 0]))
    for place in comparison.runs.indices where !comparison.runs[place].liquidations.isEmpty {
      comparison.runs[place].liquidations[0].executed = Quantity(lots: 200)
      comparison.runs[place].liquidations[0].executedNotional = Money(atoms: 11_624_680_000)
      comparison.runs[place].liquidations[1].executed = Quantity(lots: 10)
      comparison.runs[place].liquidations[1].executedNotional = Money(atoms: 586_000_000)
    }
    return comparison
  }

  // (58,500 - 58,123.4) / 58,500 = 64.376 bp of 11,700 quote; (58,600 - 58,500) / 58,500 = 17.094 bp of 585.
  @Test("the worst liquidations are those that traded worst against their trigger price")
  func executionShortfall() throws {
    let rows = try rows(try comparison(), path: "market-order")
    let worst = try #require(rows["execution_shortfall threshold 0.990"])
    #expect(Array(worst[..<5]) == ["bp", "liquidations", "4", "2", "64.376068"])
    #expect(rows["execution_shortfall expected_shortfall 0.975"]?[4] == "64.376068")
    #expect(rows["execution_shortfall expected_shortfall 0.990"]?[4] == "64.376068")
  }

  @Test("of an inverse contract a long is sold for more coins and a short bought for fewer")
  func inverse() throws {
    var comparison = try ReportFixture.comparison(kept: ([500], [500]), draw: ([0], [0]))
    comparison.scenario.instrument = try Instrument(
      symbol: "COIN", priceDecimals: 1, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
      makerFee: .zero, takerFee: .zero, kind: .inverse, moneyDecimals: 8)
    // 10,000 quote at 50,000 are 0.2 coins; sold at 40,000 they are 0.25.
    var long = comparison.runs[0].liquidations[0]
    long.triggerPrice = Price(ticks: 500_000)
    long.executed = Quantity(lots: 10_000)
    long.executedNotional = Money(atoms: 25_000_000)
    // Bought at 40,000, where the trigger was 50,000, is a gain for the short.
    var short = long
    short.side = .sell
    for (item, expected) in [(long, "2500.000000"), (short, "-2500.000000")] {
      comparison.runs[0].liquidations = [item]
      let rows = try rows(comparison, path: "market-order")
      #expect(rows["execution_shortfall threshold 0.990"]?[4] == expected)
    }
  }

  @Test(
    "owners lose what they had at the breach less what they have at the end, and count once each")
  func owners() throws {
    // Seed 1: both keep half; seed 2: neither keeps anything.
    let rows = try rows(try comparison(), path: "market-order")
    #expect(
      rows["owners_loss threshold 0.990"]?.prefix(5) == [
        "percent", "owners", "4", "2", "100.000000",
      ])
    #expect(rows["owners_loss expected_shortfall 0.975"]?[4] == "100.000000")
    #expect(
      rows["owners_with_nothing probability"]?.prefix(5) == [
        "percent", "owners", "4", "2", "50.000000",
      ])
    // The ladder's owners keep 60 and 64 %.
    let ladder = try self.rows(try comparison(), path: "step-ladder")
    #expect(ladder["owners_loss threshold 0.990"]?[4] == "40.000000")
    #expect(ladder["owners_with_nothing probability"]?[4] == "0.000000")
    // In the control they keep nothing; of forced orders and the fund it has no rows.
    let control = try self.rows(try comparison(), path: RunResult.controlName)
    #expect(control["owners_with_nothing probability"]?[4] == "100.000000")
    #expect(control.count == 4)
  }

  // Of two seeds one drew 30: Clopper and Pearson's limits of 1 of 2 are 1 - 0.975^(1/2) and 0.975^(1/2).
  @Test("a draw has its chance with exact limits and its mean over all runs")
  func draw() throws {
    let rows = try rows(try comparison(), path: "market-order")
    #expect(
      rows["fund_draw probability"] == [
        "percent", "seeds", "2", "2", "50.000000", "1.257912", "98.742088",
      ])
    #expect(rows["fund_draw mean"]?.prefix(5) == ["quote", "seeds", "2", "2", "15.000000"])
    #expect(rows["deleveraged_accounts probability"]?[4] == "0.000000")
  }

  @Test("a fund that runs dry has its time, and a run in which it does not counts whole")
  func exhaustion() throws {
    var comparison = try comparison()
    let none = try rows(comparison, path: "market-order")
    #expect(none["fund_exhausted probability"]?[4] == "0.000000")
    #expect(none["fund_exhausted median"]?[4] == "")
    #expect(none["fund_exhausted restricted_mean"]?[4] == "60.000000")
    // Dry at the end of second 30, which is 31 s, on the first seed only.
    for second in 30..<40 { comparison.runs[0].prices[second].fund = .zero }
    let one = try rows(comparison, path: "market-order")
    #expect(one["fund_exhausted probability"]?[4] == "50.000000")
    #expect(one["fund_exhausted median"]?[4] == "31.000000")
    #expect(one["fund_exhausted restricted_mean"]?[4] == "45.500000")
  }

  // As above, on eight seeds: 11,700 quote at 64.4 bp are more than the worst 2.5 %; the ladder's larger liquidation
  // sells at its trigger price, so that the small one's 17.1 bp on 585 of 12,285 quote are the worst.
  @Test("the answer says how the worst of what was traded fared, where seeds are enough")
  func answer() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices where !comparison.runs[place].liquidations.isEmpty {
      let isLadder = comparison.runs[place].path == "step-ladder"
      comparison.runs[place].liquidations[0].executed = Quantity(lots: 200)
      comparison.runs[place].liquidations[0].executedNotional =
        isLadder ? Money(atoms: 11_700_000_000) : Money(atoms: 11_624_680_000)
      comparison.runs[place].liquidations[1].executed = Quantity(lots: 10)
      comparison.runs[place].liquidations[1].executedNotional = Money(atoms: 586_000_000)
      // Enough of them that the worst 2.5 % are some.
      comparison.runs[place].liquidations = Array(
        repeating: comparison.runs[place].liquidations, count: 20
      ).flatMap { $0 }
    }
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    #expect(
      report.answer.contains(
        "The worst 2.5 % of what forced orders traded in the book were on average 64 bp worse than the trigger "
          + "price under `market-order`, 17 bp under `step-ladder`."))
    let few = ReportBuilder.report(
      try self.comparison(), scenario: ReportFixture.scenarioText)
    #expect(!few.answer.contains("The worst"))
  }

  @Test("the section says who is counted, and leaves out times that nobody came to")
  func section() throws {
    let comparison = try comparison()
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let text = String(decoding: report.files[0].bytes, as: UTF8.self)
    #expect(text.contains("\n## The tail\n"))
    #expect(text.contains("| Owners left with nothing (%) "))
    #expect(text.contains("(4 liquidations)") && text.contains("(4 owners)"))
    #expect(text.contains("| Fund exhausted, probability (%) "))
    #expect(!text.contains("median time"))
    #expect(!text.contains("not reached"))
  }

  @Test(
    "where the worst owners lose everything whatever the path, one sentence says it for three rows")
  func worstLoseAll() throws {
    func text(_ comparison: Comparison) -> String {
      let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
      return String(decoding: report.files[0].bytes, as: UTF8.self)
    }
    let all = text(try ReportFixture.comparison(kept: ([0, 0], [0, 0]), draw: ([0, 0], [0, 0])))
    #expect(all.contains(" The worst owners lose everything along every path."))
    #expect(!all.contains("| Owners' loss, "))
    let some = text(try comparison())
    #expect(!some.contains("lose everything"))
    #expect(some.contains("| Owners' loss, worst 1 % from (%)"))
  }
}
