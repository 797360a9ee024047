import Liquidation
import Simulation
import TestSupport
import Testing
import Units

/// The order of work within one instant.
@Suite struct PhaseTests {
  @Test func theWorldChangesThenTheVenueActsThenOthersReact() {
    let order: [Phase] = [
      .index, .shock, .settlement, .gateway, .matching, .stopEntry, .mark, .marginCheck,
      .liquidation, .backgroundFlow, .strategy,
    ]
    #expect(Phase.allCases == order)
    #expect(order.map(\.rawValue) == Array(0..<11))
  }

  /// The phase of every kind of event.
  private static let phases: [String: String] = [
    "indexAtVenue": "index", "depthShock": "shock", "fundingSample": "settlement",
    "fundingSettlement": "settlement", "gateway": "gateway", "matching": "matching",
    "stopEntry": "stopEntry", "mark": "mark", "marginCheck": "marginCheck",
    "caseStep": "liquidation", "restingExpiry": "liquidation", "backstopUnwind": "liquidation",
    "makerIndex": "backgroundFlow", "makerRefresh": "backgroundFlow",
    "makerReload": "backgroundFlow", "makerSpread": "backgroundFlow",
    "arbitrageurIndex": "backgroundFlow", "takerArrival": "backgroundFlow",
    "strategyNotice": "strategy", "strategyTimer": "strategy", "bookFeed": "strategy",
    "auctionTick": "liquidation", "auctionBid": "liquidation", "liquidatorUnwind": "liquidation",
    "fundUnwind": "liquidation", "liquidatorWake": "backgroundFlow", "indexTape": "index",
    "lastTape": "index", "tapeMessage": "index", "tapeArrival": "index",
  ]

  @Test func everyEventIsInThePhaseOfItsKindAndPhasesFollowEachOther() throws {
    // What a shadow replays has the phase that it had.
    #expect(
      Set(Self.phases.keys) == Set(EventKind.allCases.map { "\($0)" }).subtracting(["replay"]))
    let setup = try ScenarioRun.setup(
      ScenarioFixture.quickCrash(seconds: 20),
      strategies: [(Watcher(parameters: .init()), ScenarioFixture.units(1000))],
      options: RunOptions(journal: 0..<20))
    let order = Phase.allCases.map { "\($0)" }
    for path in [BuiltInPaths.takeoverLimit, BuiltInPaths.backstopTransfer] {
      let entries = SeedComparison.journal(setup: setup, path: path).entries
      var isOrdered = true
      var last = (Instant.zero, 0)
      var keys: Set<UInt64> = []
      for entry in entries {
        #expect(entry.phase == Self.phases[entry.kind], "\(entry.kind)")
        let place = (entry.time, order.firstIndex(of: entry.phase) ?? -1)
        isOrdered = isOrdered && last <= place
        last = place
        keys.insert(entry.key)
      }
      #expect(isOrdered, "by instant, then by phase")
      #expect(keys.count == entries.count, "every event has a key of its own")
      #expect(entries.count > 1000)
    }
  }

  @Test func everyEventNamesAnEarlierEventAsItsCause() throws {
    let setup = try ScenarioRun.setup(
      ScenarioFixture.quickCrash(seconds: 15), options: RunOptions(journal: 0..<15))
    let entries = SeedComparison.journal(setup: setup, path: BuiltInPaths.marketOrder).entries
    var seen: Set<UInt64> = [0]
    var orphans = 0
    for entry in entries {
      if !seen.contains(entry.cause) { orphans += 1 }
      seen.insert(entry.key)
    }
    #expect(orphans == 0)
  }

  @Test func theMarginCheckSeesTheMarkAndTheIndexOfItsOwnInstant() throws {
    let scenario = try ScenarioFixture.still(seconds: 8)
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario),
      index: ScenarioRun.tape([(0, 600_000), (5000, 596_000)]))
    let record = try #require(
      SeedComparison.runAlone(setup: setup, path: BuiltInPaths.marketOrder).liquidations.first)
    #expect(record.triggered == .zero + .seconds(5))
    #expect(record.triggerPrice == Price(ticks: 596_000))
  }
}
