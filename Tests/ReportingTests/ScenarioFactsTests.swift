import Liquidation
import Market
import Reporting
import Simulation
import TestSupport
import Testing
import Units

/// The report tells every setting of its scenario: a run that was made with another one says so.
@Suite struct ScenarioFactsTests {
  private func text(_ scenario: Scenario, runs: [RunResult] = []) -> String {
    ScenarioFacts(scenario, underRulebooks: false, runs: runs).lines
      .map { "\($0.what): \($0.how)" }.joined(separator: "\n")
  }

  /// The crash with a strategy and funding, so that every kind of setting is there.
  private func scenario() throws -> Scenario {
    var scenario = try ScenarioFixture.crash()
    scenario.strategies = [
      StrategySlot(name: "holder", parameters: "{}", capital: ScenarioFixture.units(1))
    ]
    scenario.funding = FundingSettings(
      formula: FundingFormula(
        interest: Rate(partsPerMillion: 100), clamp: Rate(partsPerMillion: 500),
        cap: Rate(partsPerMillion: 3000), interval: .seconds(28_800), average: .rising),
      sampleInterval: .seconds(60), firstSettlement: .zero + .seconds(300))
    return scenario
  }

  private static func process(
    _ scenario: inout Scenario, _ change: (inout IndexProcess) -> Void
  ) {
    guard case .process(var process, let start) = scenario.index else { return }
    change(&process)
    scenario.index = .process(process, start: start)
  }

  /// Each setting, changed to another value.
  private static let changes: [(key: String, change: @Sendable (inout Scenario) -> Void)] = [
    ("length", { $0.length = .seconds(7) }),
    ("index.volatility", { process(&$0) { $0.volatilityBasisPoints = 3 } }),
    ("index.drift", { process(&$0) { $0.driftBasisPoints = 3 } }),
    ("index.updateInterval", { process(&$0) { $0.updateInterval = .milliseconds(7) } }),
    ("index.jumps.rate", { process(&$0) { $0.jumps?.rate = 3 } }),
    ("index.jumps.branching", { process(&$0) { $0.jumps?.branching = 0.5 } }),
    ("index.jumps.decay", { process(&$0) { $0.jumps?.decay = 3 } }),
    ("index.jumps.size", { process(&$0) { $0.jumps?.size = .normal(deviationBasisPoints: 3) } }),
    ("index.moves.return", { process(&$0) { $0.moves[0].returnBasisPoints = -3 } }),
    ("index.moves.shape", { process(&$0) { $0.moves[0].shape = .linear } }),
    ("index.moves.volatility", { process(&$0) { $0.moves[0].volatilityFactor = 3 } }),
    ("makers.count", { $0.makers.count = 3 }),
    ("makers.touchSize", { $0.makers.touchSize = Quantity(lots: 7) }),
    ("makers.tolerance", { $0.makers.tolerance = Price(ticks: 77) }),
    ("makers.opinionDeviation", { $0.makers.opinionDeviation = Price(ticks: 77) }),
    ("makers.refreshInterval", { $0.makers.refreshInterval = .milliseconds(7) }),
    ("makers.reloadDelay", { $0.makers.reloadDelay = .milliseconds(7) }),
    ("makers.layers.distance", { $0.makers.layers[0].distance = .basisPoints(7) }),
    ("makers.layers.size", { $0.makers.layers[0].size = Quantity(lots: 7) }),
    ("makers.inventoryLimit", { $0.makers.inventoryLimit = Quantity(lots: 7) }),
    ("makers.inventorySkew", { $0.makers.inventorySkew = .basisPoints(7) }),
    ("makers.hedgeHalfLife", { $0.makers.hedgeHalfLife = .seconds(7) }),
    ("makers.capital", { $0.makers.capital = ScenarioFixture.units(7) }),
    ("takers.rate", { $0.takers.ratePerSecond = 7 }),
    ("takers.branching", { $0.takers.branching = 0.5 }),
    ("takers.decay", { $0.takers.decayPerSecond = 7 }),
    ("takers.sizeMinimum", { $0.takers.sizeMinimum = Quantity(lots: 7) }),
    ("takers.sizeTail", { $0.takers.sizeTail = 0.7 }),
    ("takers.sizeMaximum", { $0.takers.sizeMaximum = Quantity(lots: 77) }),
    ("takers.metaorders", { $0.takers.metaorders = 7 }),
    ("takers.metaorderLength", { $0.takers.metaorderLength = 7 }),
    ("takers.metaorderTail", { $0.takers.metaorderTail = 7 }),
    ("takers.sweepLimit", { $0.takers.sweepLimit = .basisPoints(7) }),
    ("takers.capital", { $0.takers.capital = ScenarioFixture.units(7) }),
    ("arbitrageurs.count", { $0.arbitrageurs.count = 7 }),
    ("arbitrageurs.threshold", { $0.arbitrageurs.threshold = .basisPoints(7) }),
    ("arbitrageurs.sizeMedian", { $0.arbitrageurs.sizeMedian = Quantity(lots: 7) }),
    ("arbitrageurs.sizeSigma", { $0.arbitrageurs.sizeSigma = 0.7 }),
    ("arbitrageurs.inventoryLimit", { $0.arbitrageurs.inventoryLimit = Quantity(lots: 7) }),
    ("arbitrageurs.hedgeHalfLife", { $0.arbitrageurs.hedgeHalfLife = .seconds(7) }),
    ("arbitrageurs.capital", { $0.arbitrageurs.capital = ScenarioFixture.units(7) }),
    ("shocks.hold", { $0.shocks[0].hold = .seconds(7) }),
    ("shocks.halfLife", { $0.shocks[0].halfLife = .seconds(7) }),
    ("shocks.timing", { $0.shocks[0].timing = .at(.zero + .seconds(7)) }),
    ("latency.indexToVenue", { $0.latency.indexToVenue = other }),
    ("latency.feedToMaker", { $0.latency.feedToMaker = other }),
    ("latency.feedToStrategy", { $0.latency.feedToStrategy = other }),
    ("latency.makerOrderEntry", { $0.latency.makerOrderEntry = other }),
    ("latency.takerOrderEntry", { $0.latency.takerOrderEntry = other }),
    ("latency.strategyOrderEntry", { $0.latency.strategyOrderEntry = other }),
    ("latency.response", { $0.latency.response = other }),
    ("latency.liquidationOrderEntry", { $0.latency.liquidationOrderEntry = other }),
    ("latency.gatewayService", { $0.latency.gatewayService = .microseconds(7) }),
    ("mark.formula", { $0.mark.formula = .last }),
    ("mark.interval", { $0.mark.interval = .seconds(7) }),
    ("funding.interest", { $0.funding?.formula.interest = .basisPoints(7) }),
    ("funding.clamp", { $0.funding?.formula.clamp = .basisPoints(7) }),
    ("funding.cap", { $0.funding?.formula.cap = .basisPoints(7) }),
    ("funding.average", { $0.funding?.formula.average = .equal }),
    ("funding.sampleInterval", { $0.funding?.sampleInterval = .seconds(7) }),
    ("funding.firstSettlement", { $0.funding?.firstSettlement = .zero + .seconds(7) }),
    ("population.count", { $0.population.count = 7 }),
    ("population.longShare", { $0.population.longShare = .basisPoints(7) }),
    ("population.notionalMedian", { $0.population.notionalMedian = ScenarioFixture.units(7) }),
    ("population.notionalSigma", { $0.population.notionalSigma = 0.7 }),
    ("population.leverage", { $0.population.leverage[0].leverage = 7 }),
    ("population.entryDeviation", { $0.population.entryDeviation = .basisPoints(7) }),
    ("liquidation.checkPrice", { $0.liquidation.checkPrice = .last }),
    ("liquidation.checkInterval", { $0.liquidation.checkInterval = .seconds(7) }),
    ("liquidation.fee", { $0.liquidation.fee = .basisPoints(7) }),
    ("liquidation.fund", { $0.liquidation.fund = ScenarioFixture.units(7) }),
    ("liquidation.fundShare", { $0.liquidation.fundShare = .basisPoints(7) }),
    ("backstop.capital", { $0.liquidation.backstop.capital = ScenarioFixture.units(7) }),
    (
      "backstop.notionalMaximum",
      { $0.liquidation.backstop.notionalMaximum = ScenarioFixture.units(7) }
    ),
    ("backstop.unwindInterval", { $0.liquidation.backstop.unwindInterval = .seconds(7) }),
    ("backstop.unwindShare", { $0.liquidation.backstop.unwindShare = .basisPoints(7) }),
    ("liquidators.count", { $0.liquidators.count = 7 }),
    ("liquidators.capital", { $0.liquidators.capital = ScenarioFixture.units(7) }),
    ("liquidators.edgeMinimum", { $0.liquidators.edgeMinimum = .basisPoints(7) }),
    ("liquidators.edgeMaximum", { $0.liquidators.edgeMaximum = .basisPoints(777) }),
    ("liquidators.notionalMaximum", { $0.liquidators.notionalMaximum = ScenarioFixture.units(7) }),
    ("liquidators.unwindInterval", { $0.liquidators.unwindInterval = .seconds(7) }),
    ("liquidators.unwindShare", { $0.liquidators.unwindShare = .basisPoints(7) }),
    ("strategies.parameters", { $0.strategies[0].parameters = "{\"lots\": 7}" }),
    ("strategies.benchmark", { $0.strategies[0].benchmark = .cash }),
    ("strategies.capital", { $0.strategies[0].capital = ScenarioFixture.units(7) }),
  ]

