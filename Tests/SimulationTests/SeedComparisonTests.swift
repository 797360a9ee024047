import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// A run is a function of scenario, seed and path, and nothing else reaches it.
@Suite struct SeedComparisonTests {
  /// A crash of half a minute, small enough to be run many times.
  static func scenario() throws -> Scenario { try ScenarioFixture.quickCrash() }

  static func setup(
    seed: UInt64 = 1, options: RunOptions = RunOptions(audits: true)
  ) throws -> WorldSetup {
    try ScenarioRun.setup(scenario(), seed: seed, options: options)
  }

  /// All paths and the control of one seed.
  static func results(_ setup: WorldSetup) -> [RunResult] {
    SeedComparison.run(setup: setup, paths: BuiltInPaths.all)
  }

  @Test func theSameRunTwiceIsTheSameToTheLastField() throws {
    let one = Self.results(try Self.setup())
    let again = Self.results(try Self.setup())
    #expect(one == again)
    #expect(one.map(\.path) == BuiltInPaths.all.map(\.name) + ["control"])
    #expect(one[0].totals.liquidatedAccounts > 0, "the crash liquidates someone")
  }

  @Test func aForkedBranchIsTheRunOfItsPathAlone() throws {
    let setup = try Self.setup(seed: 2)
    let branches = Self.results(setup)
    for (index, path) in BuiltInPaths.all.enumerated() {
      let alone = SeedComparison.runAlone(setup: setup, path: path)
      Self.expectSameRun(branches[index], alone)
    }
    Self.expectSameRun(
      branches[BuiltInPaths.all.count], SeedComparison.runAlone(setup: setup, path: nil))
  }

  @Test func aForkCarriesEverythingThatIsUnderWay() throws {
    // Shocks that last, premiums sampled, a gateway behind, orders and timers of strategies, a tape of
    // last prices: whatever a fork forgets, the run alone has.
    var scenario = try Self.scenario()
    scenario.latency.gatewayService = .milliseconds(3)
    scenario.liquidation.checkPrice = .last
    scenario.funding = FundingSettings(
      formula: FundingFormula(interval: .seconds(10)), sampleInterval: .milliseconds(300),
      firstSettlement: .zero + .seconds(12))
    scenario.shocks = [
      DepthShockPlan(
        shock: .thin(side: .buy, rate: Rate(partsPerMillion: 700_000)),
        timing: .at(.zero + .seconds(2)), hold: .seconds(30), halfLife: .seconds(10))
    ]
    let money = ScenarioFixture.units(1_000_000)
    let strategies: [(any Strategy, Money)] = [
      (Wall(parameters: .init(bid: 590_000, lots: 3, levels: 8)), money),
      (Sender(parameters: .init(afterMilliseconds: 25_000, lots: 7, limit: 620_000)), money),
    ]
    let last = try ScenarioRun.tape(scenario, seed: 9)
    let setup = try ScenarioRun.setup(
      scenario, seed: 1, last: last, strategies: strategies,
      options: RunOptions(audits: true, observesMarket: true))
    let paths = [BuiltInPaths.takeoverLimit, BuiltInPaths.backstopTransfer]
    let branches = SeedComparison.run(setup: setup, paths: paths)
    #expect(branches[0].totals.liquidatedAccounts > 0)
    for (index, path) in paths.enumerated() {
      let alone = SeedComparison.runAlone(setup: setup, path: path)
      Self.expectSameRun(branches[index], alone)
      #expect(branches[index].observations == alone.observations)
    }
  }

  /// Compares what a run is by itself; what it is beside the control is left out.
  private static func expectSameRun(
    _ left: RunResult, _ right: RunResult, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(left.path == right.path, sourceLocation: location)
    #expect(left.digests == right.digests, "\(left.path)", sourceLocation: location)
    #expect(left.liquidations == right.liquidations, sourceLocation: location)
    #expect(left.accounts == right.accounts, sourceLocation: location)
    #expect(left.prices == right.prices, sourceLocation: location)
    #expect(left.incidents == right.incidents, sourceLocation: location)
    var one = left.totals
    var other = right.totals
    for totals in [\RunTotals.wrongfulLiquidations, \.triggeredByLiquidation] {
      one[keyPath: totals] = 0
      other[keyPath: totals] = 0
    }
    one.notionalNeeded = .zero
    other.notionalNeeded = .zero
    #expect(one == other, sourceLocation: location)
  }

