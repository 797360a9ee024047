import Liquidation
import Margin
import Market
package import Simulation
package import Units

/// Scenarios for tests: the shipped market in small, written as values.
package enum ScenarioFixture {
  /// A calm BTC-like market without accounts in danger.
  package static func calm(seconds: Int64 = 60, accounts: Int = 50) throws -> Scenario {
    let instrument = try Instrument(
      symbol: "BTC-PERP", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: 200), takerFee: Rate(partsPerMillion: 500))
    let index = IndexProcess(
      volatilityBasisPoints: 0.54,
      jumps: IndexJumps(
        rate: 0.4, branching: 0.3, decay: 1, size: .laplace(meanBasisPoints: 1.2)))
    return Scenario(
      name: "fixture", question: "What does a path cost?", instrument: instrument,
      length: .seconds(seconds),
      index: .process(index, start: Price(ticks: 600_000)),
      makers: makers, takers: takers, arbitrageurs: arbitrageurs, latency: latency,
      mark: MarkSettings(
        formula: .indexPlusAverageBasis(window: 30, clampRate: .basisPoints(50)),
        interval: .seconds(1)),
      margin: try schedule(), population: population(accounts),
      liquidation: LiquidationSettings(
        checkPrice: .mark, checkInterval: .seconds(1), fee: .basisPoints(10),
        fund: units(5_000_000), fundShare: Rate(partsPerMillion: 50_000),
        backstop: BackstopSettings(
          capital: units(10_000_000), notionalMaximum: units(50_000_000),
          unwindInterval: .seconds(5), unwindShare: Rate(partsPerMillion: 50_000))))
  }

  /// The same market with a crash of nine percent from the first minute on, and a partial rebound.
  package static func crash(seconds: Int64 = 300, accounts: Int = 200) throws -> Scenario {
    var scenario = try calm(seconds: seconds, accounts: accounts)
    if case .process(var process, let start) = scenario.index {
      process.moves = [
        ScheduledMove(
          at: .zero + .seconds(30), over: .seconds(120), returnBasisPoints: -900,
          volatilityFactor: 2),
        ScheduledMove(
          at: .zero + .seconds(150), over: .seconds(120), returnBasisPoints: 500),
      ]
      scenario.index = .process(process, start: start)
    }
    scenario.shocks = [
      DepthShockPlan(
        shock: .thin(side: nil, rate: Rate(partsPerMillion: 600_000)),
        timing: .whenIndexFalls(rate: .basisPoints(200), within: .seconds(60)),
        halfLife: .seconds(60))
    ]
    return scenario
  }

  /// Whole units of quote.
  package static func units(_ count: Int64) -> Money {
    Money(atoms: count * Money.atomsPerUnit)
  }

  /// Lots of a thousandth.
  private static func lots(_ thousandths: Int64) -> Quantity { Quantity(lots: thousandths) }

  private static var makers: MakerSettings {
    MakerSettings(
      count: 8, touchSize: lots(500), tolerance: Price(ticks: 12),
      opinionDeviation: Price(ticks: 6), refreshInterval: .milliseconds(250),
      reloadDelay: .seconds(1),
      layers: [
        MakerLayer(distance: Rate(partsPerMillion: 30), size: lots(200)),
        MakerLayer(distance: Rate(partsPerMillion: 100), size: lots(1500)),
        MakerLayer(distance: Rate(partsPerMillion: 200), size: lots(3000)),
        MakerLayer(distance: Rate(partsPerMillion: 400), size: lots(5000)),
        MakerLayer(distance: Rate(partsPerMillion: 800), size: lots(8000)),
        MakerLayer(distance: Rate(partsPerMillion: 2000), size: lots(10_000)),
        MakerLayer(distance: Rate(partsPerMillion: 6000), size: lots(15_000)),
        MakerLayer(distance: Rate(partsPerMillion: 20_000), size: lots(20_000)),
      ],
      inventoryLimit: lots(60_000), inventorySkew: .basisPoints(60),
      hedgeHalfLife: .seconds(20), capital: units(20_000_000))
  }

  private static var takers: TakerSettings {
    TakerSettings(
      ratePerSecond: 10, branching: 0.75, decayPerSecond: 5, sizeMinimum: lots(10),
      sizeTail: 0.95, sizeMaximum: lots(60_000), metaorders: 3, metaorderLength: 4,
      metaorderTail: 1.5, sweepLimit: .basisPoints(20), capital: units(50_000_000))
  }

  private static var arbitrageurs: ArbitrageurSettings {
    ArbitrageurSettings(
      count: 3, threshold: Rate(partsPerMillion: 40), sizeMedian: lots(50), sizeSigma: 1.2,
      inventoryLimit: lots(60_000), hedgeHalfLife: .seconds(20), capital: units(20_000_000))
  }

  private static var latency: LatencySettings {
    LatencySettings(
      indexToVenue: .constant(.milliseconds(20)),
      feedToMaker: .logNormal(offset: .milliseconds(1), median: .milliseconds(4), sigma: 0.8),
      feedToStrategy: .logNormal(offset: .milliseconds(5), median: .milliseconds(15), sigma: 0.8),
      makerOrderEntry: .uniform(low: .milliseconds(1), high: .milliseconds(6)),
      takerOrderEntry: .logNormal(offset: .milliseconds(1), median: .milliseconds(5), sigma: 1),
      strategyOrderEntry: .logNormal(
        offset: .milliseconds(2), median: .milliseconds(10), sigma: 1),
      response: .constant(.milliseconds(2)), liquidationOrderEntry: .constant(.milliseconds(3)),
      gatewayService: .microseconds(20))
  }

  private static func population(_ count: Int) -> PopulationSettings {
    PopulationSettings(
      count: count, longShare: Rate(partsPerMillion: 500_000), notionalMedian: units(80_000),
      notionalSigma: 1.4,
      leverage: [
        LeverageWeight(leverage: 5, weight: 2), LeverageWeight(leverage: 10, weight: 4),
        LeverageWeight(leverage: 20, weight: 6), LeverageWeight(leverage: 25, weight: 3),
        LeverageWeight(leverage: 50, weight: 4), LeverageWeight(leverage: 75, weight: 1),
        LeverageWeight(leverage: 100, weight: 2),
      ], entryDeviation: .basisPoints(100))
  }

  /// The first five BTCUSDT tiers of Binance USD-M, October 2024.
  private static func schedule() throws -> MarginSchedule {
    func tier(_ floor: Int64, _ maintenance: Int64, _ initial: Int64) -> MarginTier {
      MarginTier(
        floor: units(floor), maintenance: Rate(partsPerMillion: maintenance),
        initial: Rate(partsPerMillion: initial))
    }
    return try MarginSchedule(tiers: [
      tier(0, 4000, 8000), tier(50_000, 5000, 10_000), tier(600_000, 6500, 13_334),
      tier(3_000_000, 10_000, 20_000), tier(12_000_000, 20_000, 40_000),
    ])
  }
}

