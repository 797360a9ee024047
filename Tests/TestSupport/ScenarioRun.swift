package import Market
package import Simulation
package import Units

/// Prepared runs of scenarios.
package enum ScenarioRun {
  /// Prepares a run; the ledger is recounted at every mark unless a test asks for other options.
  ///
  /// - Parameters:
  ///   - scenario: The scenario, whose slots need not name the strategies.
  ///   - seed: The seed.
  ///   - index: The index where the test writes its own; else the scenario's process makes it.
  ///   - last: A tape of last prices, if there is one.
  ///   - strategies: The strategies with their capital; the scenario gets a slot for each.
  ///   - options: What the run keeps.
  package static func setup(
    _ scenario: Scenario, seed: UInt64 = 1, index: IndexTape? = nil, last: IndexTape? = nil,
    strategies: [(any Strategy, Money)] = [], options: RunOptions = RunOptions(audits: true)
  ) throws -> WorldSetup {
    var scenario = scenario
    scenario.strategies = strategies.map {
      StrategySlot(name: type(of: $0.0).name, parameters: "{}", capital: $0.1)
    }
    return try WorldSetup(
      scenario: scenario, seed: seed, index: try index ?? tape(scenario, seed: seed), last: last,
      strategies: strategies.map(\.0), options: options)
  }

  /// Prepares a replay of a tape in place of a scenario's market, with nobody but strategies.
  ///
  /// - Parameters:
  ///   - tape: The market, in ticks and lots of the fixture's contract.
  ///   - fills: How orders fill against it.
  ///   - orderLatency: How long orders take, where that was measured; else a tenth of a second each way.
  ///   - strategies: The strategies with their capital.
  package static func replay(
    _ tape: MarketTape, fills: ReplayFills = ReplayFills(queue: .power(exponent: 2)),
    orderLatency: RecordedLatency? = nil, accounts: Int = 0,
    strategies: [(any Strategy, Money)], change: (inout Scenario) -> Void = { _ in }
  ) throws -> WorldSetup {
    var scenario = try ScenarioFixture.calm(accounts: accounts)
    scenario.supply = MarketSupply(replay: fills, length: .seconds(86_400))
    scenario.latency.feedToStrategy = .constant(.milliseconds(100))
    scenario.latency.strategyOrderEntry = .constant(.milliseconds(100))
    scenario.latency.gatewayService = .zero
    change(&scenario)
    guard let market = ReplayedMarket(tape, of: scenario.instrument) else {
      throw TapeError.empty
    }
    scenario.length = min(scenario.length, market.length)
    scenario.strategies = strategies.map {
      StrategySlot(name: type(of: $0.0).name, parameters: "{}", capital: $0.1)
    }
    return try WorldSetup(
      scenario: scenario, seed: 1, index: market.openingIndex, market: market,
      orderLatency: orderLatency, strategies: strategies.map(\.0),
      options: RunOptions(audits: true))
  }

  /// The index that a scenario's process makes from a seed.
  package static func tape(_ scenario: Scenario, seed: UInt64) throws -> IndexTape {
    guard case .process(let process, let start) = scenario.index else {
      return try IndexTape(updates: [IndexUpdate(time: .zero, price: Price(ticks: 600_000))])
    }
    return process.tape(seed: seed, length: scenario.length, start: start)
  }

  /// An index that stands at each price from a time on, given in milliseconds.
  package static func tape(_ points: [(milliseconds: Int64, ticks: Int64)]) throws -> IndexTape {
    try IndexTape(
      updates: points.map {
        IndexUpdate(time: .zero + .milliseconds($0.milliseconds), price: Price(ticks: $0.ticks))
      })
  }
}
