import Liquidation
import Margin
import Market
import Rulebook
import Simulation
import TestSupport
import Testing
import Units

/// What a run takes from a rulebook.
@Suite struct VenueRulesTests {
  /// A venue whose steps end at so many contracts of 0.01 BTC, at 0.4 % and 1 %.
  private func setup(contracts: Int64 = 2000, lotUnits: Int64 = 1) throws -> WorldSetup {
    var scenario = try ScenarioFixture.still(seconds: 5)
    scenario.instrument = try Instrument(
      symbol: "BTC-PERP", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: lotUnits,
      makerFee: .zero, takerFee: .zero)
    let steps = [
      SteppedTier(
        limit: .size(Quantity(lots: contracts)), maintenance: FineRate(Rate.basisPoints(40)),
        initial: FineRate(Rate.basisPoints(100))),
      SteppedTier(
        limit: nil, maintenance: FineRate(Rate.basisPoints(100)),
        initial: FineRate(Rate.basisPoints(200))),
    ]
    scenario.rulebook = Rulebook(
      id: "stepped", title: "Steps by contracts", asOf: "2026-01-01", market: .linear,
      scope: .isolated, mark: .index, markInterval: .seconds(1), checkPrice: .mark,
      checkInterval: .seconds(1),
      margins: [
        SymbolMargin(
          symbol: "BTC",
          terms: MarginTerms(
            schedule: try MarginSchedule(shape: .steppedTiers(steps, by: .size))),
          sizeUnit: SizeGrid(units: 1, decimals: 2))
      ], path: BuiltInPaths.marketOrder)
    return try ScenarioRun.setup(scenario)
  }

  @Test func `A run counts the steps of a venue in the venue's contracts, not in its own lots`()
    throws
  {
    let rules = try setup().rules
    let price = Price(ticks: 500_000)
    func maintenance(lots: Int64) -> Money {
      let size = Quantity(lots: lots)
      return rules.maintenance(
        of: Account(cash: .zero, position: Position(size: size)), at: price)
    }
    // 2,000 contracts of 0.01 BTC are 20 BTC, so 20,000 lots of 0.001 BTC. At 50,000: 0.4 % of
    // 1,000,000 up to there, 1 % of 1,000,050 with a lot more.
    #expect(maintenance(lots: 20_000) == Money(atoms: 4_000_000_000))
    #expect(maintenance(lots: 20_001) == Money(atoms: 10_000_500_000))
  }

  /// A long is closed at 593,950, for which the fund of 1,000 pays 46.251768, 4.6 %; then the short is liquidated.
  private func attemptsOfTheShort(trigger: DeleveragingTrigger) throws -> (Int, Quantity) {
    var scenario = try ScenarioFixture.still(seconds: 40)
    scenario.liquidation.fund = ScenarioFixture.units(1000)
    let rate = FineRate(Rate.basisPoints(40))
    scenario.rulebook = Rulebook(
      id: "flat", title: "One rate", asOf: "2026-01-01", market: .linear, scope: .isolated,
      mark: .index, markInterval: .seconds(1), checkPrice: .mark, checkInterval: .seconds(1),
      margins: [
        SymbolMargin(
          symbol: "BTC",
          terms: MarginTerms(
            schedule: try MarginSchedule(shape: .flat(maintenance: rate, initial: rate))))
      ], path: BuiltInPaths.marketOrder, deleveraging: DeleveragingTerms(trigger: trigger))
    let wall = Wall(parameters: .init(bid: 593_950, lots: 5000, levels: 1, isBidOnly: true))
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario),
      index: ScenarioRun.tape([(0, 600_000), (5000, 593_000), (15_000, 640_000)]),
      strategies: [(wall, ScenarioFixture.units(10_000_000_000))])
    let result = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.marketOrder)
    #expect(result.totals.fundDraw >= Money(atoms: 46_251_768))
    let short = try #require(result.liquidations.first { $0.side == .sell })
    return (short.attempts, short.deleveraged)
  }

  @Test func `A fund that has lost too much sends nobody into the book any more`() throws {
    let drawn = try attemptsOfTheShort(trigger: .fundDrawnDown(Rate.basisPoints(400)))
    #expect(drawn == (0, Quantity(lots: 1333)))
    let intact = try attemptsOfTheShort(trigger: .fundDrawnDown(Rate.basisPoints(500)))
    #expect(intact.0 > 0)
    #expect(try attemptsOfTheShort(trigger: .fundEmpty).0 > 0)
  }

  @Test func `Lots too coarse for the steps of a venue are refused before the run`() {
    // A step that ends at 0.01 BTC, in lots of 1 BTC.
    #expect(throws: MarginScheduleError.self) { try setup(contracts: 1, lotUnits: 1000) }
  }
}
