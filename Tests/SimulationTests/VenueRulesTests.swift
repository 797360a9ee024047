import Liquidation
import Margin
import Market
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

  @Test func `Lots too coarse for the steps of a venue are refused before the run`() {
    // A step that ends at 0.01 BTC, in lots of 1 BTC.
    #expect(throws: MarginScheduleError.self) { try setup(contracts: 1, lotUnits: 1000) }
  }
}