  private static var other: LatencyModel { .constant(.microseconds(77)) }

  @Test func everySettingIsTold() throws {
    let usual = try scenario()
    let told = text(usual)
    for (key, change) in Self.changes {
      var changed = usual
      change(&changed)
      #expect(changed != usual, "\(key) is changed")
      #expect(text(changed) != told, "\(key) is told")
    }
  }

  @Test func howOftenAShockStruckIsTold() throws {
    func run(_ count: Int) -> RunResult {
      var run = RunResult(seed: 1, path: "market-order")
      run.incidents = (0..<count).map {
        Incident(
          time: .zero, event: 1, kind: .depthShock, account: nil, quantity: .zero, price: .zero,
          amount: .zero, strike: Incident.Strike(shock: 1, number: $0 + 1))
      }
      return run
    }
    let scenario = try scenario()
    #expect(
      text(scenario, runs: [run(3), run(5), run(4)]).contains("struck 3 to 5 times in a run"))
    #expect(text(scenario, runs: [run(1), run(1)]).contains("struck 1 time in a run"))
    #expect(text(scenario, runs: [run(0)]).contains("struck never in a run"))
    #expect(
      text(scenario).contains(
        "back at full strength and no stronger; sizes and spreads of different shocks multiply, the spread up to "
          + "1,000 times, and gaps add up to at most 99 % of the index"))
  }

  @Test func `Parameters of a strategy stand on one line`() throws {
    var scenario = try scenario()
    scenario.strategies[0].parameters =
      "{\n  \"levels\": [\n    1,\n    2\n  ],\n  \"lots\": 5\n}\n"
    #expect(text(scenario).contains("parameters `{ \"levels\": [ 1, 2 ], \"lots\": 5 }`"))
  }
}
