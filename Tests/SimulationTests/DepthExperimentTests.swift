import Market
import Simulation
import Testing
import TestSupport
import Units

struct DepthExperimentTests {
  @Test func slippageDoublesWhenDepthHalves() throws {
    let instrument = try ScenarioFixture.calm().instrument
    let rows = DepthExperiment.rows(
      instrument: instrument, bestBid: Price(ticks: 600_000), depth: Quantity(lots: 4000),
      quantity: Quantity(lots: 32_000))
    #expect(rows.map(\.levels) == [8, 16, 32])
    // Eight levels of equal size, the first half a tick below the mid: four ticks on average.
    #expect(rows[0].lost.atoms == 4 * 32_000 * 100)
    for (full, half) in zip(rows, rows.dropFirst()) {
      let ratio = Double(half.lost.atoms) / Double(full.lost.atoms)
      #expect(ratio >= 1.9 && ratio <= 2.1)
    }
  }
}
