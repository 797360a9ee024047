import Intake
import Liquidation
import Market
import Reporting
import ScenarioData
import Simulation
import Testing
import TestSupport
import Units

/// The simulated market beside a measured one: medians over twenty hours of it.
struct CalmMarketTests {
  /// Twenty simulated hours take a minute in release and a quarter of an hour in debug.
  @Test(
    .enabled(
      if: !_isDebugAssertConfiguration(),
      "twenty simulated hours: swift test -c release --filter CalmMarketTests"))
  func theCalmHourHasThePropertiesOfAMeasuredMarket() throws {
    let table = try medians(seeds: 1...20, length: .seconds(3600))
    for band in table.bands {
      #expect(band.isMet, "\(band.title): \(band.value ?? .nan) is not \(band.band)")
    }
  }

  @Test func theSpreadIsOneTickAndTheTouchIsDeep() throws {
    let table = try medians(seeds: 1...2, length: .seconds(90))
    let ids: Set = ["tight_spread", "touch_over_next"]
    for band in table.bands where ids.contains(band.id) {
      #expect(band.isMet, "\(band.title): \(band.value ?? .nan) is not \(band.band)")
    }
  }

  private func medians(seeds: ClosedRange<UInt64>, length: Interval) throws -> MarketTable {
    let source = try #require(EmbeddedScenarios.all.first { $0.name == "calm-btc" })
    var scenario = try ScenarioReader.read(bytes: source.bytes, file: "calm-btc.json5").scenario
    scenario.length = length
    guard case .process(let process, let start) = scenario.index else {
      throw FixtureError.noProcess
    }
    var tables: [MarketTable] = []
    for seed in seeds {
      let setup = try WorldSetup(
        scenario: scenario, seed: seed,
        index: process.tape(seed: seed, length: length, start: start),
        options: RunOptions(observesMarket: true))
      let result = SeedComparison.runAlone(setup: setup, path: nil)
      tables.append(
        MarketTable(try #require(result.observations), instrument: scenario.instrument))
    }
    return try #require(MarketTable.medians(tables))
  }

  private enum FixtureError: Error { case noProcess }
}
