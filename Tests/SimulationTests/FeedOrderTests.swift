import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Index updates that arrive in another order than they were sent: who has seen a later one goes by that.
@Suite struct FeedOrderTests {
  /// A price that falls by 100 ticks each tenth of a second, for twelve seconds.
  private static let falling = (Int64(0)...120).map {
    (milliseconds: 100 * $0, ticks: 600_000 - 100 * $0)
  }

  /// One maker that stands exactly at the index it sees, and nobody else.
  private func oneMaker(seconds: Int64 = 20) throws -> Scenario {
    var scenario = try ScenarioFixture.calm(seconds: seconds, accounts: 2)
    scenario.makers.count = 1
    scenario.makers.opinionDeviation = .zero
    scenario.makers.tolerance = Price(ticks: 3)
    scenario.makers.layers = []
    scenario.arbitrageurs.count = 0
    scenario.takers.ratePerSecond = 1e-5
    scenario.takers.branching = 0
    scenario.latency = .none
    return scenario
  }

  private func run(_ scenario: Scenario, seed: UInt64 = 1) throws -> RunResult {
    let setup = try ScenarioRun.setup(
      scenario, seed: seed, index: ScenarioRun.tape(Self.falling))
    return SeedComparison.runAlone(setup: setup, path: nil)
  }

