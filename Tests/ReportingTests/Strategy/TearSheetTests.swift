import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("Tear sheets worked out by hand")
struct TearSheetTests {
  // The fixture says what happens. Returns are for one second: -0.003 in second 10, +0.0063003 in second 40, else none.
  @Test(
    "a round trip at known prices",
    arguments: [
      ("profit_quote", "3.300300"), ("return_percent", "0.330030"),
      ("equity_at_index_quote", "1003.300300"), ("equity_at_mark_quote", "1003.300300"),
      ("capital_quote", "1000.000000"), ("drawdown_quote", "3.000000"),
      ("drawdown_of_peak_percent", "0.300000"), ("drawdown_length_s", "31"),
      ("under_water_s", "30"), ("return_bucket_s", "1"), ("returns", "60"),
      ("volatility_bp", "9.067753"), ("sharpe", "0.060660"), ("sharpe_error_normal", "0.129218"),
      ("sharpe_error", "0.111821"), ("sortino", "0.142022"), ("calmar", "1.100100"),
      ("index_return_percent", "0.100000"), ("excess_return_percent", "0.230030"),
      ("beta", "6.351147"), ("alpha_bp", "-0.508475"), ("tracking_error_bp", "7.919616"),
      ("turnover_quote", "12006.000000"), ("turnover_ratio", "12.006000"), ("maker_trades", "1"),
      ("taker_trades", "1"), ("orders", "3"), ("cancels", "0"), ("replacements", "0"),
      ("refused", "0"), ("fill_ratio_percent", "66.666667"), ("maker_share_percent", "50.000000"),
      ("queue_time_s", "5.000000"), ("closing_trades", "1"), ("hit_rate_percent", "100.000000"),
      ("inventory_mean_base", "0.050000"), ("inventory_max_base", "0.100"),
      // 6,000 over 1,000 for half of the seconds.
      ("exposure", "3.000000"), ("fees_quote", "3.000000"), ("rebates_quote", "0.300300"),
      ("funding_quote", "0.000000"), ("penalties_quote", "0.000000"),
      ("adjustments_quote", "0.000000"),
      // Sold at 60,060 with the mid at 60,057, then at 60,066 ten seconds later.
      ("maker_effective_spread_bp", "0.999001"), ("maker_realised_spread_bp", "-1.998002"),
      ("maker_markout_100ms_bp", "0.499500"), ("maker_markout_1s_bp", "0.000000"),
      ("maker_markout_10s_bp", "-0.999001"), ("maker_markout_1min_bp", ""),
      // Bought at 60,000 with the mid at 60,000.05, 60,003 and 60,060 after it.
      ("taker_markout_100ms_bp", "0.008333"), ("taker_markout_1s_bp", "0.500000"),
      ("taker_markout_10s_bp", ""), ("taker_markout_1min_bp", "10.000000"),
      ("liquidation_distance_percent", "0.833333"), ("near_liquidation_s", "1"),
      ("liquidations", "0"), ("forced_trades", "0"),
    ])
  func roundTrip(figure: (header: String, value: String)) throws {
    let report = ReportBuilder.report(
      try StrategyFixture.roundTripRun(), scenario: ReportFixture.scenarioText)
    let row = StrategyFixture.row(["1", "market-order", "toy-maker"], in: report)
    #expect(row[figure.header] == figure.value)
  }

  @Test("every figure of the file is worked out above, in this order")
  func complete() throws {
    let report = ReportBuilder.report(
      try StrategyFixture.roundTripRun(), scenario: ReportFixture.scenarioText)
    let header = CSVRows(StrategyFixture.text("strategies.csv", in: report)).header
    #expect(
      Array(header.prefix(5)) == ["seed", "path", "strategy", "profit_quote", "return_percent"])
    #expect(header.count == 3 + 57)
  }

  // Capital 1,000; a long of 0.1 from 60,000 is liquidated at 50,500 and the account left with 20, of which a fee of 25 was
  // paid.
  @Test("a liquidation at a known price")
  func liquidation() throws {
    var comparison = try StrategyFixture.roundTripRun()
    var record = StrategyFixture.roundTrip()
    record.trades[1] = StrategyFixture.trade(
      .liquidation, .sell, at: 40, price: 505_000, position: 0,
      realised: StrategyFixture.money(-950))
    for second in 40..<60 {
      record.seconds[second].equityAtIndex = StrategyFixture.money(22)
      record.seconds[second].equityAtMark = StrategyFixture.money(22)
      record.seconds[second].penalties = StrategyFixture.money(25)
    }
    record.wealth = StrategyFixture.money(22)
    comparison.runs[0].strategies = [record]
    comparison.runs[0].liquidations[0].account = 1000
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let row = StrategyFixture.row(["1", "market-order", "toy-maker"], in: report)
    #expect(row["profit_quote"] == "-978.000000")
    #expect(row["penalties_quote"] == "25.000000")
    #expect(row["liquidations"] == "1")
    #expect(row["forced_trades"] == "1")
    #expect(row["hit_rate_percent"] == "0.000000")
    #expect(row["drawdown_quote"] == "978.000000")
    #expect(row["drawdown_length_s"] == "50")
    #expect(row["maker_effective_spread_bp"] == "")
  }

  // What it owes is not the strategy's to lose.
  @Test("who owes something at the end has lost the capital and no more")
  func debt() throws {
    var comparison = try StrategyFixture.roundTripRun()
    var record = StrategyFixture.ending(0, profit: StrategyFixture.money(-1200))
    record.wealth = .zero
    comparison.runs[0].strategies = [record]
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let row = StrategyFixture.row(["1", "market-order", "toy-maker"], in: report)
    #expect(row["profit_quote"] == "-1000.000000")
    #expect(row["equity_at_index_quote"] == "-200.000000")
    #expect(row["return_percent"] == "-100.000000")
    #expect(row["drawdown_of_peak_percent"] == "120.000000")
  }

  @Test("who does nothing has figures of zero, and no ratios")
  func idle() throws {
    var comparison = try StrategyFixture.comparison(market: [0], ladder: [0], control: [0])
    for place in comparison.runs.indices {
      comparison.runs[place].strategies[0].orders = StrategyOrders()
    }
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let row = StrategyFixture.row(["1", "step-ladder", "toy-maker"], in: report)
    for header in ["profit_quote", "drawdown_quote", "inventory_mean_base", "exposure"] {
      #expect(row[header].flatMap(Double.init) == 0)
    }
    for header in [
      "sharpe", "sharpe_error", "sortino", "calmar", "beta", "fill_ratio_percent",
      "hit_rate_percent",
      "queue_time_s", "maker_markout_1s_bp", "liquidation_distance_percent",
    ] {
      #expect(row[header] == "")
    }
  }
}
