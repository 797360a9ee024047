import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Funding, gateway and depth shocks in a running world.
@Suite struct VenueTests {
  // MARK: Funding

  @Test func fundingIsPaidByLongsToShortsAndTheFractionsAreKept() throws {
    var scenario = try ScenarioFixture.still(seconds: 25)
    scenario.funding = FundingSettings(
      formula: FundingFormula(
        interest: Rate(partsPerMillion: 101), interval: .seconds(10)),
      sampleInterval: .seconds(1), firstSettlement: .zero + .seconds(10))
    // Both accounts are below maintenance once, so that the control lists them.
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario),
      index: ScenarioRun.tape([(0, 600_000), (5000, 596_000), (15_000, 604_000)]))
    let control = SeedComparison.runAlone(setup: setup, path: nil)
    // 1333 lots are worth 79,446.8 at the first settlement and 80,513.2 at the second. At 101 millionths
    // the long pays 8.024127 and 8.131834, both rounded up, and the short gets 8.024126 and 8.131833.
    let long = try #require(control.accounts.first { $0.side == .buy })
    let short = try #require(control.accounts.first { $0.side == .sell })
    #expect(long.equityAtEnd == Money(atoms: 1_333_000_000 - 16_155_961))
    #expect(short.equityAtEnd == Money(atoms: 266_600_000 + 16_155_959))
    #expect(control.totals.roundingBalance == Money(atoms: 2))
    #expect(control.totals.roundingDivisions == 4, "two accounts, twice")
    #expect(control.incidents.filter { $0.kind == .funding }.map(\.time.wholeSeconds) == [10, 20])
  }

  @Test func fundingInACrowdSumsToZeroOnEveryPath() throws {
    var scenario = try ScenarioFixture.quickCrash(seconds: 30)
    scenario.funding = FundingSettings(
      formula: FundingFormula(
        interest: Rate(partsPerMillion: 333), interval: .seconds(7)),
      sampleInterval: .seconds(1), firstSettlement: .zero + .seconds(7))
    // The recount at every mark traps where it does not.
    for result in SeedComparisonTests.results(try ScenarioRun.setup(scenario)) {
      let totals = result.totals
      #expect(result.incidents.count { $0.kind == .funding } == 4)
      #expect(totals.roundingDivisions > 100)
      #expect((0...totals.roundingDivisions).contains(totals.roundingBalance.atoms))
      #expect(totals.roundingBalance > .zero, "fractions do occur")
    }
  }

  // MARK: The gateway

  /// The mean time from a packet's arrival at the gateway to the book, and the shortest.
  private func delays(_ change: (inout Scenario) -> Void) throws -> (mean: Double, least: Int64) {
    var scenario = try ScenarioFixture.calm(seconds: 12, accounts: 10)
    scenario.latency.gatewayService = .microseconds(300)
    change(&scenario)
    let setup = try ScenarioRun.setup(
      scenario, options: RunOptions(journal: 2..<12))
    var arrivals: [UInt64: Instant] = [:]
    var waits: [Int64] = []
    for entry in SeedComparison.journal(setup: setup, path: nil).entries {
      if entry.kind == "gateway" { arrivals[entry.key] = entry.time }
      if entry.kind == "matching", let arrival = arrivals[entry.cause] {
        waits.append((entry.time - arrival).nanoseconds)
      }
    }
    let sum = Double(waits.reduce(0, +))
    return (sum / Double(waits.count), waits.min() ?? 0)
  }

  @Test func theGatewayIsSlowerWhenMoreIsSent() throws {
    let quiet = try delays { $0.makers.count = 2 }
    let busy = try delays { $0.makers.count = 12 }
    #expect(quiet.least == 300_000 && busy.least == 300_000, "nobody is served faster")
    #expect(busy.mean > 1.2 * quiet.mean, "\(busy.mean) ns against \(quiet.mean) ns")
  }

  @Test func withoutServiceTimeThereIsNoQueue() throws {
    let free = try delays {
      $0.makers.count = 3
      $0.latency.gatewayService = .zero
    }
    #expect(free.mean == 0)
  }

  // MARK: Depth shocks

  /// Depth of both sides within 0.1 % of the mid, summed over seconds and seeds.
  private func depth(
    _ results: [RunResult], _ seconds: Range<Int>, _ side: Side? = nil
  ) -> Double {
    var sum: Int64 = 0
    for result in results {
      for sample in result.prices[seconds] {
        if side != .sell { sum += sample.bidDepth.lots }
        if side != .buy { sum += sample.askDepth.lots }
      }
    }
    return Double(sum)
  }

  private func calmRuns(
    _ shock: DepthShock?, seeds: ClosedRange<UInt64> = 1...3, halfLife: Interval = .seconds(10)
  ) throws -> [RunResult] {
    var scenario = try ScenarioFixture.calm(seconds: 46, accounts: 4)
    scenario.makers.count = 5
    scenario.shocks =
      shock.map {
        [DepthShockPlan(shock: $0, timing: .at(.zero + .seconds(12)), halfLife: halfLife)]
      } ?? []
    return try seeds.map {
      SeedComparison.runAlone(setup: try ScenarioRun.setup(scenario, seed: $0), path: nil)
    }
  }

  @Test func aThinBookFillsUpAgainWithItsHalfLife() throws {
    let usual = try calmRuns(nil)
    let struck = try calmRuns(.thin(side: nil, rate: Rate(partsPerMillion: 800_000)))
    #expect(
      zip(usual, struck).allSatisfy { $0.prices[..<12] == $1.prices[..<12] },
      "nothing before the shock")
    // 80 % is missing at first and half of that after each ten seconds. Makers need a moment.
    for (seconds, expected) in [
      (13..<16, 0.26), (21..<24, 0.61), (31..<34, 0.80), (41..<44, 0.90),
    ] {
      let share = depth(struck, seconds) / depth(usual, seconds)
      #expect(abs(share - expected) < 0.12, "\(share) of the depth in \(seconds)")
    }
  }

  @Test func aPulledSideIsEmptyWhileTheOtherStands() throws {
    let struck = try calmRuns(.pull(side: .buy))
    let bids = depth(struck, 13..<15, .buy)
    let asks = depth(struck, 13..<15, .sell)
    #expect(bids < 0.35 * asks, "\(bids) against \(asks)")
  }

  @Test func aGapKeepsMakersAwayFromTheIndex() throws {
    let struck = try calmRuns(.gap(side: .buy, rate: .basisPoints(100)), seeds: 1...1)
    let sample = struck[0].prices[13]
    let bid = try #require(sample.bid)
    // After one to two seconds of a half-life of ten, 87 to 93 basis points are left.
    let distance = Double(sample.index.ticks - bid.ticks) / Double(sample.index.ticks) * 10_000
    #expect((80...101).contains(distance), "\(distance) bp")
    let before = struck[0].prices[11]
    #expect(before.index.ticks - (before.bid?.ticks ?? 0) < 60)
  }

  @Test func aWiderSpreadIsWider() throws {
    func spread(_ results: [RunResult]) -> Int64 {
      results.reduce(0) { sum, result in
        sum
          + result.prices[13..<16].reduce(0) {
            $0 + ($1.ask?.ticks ?? 0) - ($1.bid?.ticks ?? 0)
          }
      }
    }
    let usual = spread(try calmRuns(nil))
    let struck = spread(try calmRuns(.widen(rate: Rate(partsPerMillion: 5_000_000))))
    #expect(struck > 3 * usual, "\(struck) ticks against \(usual)")
  }

  @Test func aCancelBurstHitsItsShareAndMakersComeBackAtTheirPace() throws {
    let usual = try calmRuns(nil)
    let struck = try calmRuns(.cancelBurst(rate: Rate(partsPerMillion: 700_000)))
    let incidents = struck[0].incidents.filter { $0.kind == .depthShock }
    #expect(incidents.map(\.time) == [.zero + .seconds(12)])
    #expect(struck[0].prices[12] != usual[0].prices[12])
    let later = depth(struck, 16..<20) / depth(usual, 16..<20)
    #expect(abs(later - 1) < 0.15, "back within seconds: \(later)")
  }
}
