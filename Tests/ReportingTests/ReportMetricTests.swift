import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("Metrics of a report")
struct ReportMetricTests {
  private func value(_ id: String, of run: RunResult, control: RunResult? = nil) throws -> Double? {
    let metric = try #require(Metric.named(id))
    return metric.value(
      MetricSource(run: run, control: control, scenario: try ReportFixture.scenario()))
  }

  private let branch = ReportFixture.run(
    .init(seed: 1, path: "market-order", kept: 500, draw: 30))
  private let control = ReportFixture.run(
    .init(seed: 1, path: RunResult.controlName, kept: 0, draw: 0))

  @Test(
    "each metric is read as its definition says",
    arguments: [
      // 500 of 1,000 quote; 30 from the fund, which won 40 with what it took over; 20 on 10,000 quote;
      // 7,500 of 10,000 needed; 9,000 of 8,000 brought.
      ("recovered_equity", 50.0), ("loss_to_others", 30), ("fund_draw", 30), ("fund_trading", 40),
      ("equity_kept", 112.5), ("execution_shortfall", 20),
      ("shortfall_impact", 20), ("shortfall_queueing", 0), ("over_liquidation", 25),
      // A fall of 3,000 ticks against 2,000 in the control; 1 of 2 liquidations has a parent.
      ("price_amplification", 1.5), ("branching_ratio", 0.5), ("lowest_last", 56_000),
      ("overshoot", 40), ("depth_recovery", 7), ("time_in_liquidation", 3),
      // Both owners keep half; 50 lost by one who has 1,950 at the end.
      ("recovery_gini", 0),
      // 400 and 100 of 800 and 200 quote; of the first 200 after five minutes, which the second does not reach.
      ("owners_value_end", 50), ("owners_value_minute", 50), ("owners_value_five_minutes", 25),
      ("owners_value_median", 50), ("owners_value", 500), ("owners", 2), ("payers_loss", 30),
      ("largest_haircut", 2.5), ("messages", 9000),
    ])
  func definitions(id: String, expected: Double) throws {
    #expect(try value(id, of: branch, control: control) == expected)
  }

  @Test("what the fund loses with positions is a loss to others, what it wins no relief")
  func fundPositions() throws {
    var run = branch
    run.totals.fundTrading = -(run.totals.fundTrading)
    #expect(try value("loss_to_others", of: run) == 70)
  }

  @Test("a metric of liquidation does not exist in the control branch, one of the market does")
  func scope() throws {
    #expect(try value("loss_to_others", of: control, control: control) == nil)
    #expect(try value("recovered_equity", of: control, control: control) == nil)
    #expect(try value("lowest_last", of: control, control: control) == 57_000)
  }

  @Test("depth that never came back has no recovery time")
  func neverRecovered() throws {
    var run = branch
    run.totals.depthRecovery = nil
    #expect(try value("depth_recovery", of: run) == nil)
  }

  @Test("every metric has a name, a definition and one place")
  func catalogue() {
    let ids = Metric.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for kind in ContractKind.allCases {
      #expect(Set(Metric.all.map { $0.header(for: kind) }).count == ids.count)
    }
    for metric in Metric.all {
      #expect(metric.definition.hasSuffix("."), "\(metric.id)")
      #expect(metric.id.utf8.allSatisfy { $0 == 95 || (97...122).contains($0) }, "\(metric.id)")
    }
    #expect(
      Metric.all.prefix(3).map(\.id) == [
        "owners_value_end", "payers_loss", "execution_shortfall",
      ])
    guard case .array(let items) = Metric.json else { return #expect(Bool(false)) }
    #expect(items.count == ids.count)
    #expect(items[0]["better"] == .string("higher"))
  }

  @Test("the same path twice differs by exactly nothing")
  func samePath() throws {
    var comparison = try ReportFixture.ladderWins()
    comparison.runs = comparison.runs.map { run in
      guard run.path == "step-ladder",
        var copy = comparison.run(seed: run.seed, path: "market-order")
      else { return run }
      copy.path = "step-ladder"
      return copy
    }
    let sheet = MetricSheet(comparison)
    for metric in Metric.all {
      guard let difference = sheet.difference(metric, "step-ladder") else { continue }
      #expect(difference.differences.allSatisfy { $0 == 0 }, "\(metric.id)")
      #expect(difference.meanInterval?.low == 0 && difference.meanInterval?.high == 0)
    }
  }

  @Test("pairing shows in the variance that it saves")
  func pairing() throws {
    // Differences 10, 12, 11, 9 and four times 10.5 have variance 5 / 7; kept shares have 9 / 7 and 15 / 7.
    let sheet = MetricSheet(try ReportFixture.ladderWins())
    let metric = try #require(Metric.named("recovered_equity"))
    let saved = try #require(sheet.varianceReduction(metric, "step-ladder"))
    #expect((saved - 4.8).magnitude < 1e-9)
  }

  @Test(
    "an owner released and liquidated again counts once, from the first trigger to the last end")
  func ownersOnce() throws {
    var run = branch
    var again = run.liquidations[0]
    again.equityAtTrigger = ReportFixture.quote(390)
    again.equityAtEnd = ReportFixture.quote(100)
    run.liquidations.append(again)
    // 800 and 200 at first; 100 and 100 in the end.
    #expect(try value("recovered_equity", of: run) == 20)
  }

  @Test("a strategy is no owner, even where it is liquidated")
  func strategies() throws {
    var run = branch
    var own = run.liquidations[0]
    // The toy scenario has 1,000 accounts with owners; a strategy's comes after them.
    own.account = 1_000
    own.equityAtEnd = ReportFixture.quote(5_000)
    run.liquidations.append(own)
    #expect(try value("recovered_equity", of: run) == 50)
  }
}