  /// Twice the middle at the end of each second.
  private func mids(_ result: RunResult) throws -> [Int64] {
    try result.prices.map { try #require($0.bid).ticks + #require($0.ask).ticks }
  }

  private static let wild = LatencyModel.uniform(low: .zero, high: .seconds(3))

  @Test(arguments: [UInt64(1), 2, 3])
  func theIndexOfTheVenueNeverGoesBackToAnOlderUpdate(seed: UInt64) throws {
    var scenario = try ScenarioFixture.still(seconds: 20)
    scenario.latency.indexToVenue = Self.wild
    scenario.population.leverage = [LeverageWeight(leverage: 2, weight: 1)]
    let index = try run(scenario, seed: seed).prices.map(\.index.ticks)
    #expect(zip(index, index.dropFirst()).allSatisfy { $0 >= $1 }, "the tape only falls")
    #expect(index.last == 588_000)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func aMakerNeverGoesBackToAnOlderUpdate(seed: UInt64) throws {
    var scenario = try oneMaker()
    scenario.latency.feedToMaker = Self.wild
    let mids = try mids(run(scenario, seed: seed))
    #expect(zip(mids, mids.dropFirst()).allSatisfy { $0 >= $1 }, "\(mids)")
    #expect(abs((mids.last ?? 0) - 2 * 588_000) <= 8)
  }

  @Test func aMakerWhoseFeedIsFasterThanTheVenuesGoesByItsOwn() throws {
    var scenario = try oneMaker()
    // The venue has seen nothing when the run ends.
    scenario.latency.indexToVenue = .constant(.seconds(30))
    let result = try run(scenario)
    #expect(result.prices.allSatisfy { $0.index.ticks == 600_000 })
    for (second, mid) in try mids(result).enumerated() where second >= 12 {
      #expect(abs(mid - 2 * 588_000) <= 8, "at the end of second \(second)")
    }
  }

  @Test func aMakerWhoseFeedIsSlowerThanTheVenuesIsAsLateAsItsOwn() throws {
    var scenario = try oneMaker()
    scenario.latency.feedToMaker = .constant(.seconds(5))
    for (second, mid) in try mids(run(scenario)).enumerated() where (6..<12).contains(second) {
      // 1000 ticks a second; at the end of second 6, two seconds of the fall have reached it.
      let seen = 600_000 - 1000 * (Int64(second) + 1 - 5)
      #expect(abs(mid - 2 * seen) <= 2 * 200, "at the end of second \(second)")
    }
  }

  @Test func anArbitrageurDoesNotActOnAnUpdateThatALaterOneHasOvertaken() throws {
    // Bids stand at 600,000: an index of 590,000 is worth a sale, and it is over after a tenth of a second.
    let tape = try ScenarioRun.tape([(0, 600_000), (5000, 590_000), (5100, 600_000)])
    var overtaken = 0
    var acted = 0
    for seed in UInt64(1)...24 {
      var scenario = try ScenarioFixture.still(seconds: 10)
      scenario.arbitrageurs.count = 1
      scenario.population.leverage = [LeverageWeight(leverage: 2, weight: 1)]
      scenario.latency.feedToMaker = .empirical([.zero, .seconds(2)])
      scenario.latency.indexToVenue = .constant(.seconds(30))
      let wall = Wall(parameters: .init(isBidOnly: true))
      let setup = try ScenarioRun.setup(
        scenario, seed: seed, index: tape,
        strategies: [(wall, ScenarioFixture.units(100_000_000))],
        options: RunOptions(journal: 0..<10))
      let arrivals = SeedComparison.journal(setup: setup, path: nil).entries
        .filter { $0.kind == "arbitrageurIndex" }.map(\.a)
      let trades = SeedComparison.runAlone(setup: setup, path: nil).totals.trades
      if arrivals == [0, 2, 1] || arrivals == [2, 0, 1] || arrivals == [2, 1, 0] {
        overtaken += 1
        #expect(trades == 0, "seed \(seed)")
      } else if trades > 0 {
        acted += 1
      }
    }
    #expect(overtaken > 0 && acted > 0, "\(overtaken) of 24 overtaken, \(acted) acted on")
  }

  @Test func aStrategyIsToldInTheOrderInWhichThingsHappened() throws {
    var scenario = try ScenarioFixture.calm(seconds: 20, accounts: 2)
    scenario.latency.feedToStrategy = Self.wild
    let watcher = (OrderWatcher(parameters: .init()), ScenarioFixture.units(1_000_000))
    let setup = try ScenarioRun.setup(
      scenario, strategies: [watcher], options: RunOptions(journal: 0..<20))
    let kinds = SeedComparison.journal(setup: setup, path: nil).entries.map(\.kind)
    #expect(kinds.count { $0 == "strategyNotice" } > 300)
    #expect(!kinds.contains("strategyTimer"), "it sets a timer where an older notice comes later")
  }

  @Test func everyUpdateOfATapeIsAnEventInTheJournalAndCounted() throws {
    let scenario = try ScenarioFixture.still(seconds: 20)
    var last = Self.falling
    last[7].ticks += 1
    let setup = try ScenarioRun.setup(
      scenario, index: ScenarioRun.tape(Self.falling), last: ScenarioRun.tape(last),
      options: RunOptions(journal: 0..<20))
    let entries = SeedComparison.journal(setup: setup, path: nil).entries
    #expect(
      SeedComparison.runAlone(setup: setup, path: nil).totals.events == Int64(entries.count))
    for (kind, points) in [("indexTape", Self.falling), ("lastTape", last)] {
      let updates = entries.filter { $0.kind == kind }
      #expect(updates.map(\.a) == Array(0...120) && updates.map(\.b) == points.map(\.ticks))
      #expect(updates.map(\.time.nanoseconds) == points.map { $0.milliseconds * 1_000_000 })
    }
    // Two runs that differ by one price of the tape of last prices part at that update.
    let other = try ScenarioRun.setup(
      scenario, index: ScenarioRun.tape(Self.falling), last: ScenarioRun.tape(Self.falling),
      options: RunOptions(journal: 0..<20))
    let parted = zip(entries, SeedComparison.journal(setup: other, path: nil).entries).first {
      $0 != $1
    }
    #expect(parted?.0.kind == "lastTape" && parted?.0.a == 7)
  }
}

/// A strategy that sets a timer when it is told of something older than what it has been told of.
struct OrderWatcher: Strategy {
  static var name: String { "order-watcher" }

  /// Nothing to choose.
  struct Parameters: Codable, Sendable {}

  private var latest = Instant.zero

  init(parameters: Parameters) {}

  mutating func bookChanged(_ picture: BookPicture, at desk: inout Desk) {
    note(picture.published, at: &desk)
  }

  mutating func traded(_ trade: TradeNotice, at desk: inout Desk) { note(trade.time, at: &desk) }

  private mutating func note(_ time: Instant, at desk: inout Desk) {
    if time < latest { desk.setTimer(1, after: .milliseconds(1)) }
    latest = max(latest, time)
  }
}