extension ScenarioFixture {
  /// A venue where nothing moves by itself: no makers, takers or arbitrageurs, no delay, mark = index.
  ///
  /// The accounts stand against each other with a leverage of 100 and an entry at the
  /// opening price. Whoever else is to trade is a strategy of the test.
  package static func still(seconds: Int64 = 60, accounts: Int = 2) throws -> Scenario {
    var scenario = try calm(seconds: seconds, accounts: accounts)
    scenario.makers.count = 0
    scenario.arbitrageurs.count = 0
    scenario.takers.ratePerSecond = 1e-5
    scenario.takers.branching = 0
    scenario.latency = .none
    scenario.mark = MarkSettings(formula: .index, interval: .seconds(1))
    scenario.population.notionalSigma = 0
    scenario.population.entryDeviation = .zero
    scenario.population.leverage = [LeverageWeight(leverage: 100, weight: 1)]
    return scenario
  }

  /// The first seed at which account 0 of two is long and account 1 short, so that neither is cut.
  package static func pairSeed(_ scenario: Scenario) throws -> UInt64 {
    for seed in UInt64(1)...64 {
      let sizes = try ScenarioRun.setup(scenario, seed: seed).population.accounts.map(\.size)
      if sizes[0] > .zero, sizes[1] == -sizes[0] { return seed }
    }
    throw FixtureError.noSeed
  }

  /// A fixture that cannot be made.
  package enum FixtureError: Error {
    /// No seed of the first ones gives what is asked for.
    case noSeed
  }
}

extension LatencySettings {
  /// Every link at once.
  package static var none: LatencySettings {
    LatencySettings(
      indexToVenue: .constant(.zero), feedToMaker: .constant(.zero),
      feedToStrategy: .constant(.zero), makerOrderEntry: .constant(.zero),
      takerOrderEntry: .constant(.zero), strategyOrderEntry: .constant(.zero),
      response: .constant(.zero), liquidationOrderEntry: .constant(.zero), gatewayService: .zero)
  }
}

extension ScenarioFixture {
  /// The crash in short: six percent down from the fifth second on, over ten seconds, and half of it
  /// back; few accounts of high leverage, a fund that can run out.
  package static func quickCrash(seconds: Int64 = 40, accounts: Int = 60) throws -> Scenario {
    var scenario = try crash(seconds: seconds, accounts: accounts)
    if case .process(var process, let start) = scenario.index {
      process.moves = [
        ScheduledMove(
          at: .zero + .seconds(5), over: .seconds(10), returnBasisPoints: -600,
          volatilityFactor: 2),
        ScheduledMove(at: .zero + .seconds(18), over: .seconds(15), returnBasisPoints: 300),
      ]
      scenario.index = .process(process, start: start)
    }
    scenario.makers.count = 4
    scenario.makers.refreshInterval = .milliseconds(500)
    scenario.makers.layers.removeAll { $0.distance < .basisPoints(2) }
    scenario.takers.ratePerSecond = 5
    return scenario
  }
}
