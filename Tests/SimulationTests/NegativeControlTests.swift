import Liquidation
import Margin
import Market
import Simulation
import TestSupport
import Testing
import Units

/// What must not happen, and what must where nothing stands in its way.
@Suite struct NegativeControlTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func withoutAShockAndAtLowLeverageNobodyIsLiquidated(seed: UInt64) throws {
    var scenario = try ScenarioFixture.calm(seconds: 30, accounts: 60)
    scenario.population.leverage = [
      LeverageWeight(leverage: 2, weight: 1), LeverageWeight(leverage: 5, weight: 1),
    ]
    for result in SeedComparisonTests.results(try ScenarioRun.setup(scenario, seed: seed)) {
      #expect(result.totals.breachedAccounts == 0 && result.totals.liquidatedAccounts == 0)
      #expect(result.totals.lossToOthers == .zero && result.totals.shortfall == .zero)
      #expect(result.liquidations.isEmpty && result.accounts.isEmpty)
      #expect(result.totals.trades > 0, "while the market trades")
    }
  }

  /// One maker without end at the index, no delay, and an index that moves one tick, a basis point, a
  /// second: down three percent and up six.
  static func ideal() throws -> (scenario: Scenario, index: IndexTape) {
    var scenario = try ScenarioFixture.still(seconds: 920, accounts: 40)
    scenario.instrument = try Instrument(
      symbol: "IDEAL", priceDecimals: 0, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: 200), takerFee: Rate(partsPerMillion: 500))
    scenario.makers.count = 1
    scenario.makers.touchSize = Quantity(lots: 100_000_000)
    scenario.makers.tolerance = .zero
    scenario.makers.opinionDeviation = .zero
    scenario.makers.layers = []
    scenario.makers.inventoryLimit = Quantity(lots: 1_000_000_000)
    scenario.makers.inventorySkew = .zero
    scenario.makers.capital = ScenarioFixture.units(1_000_000_000)
    // Maintenance of 1 % is above the fee of 0.05 % plus the tick of 0.01 %.
    scenario.margin = try MarginSchedule(tiers: [
      MarginTier(floor: .zero, maintenance: .basisPoints(100), initial: .basisPoints(200))
    ])
    scenario.population.leverage = [
      LeverageWeight(leverage: 25, weight: 1), LeverageWeight(leverage: 50, weight: 2),
    ]
    scenario.population.notionalMedian = ScenarioFixture.units(10_000)
    var updates: [(Int64, Int64)] = [(0, 10_000)]
    for second in Int64(1)...900 {
      updates.append((second * 1000, second <= 300 ? 10_000 - second : 9400 + second))
    }
    return (scenario, try ScenarioRun.tape(updates))
  }

  @Test func inAnIdealMarketAccountsAreLiquidatedAndNobodyElseLoses() throws {
    let (scenario, index) = try Self.ideal()
    let setup = try ScenarioRun.setup(scenario, seed: 5, index: index)
    for result in SeedComparisonTests.results(setup) where result.path != RunResult.controlName {
      let totals = result.totals
      #expect(totals.liquidatedAccounts >= 20, "\(result.path): \(totals.liquidatedAccounts)")
      #expect(totals.fundDraw == .zero, "\(result.path)")
      #expect(totals.socialisedLoss == .zero, "\(result.path)")
      #expect(totals.feesWaived == .zero && totals.deleveragedAccounts == 0)
      #expect(result.liquidations.allSatisfy { $0.equityAtEnd >= .zero })
      #expect(totals.wrongfulLiquidations == 0, "\(result.path)")
      // Sold a tick at most from the index of the moment.
      #expect(totals.shortfallQueueing == .zero)
    }
  }

  @Test func withMaintenanceBelowTheFeeTheSameMarketHasBadDebt() throws {
    // The control of the control: the account is found when it can no longer pay the fee.
    var (scenario, index) = try Self.ideal()
    scenario.margin = try MarginSchedule(tiers: [
      MarginTier(
        floor: .zero, maintenance: Rate(partsPerMillion: 100), initial: .basisPoints(200))
    ])
    let setup = try ScenarioRun.setup(scenario, seed: 5, index: index)
    let result = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.marketOrder)
    #expect(result.totals.fundDraw > .zero)
  }

  @Test(arguments: [UInt64(1), 2])
  func aPathAgainstACopyOfItselfDiffersByNothing(seed: UInt64) throws {
    let copies = BuiltInPaths.all.map {
      StagedPath(
        name: $0.name + "-again", summary: $0.summary, remainder: $0.remainder, stages: $0.stages)
    }
    let results = SeedComparison.run(
      setup: try SeedComparisonTests.setup(seed: seed), paths: BuiltInPaths.all + copies)
    for (place, copy) in copies.enumerated() {
      var again = results[copies.count + place]
      #expect(again.path == copy.name)
      again.path = results[place].path
      #expect(again == results[place], "\(copy.name)")
      #expect(again.totals.liquidatedAccounts > 0)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func inAThinMarketForcedSellingMovesThePrice(seed: UInt64) throws {
    var scenario = try ScenarioFixture.quickCrash(seconds: 30, accounts: 120)
    scenario.makers.count = 2
    let results = SeedComparisonTests.results(try ScenarioRun.setup(scenario, seed: seed))
    let control = results[results.count - 1].totals
    let market = results[0].totals
    #expect(market.lastAtFork == control.lastAtFork)
    #expect(
      market.lowestLast.ticks < control.lowestLast.ticks - 100,
      "\(market.lowestLast.ticks) against \(control.lowestLast.ticks)")
    #expect(market.shortfallImpact > .zero, "and it pays for it")
    #expect(control.shortfall == .zero && control.notionalExecuted == .zero)
  }

  @Test func makersCanLose() throws {
    let losses = try (UInt64(1)...3).map { seed in
      SeedComparison.runAlone(
        setup: try ScenarioRun.setup(ScenarioFixture.quickCrash(), seed: seed),
        path: BuiltInPaths.marketOrder
      ).totals.makerProfit
    }
    #expect(losses.contains { $0 < .zero }, "\(losses)")
  }
}
