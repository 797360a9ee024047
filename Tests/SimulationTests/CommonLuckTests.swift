import Foundation
import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Common random numbers: what one part of the market does never shifts the draws of another.
@Suite struct CommonLuckTests {
  /// What happens to whom and when, of one kind of event.
  private func events(
    _ kind: String, _ setup: WorldSetup, path: (any LiquidationPath)?
  ) -> [[Int64]] {
    SeedComparison.journal(setup: setup, path: path).entries.filter { $0.kind == kind }
      .map { [$0.time.nanoseconds, Int64($0.target), $0.a] }
  }

  private func setup(
    seed: UInt64 = 1, strategies: [(any Strategy, Money)] = [],
    _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> WorldSetup {
    var scenario = try ScenarioFixture.quickCrash(seconds: 25)
    scenario.latency.indexToVenue = .exponential(offset: .milliseconds(5), mean: .milliseconds(9))
    change(&scenario)
    return try ScenarioRun.setup(
      scenario, seed: seed, strategies: strategies, options: RunOptions(journal: 0..<25))
  }

  @Test func indexShocksMakersClocksAndTakersComeAtTheSameTimesInEveryBranch() throws {
    let setup = try setup()
    for kind in ["indexAtVenue", "depthShock", "takerArrival", "makerRefresh", "mark"] {
      let control = events(kind, setup, path: nil)
      #expect(!control.isEmpty, "\(kind)")
      for path in BuiltInPaths.all {
        #expect(events(kind, setup, path: path) == control, "\(kind) under \(path.name)")
      }
    }
  }

  @Test func moreTakersDoNotShiftTheMakersClocks() throws {
    let plain = try setup()
    let busy = try setup { $0.takers.ratePerSecond = 9 }
    #expect(events("takerArrival", plain, path: nil) != events("takerArrival", busy, path: nil))
    for kind in ["makerRefresh", "indexAtVenue", "arbitrageurIndex"] {
      #expect(events(kind, plain, path: nil) == events(kind, busy, path: nil), "\(kind)")
    }
  }

  @Test func oneMoreMakerShiftsNeitherTakersNorTheOtherMakers() throws {
    let plain = try setup()
    let more = try setup { $0.makers.count += 1 }
    for kind in ["takerArrival", "indexAtVenue", "arbitrageurIndex"] {
      #expect(events(kind, plain, path: nil) == events(kind, more, path: nil), "\(kind)")
    }
    let refreshes = events("makerRefresh", more, path: nil).filter { $0[1] < 4 }
    #expect(events("makerRefresh", plain, path: nil) == refreshes)
  }

  @Test func oneMoreArbitrageurShiftsNobody() throws {
    let plain = try setup()
    let more = try setup { $0.arbitrageurs.count += 1 }
    for kind in ["takerArrival", "indexAtVenue", "makerRefresh"] {
      #expect(events(kind, plain, path: nil) == events(kind, more, path: nil), "\(kind)")
    }
    let others = events("arbitrageurIndex", more, path: nil).filter { $0[1] < 3 }
    #expect(events("arbitrageurIndex", plain, path: nil) == others)
  }

  @Test func aStrategyThatOnlyWatchesLeavesTheMarketAsItIs() throws {
    let watcher = (Watcher(parameters: .init()), ScenarioFixture.units(1000))
    let path = BuiltInPaths.marketOrder
    let alone = SeedComparison.runAlone(setup: try setup(), path: path)
    let watched = SeedComparison.runAlone(setup: try setup(strategies: [watcher]), path: path)
    #expect(alone.prices == watched.prices)
    #expect(alone.liquidations == watched.liquidations)
    #expect(alone.totals.trades == watched.totals.trades)
    #expect(alone.totals.events < watched.totals.events, "it is told of everything")
  }

  @Test func accountsThatDoNotTradeLeaveTheMarketAsItIs() throws {
    let few = SeedComparison.runAlone(setup: try setup(), path: nil)
    let many = SeedComparison.runAlone(
      setup: try setup { $0.population.count += 25 }, path: nil)
    #expect(few.prices == many.prices)
    #expect(few.totals.breachedAccounts < many.totals.breachedAccounts)
  }

  @Test func aShockToComeChangesNothingBeforeIt() throws {
    let plain = SeedComparison.runAlone(setup: try setup(), path: nil)
    let burst = DepthShockPlan(
      shock: .cancelBurst(rate: Rate(partsPerMillion: 700_000)),
      timing: .at(.zero + .seconds(20)), halfLife: .seconds(1))
    let struck = SeedComparison.runAlone(setup: try setup { $0.shocks.append(burst) }, path: nil)
    #expect(plain.prices[..<20] == struck.prices[..<20])
    #expect(plain.prices[20] != struck.prices[20])
  }

  @Test func anEarlierCancelBurstDoesNotShiftWhatALaterOneHits() throws {
    // A burst of nothing draws for every quote, and the burst after it draws what it always draws.
    func plan(_ rate: Int64, at second: Int64) -> DepthShockPlan {
      DepthShockPlan(
        shock: .cancelBurst(rate: Rate(partsPerMillion: rate)),
        timing: .at(.zero + .seconds(second)), halfLife: .seconds(1))
    }
    let one = SeedComparison.runAlone(
      setup: try setup { $0.shocks = [plan(500_000, at: 12), plan(0, at: 20)] }, path: nil)
    let both = SeedComparison.runAlone(
      setup: try setup { $0.shocks = [plan(500_000, at: 12)] }, path: nil)
    #expect(one.prices[..<20] == both.prices[..<20])
  }

  @Test func everyRandomStreamOfTheSourcesHasANameOfItsOwn() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let sources = root.appending(path: "Sources")
    let walk = try #require(FileManager.default.enumerator(atPath: sources.path))
    let paths = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
    var places: [String: [String]] = [:]
    for path in paths {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for call in text.components(separatedBy: "RandomStream(").dropFirst() {
        guard let end = call.firstIndex(of: ")") else { continue }
        let pieces = call[..<end].components(separatedBy: "\"")
        if pieces.count == 3 { places[pieces[1], default: []].append(path) }
      }
    }
    #expect(places.count >= 15, "the streams are found")
    for name in places.keys.sorted() {
      let found = places[name] ?? []
      #expect(found.count == 1, "stream \(name) is drawn by \(found)")
    }
  }
}
