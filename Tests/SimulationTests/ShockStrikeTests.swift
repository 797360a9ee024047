import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Depth shocks in a run: how often they strike, how strong they are together, and sides that they empty.
@Suite struct ShockStrikeTests {
  private static func rate(_ millionths: Int64) -> Rate { Rate(partsPerMillion: millionths) }

  /// An index that jumps down by 2 % and back each half second, as trades between far prices make it.
  private static let jumps = (Int64(0)..<60).map {
    (milliseconds: 10_000 + 500 * $0, ticks: $0 % 2 == 0 ? Int64(588_000) : 600_000)
  }

  private func run(
    _ shock: DepthShock, _ timing: ShockTiming, hold: Interval = .seconds(10), halfLife: Int64 = 5,
    index: [(milliseconds: Int64, ticks: Int64)] = [(0, 600_000)]
  ) throws -> RunResult {
    var scenario = try ScenarioFixture.calm(seconds: 60, accounts: 2)
    scenario.takers.ratePerSecond = 1e-5
    scenario.takers.branching = 0
    scenario.arbitrageurs.count = 0
    scenario.population.leverage = [LeverageWeight(leverage: 2, weight: 1)]
    scenario.shocks = [
      DepthShockPlan(shock: shock, timing: timing, hold: hold, halfLife: .seconds(halfLife))
    ]
    let setup = try ScenarioRun.setup(scenario, index: ScenarioRun.tape(index))
    return SeedComparison.runAlone(setup: setup, path: nil)
  }

  @Test func theLogNumbersTheStrikesOfEachShock() throws {
    let result = try run(
      .thin(side: nil, rate: Self.rate(600_000)),
      .whenIndexFalls(rate: .basisPoints(200), within: .seconds(60)),
      // Two further falls of 2 % after the first: 588,000, 576,240, 564,715.2.
      index: [(0, 600_000), (20_000, 588_000), (30_000, 576_240), (40_000, 564_715)])
    let strikes = result.incidents.filter { $0.kind == .depthShock }
    #expect(strikes.map(\.time.wholeSeconds) == [20, 30, 40])
    #expect(strikes.map(\.strike) == (1...3).map { Incident.Strike(shock: 1, number: $0) })
  }

  @Test(arguments: [
    DepthShock.thin(side: nil, rate: Rate(partsPerMillion: 600_000)), .widen(rate: .one),
    .gap(side: nil, rate: Rate(partsPerMillion: 1000)),
  ])
  func anIndexThatJumpsToAndFroEmptiesNoSide(shock: DepthShock) throws {
    let result = try run(
      shock, .whenIndexFalls(rate: .basisPoints(200), within: .seconds(60)),
      index: [(0, 600_000)] + Self.jumps)
    #expect(result.incidents.filter { $0.kind == .depthShock }.count == 1)
    #expect(result.totals.timeWithoutBid == .zero && result.totals.timeWithoutAsk == .zero)
  }

  @Test func strikesAtRandomThatOverlapAreNoStrongerThanOne() throws {
    let thin = DepthShock.thin(side: nil, rate: Self.rate(600_000))
    let often = try run(thin, .random(mean: .milliseconds(200)))
    #expect(often.incidents.filter { $0.kind == .depthShock }.count > 150)
    let once = try run(thin, .at(.zero + .seconds(45)))
    func depth(_ result: RunResult) -> Double {
      result.prices[46..<54].reduce(0) { $0 + Double($1.bidDepth.lots + $1.askDepth.lots) }
    }
    // Two fifths of the size either way; three hundred strikes would have left nothing.
    #expect((0.7...1.4).contains(depth(often) / depth(once)))
  }

  @Test(arguments: [Side.buy, .sell])
  func aPulledSideIsAnIncidentAndItsSecondsAreCounted(side: Side) throws {
    let result = try run(.pull(side: side), .at(.zero + .seconds(20)))
    let kinds: (empty: Incident.Kind, back: Incident.Kind) =
      side == .buy ? (.bidSideEmpty, .bidSideBack) : (.askSideEmpty, .askSideBack)
    let turns = result.incidents.filter { $0.kind == kinds.empty || $0.kind == kinds.back }
    let empty = try #require(turns.first)
    let back = try #require(turns.dropFirst().first)
    #expect(empty.kind == kinds.empty && back.kind == kinds.back)
    // Makers are told at once and their cancels take 1 to 6 ms and a turn at the gateway.
    let started = empty.time - (Instant.zero + .seconds(20))
    #expect(started > .zero && started < .milliseconds(50))
    // For ten seconds nothing is shown; a little later the first lot is.
    #expect(back.time - empty.time >= .seconds(9) && back.time - empty.time < .seconds(12))
    var counted = Interval.zero
    var since: Instant?
    for turn in turns {
      if turn.kind == kinds.empty { since = turn.time }
      if turn.kind == kinds.back, let from = since { counted += turn.time - from }
    }
    let (own, other) =
      side == .buy
      ? (result.totals.timeWithoutBid, result.totals.timeWithoutAsk)
      : (result.totals.timeWithoutAsk, result.totals.timeWithoutBid)
    #expect(own == counted && other == .zero)
    let samples = result.prices.filter { (side == .buy ? $0.bid : $0.ask) == nil }
    #expect(abs(Double(samples.count) - Double(own.nanoseconds) / 1e9) <= 1)
  }

  @Test func aSideThatNeverHadAnOrderIsEmptyForTheWholeRun() throws {
    let setup = try ScenarioRun.setup(ScenarioFixture.still(seconds: 30))
    let totals = SeedComparison.runAlone(setup: setup, path: nil).totals
    #expect(totals.timeWithoutBid == .seconds(30) && totals.timeWithoutAsk == .seconds(30))
  }
}
