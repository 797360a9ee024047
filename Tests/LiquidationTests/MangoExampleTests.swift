import Liquidation
import Reference
import Testing
import Units

/// Figures of Mango v4's unit table (blockworks-foundation/mango-v4 at 1303a4a1,
/// `perp_liq_base_or_positive_pnl`, read 2026-11): base weight 50 %, price 1, lots of 1, no fee.
@Suite struct MangoExampleTests {
  struct Example: VenueExample {
    var id: String
    var overall = 0.5
    var spot: Double
    var base: Int64
    var quote: Double
    var baseMax: Int64
    var profitMax = 100.0
    var after: (spot: Double, base: Int64, quote: Double)
  }

  @Test(arguments: [
    Example(
      id: "mango-neg-base-limited", spot: 5, base: -10, quote: 0, baseMax: 1,
      after: (5, -9, -1)),
    Example(
      id: "mango-pos-base-health", spot: 5, base: 20, quote: -20, baseMax: 100,
      after: (5, 10, -10)),
    Example(
      id: "mango-pos-base-zero", spot: 0, base: 20, quote: -30, baseMax: 100, after: (0, 0, -10)),
    Example(
      id: "mango-zero-weight-settle", overall: 0, spot: -30, base: 20, quote: 10, baseMax: 5,
      profitMax: 30, after: (-7.5, 15, -7.5)),
    // Each lot of a short frees half a unit: six of them restore 12 - 15.
    Example(
      id: "a short restored", spot: 12, base: -10, quote: 0, baseMax: 100, after: (12, -4, -6)),
    // A positive position is settled first, and that is enough.
    Example(
      id: "settled before reduced", spot: -20, base: 20, quote: 10, baseMax: 100,
      after: (0, 20, -10)),
    // 6 of profit, then 8 lots at a quarter each: it stays at -5.
    Example(
      id: "both limits bind", spot: -20, base: 20, quote: 10, baseMax: 8, profitMax: 6,
      after: (-14, 12, 12)),
  ])
  func aPositionIsTakenApartInPhases(example: Example) {
    var health = HealthPhases(
      spot: VenueFixture.money(example.spot), base: Quantity(lots: example.base),
      quote: VenueFixture.money(example.quote), lotValue: VenueFixture.money(1),
      baseWeight: VenueFixture.rate(0.5), overallWeight: VenueFixture.rate(example.overall))
    #expect(health.health < .zero)
    health.liquidate(
      baseMax: Quantity(lots: example.baseMax), profitMax: VenueFixture.money(example.profitMax))
    #expect(health.spot == VenueFixture.money(example.after.spot))
    #expect(health.base == Quantity(lots: example.after.base))
    #expect(health.quote == VenueFixture.money(example.after.quote))
  }

  @Test func nothingIsTakenFromAHealthyAccount() {
    var health = HealthPhases(
      spot: VenueFixture.money(20), base: Quantity(lots: 20), quote: VenueFixture.money(-20),
      lotValue: VenueFixture.money(1), baseWeight: VenueFixture.rate(0.5),
      overallWeight: VenueFixture.rate(0.5))
    let before = health
    let done = health.liquidate(baseMax: Quantity(lots: 100), profitMax: VenueFixture.money(100))
    #expect(done == (.zero, .zero))
    #expect(health == before)
  }
}