  @Test func theOrderOfTheBranchesDoesNotMatter() throws {
    let setup = try Self.setup(seed: 3)
    let forward = Self.results(setup)
    let backward = SeedComparison.run(setup: setup, paths: BuiltInPaths.all.reversed())
    for result in forward {
      #expect(backward.first { $0.path == result.path } == result, "\(result.path)")
    }
  }

  @Test func theSamePathTwiceDiffersByNothing() throws {
    let paths = [BuiltInPaths.stepLadder, BuiltInPaths.marketOrder, BuiltInPaths.stepLadder]
    let results = SeedComparison.run(setup: try Self.setup(seed: 1), paths: paths)
    #expect(results[0] == results[2])
    #expect(results[0].totals != results[1].totals, "while another path differs")
  }

  @Test func theOrderInWhichAccountsComeInDoesNotMatter() throws {
    let count = try Self.scenario().population.count
    var random = TestRandom(seed: 77)
    var order = Array(0..<count)
    for index in order.indices.dropFirst() {
      order.swapAt(index, Int(random.integer(0...Int64(index))))
    }
    let plain = Self.results(try Self.setup(seed: 1))
    for insertion in [order, Array((0..<count).reversed())] {
      let options = RunOptions(audits: true, insertionOrder: insertion)
      #expect(Self.results(try Self.setup(seed: 1, options: options)) == plain)
    }
  }

  @Test func auditsAndJournalsChangeNothing() throws {
    let plain = try Self.setup(options: RunOptions())
    let watched = try Self.setup(options: RunOptions(audits: true, journal: 0..<600))
    let path = BuiltInPaths.marketOrder
    let one = SeedComparison.runAlone(setup: plain, path: path)
    let other = SeedComparison.runAlone(setup: watched, path: path)
    #expect(one == other)
  }

  @Test func branchesShareEverySecondUpToTheFirstBreach() throws {
    var scenario = try Self.scenario()
    // Thin enough that no path is done with its first order: else those that begin alike are alike.
    scenario.shocks[0].shock = .thin(side: nil, rate: Rate(partsPerMillion: 950_000))
    let results = Self.results(try ScenarioRun.setup(scenario))
    let control = results[results.count - 1]
    let breach = try #require(control.incidents.first { $0.kind == .breach }?.time)
    let shared = Int(breach.wholeSeconds)
    #expect(shared > 5, "there is a prefix to share")
    for result in results.dropLast() {
      #expect(result.digests[..<shared] == control.digests[..<shared], "\(result.path)")
      #expect(result.digests.last != control.digests.last, "\(result.path) does something")
      #expect(result.prices[..<shared] == control.prices[..<shared])
    }
    for (index, result) in results.enumerated() {
      let twins = results[..<index].filter { $0.digests.last == result.digests.last }
      #expect(twins.isEmpty, "\(result.path) is not \(twins.map(\.path))")
    }
  }

  @Test func anotherSeedIsAnotherRun() throws {
    let path = BuiltInPaths.marketOrder
    let one = SeedComparison.runAlone(setup: try Self.setup(seed: 1), path: path)
    let other = SeedComparison.runAlone(setup: try Self.setup(seed: 2), path: path)
    #expect(one.digests[0] != other.digests[0])
  }

  @Test func aSeedWithoutABreachIsTheSameOnEveryPath() throws {
    let setup = try ScenarioRun.setup(try ScenarioFixture.calm(seconds: 5, accounts: 20))
    let results = Self.results(setup)
    for result in results {
      #expect(result.digests == results[0].digests)
      #expect(result.totals == results[0].totals, "\(result.path)")
    }
  }
}
