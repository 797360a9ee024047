import Liquidation
import Market
import Rulebook
import Simulation
import TestSupport
import Units

/// A venue, a crowd and a crash drawn from one seed; each seed leaves something out.
struct SwarmDraw {
  private var random: TestRandom
  let seed: UInt64
  private var instrument: Instrument

  init(seed: UInt64) throws {
    self.seed = seed
    instrument = try ScenarioFixture.calm().instrument
    random = TestRandom(seed: seed &* 0x9E37_79B9)
  }

  /// A run with its path.
  mutating func draw(seconds: Int64) throws -> (setup: WorldSetup, path: any LiquidationPath) {
    var scenario = try ScenarioFixture.quickCrash(
      seconds: seconds, accounts: Int(random.integer(4...80)))
    drawCrowd(&scenario)
    drawFlow(&scenario)
    drawVenue(&scenario)
    drawHouse(&scenario)
    let start = Price(ticks: 600_000)
    scenario.index = .process(index(), start: start)
    // From 2001 on the contract is inverse.
    if seed > 2000 {
      scenario = try ScenarioFixture.inverse(scenario, lot: random.pick([1, 10, 60]))
      instrument = scenario.instrument
    }
    let hasLast = random.chance(15)
    let last = hasLast ? index().tape(seed: seed + 1, length: scenario.length, start: start) : nil
    var strategies: [(any Strategy, Money)] = []
    if random.chance(30) {
      // A trader with little money who buys or sells a lot, and is liquidated like anyone.
      let size = random.pick([-1, 1]) * random.integer(500...1500)
      let lots = instrument.kind == .linear ? size : size * (60 / instrument.lotUnits)
      let sender = Sender(
        parameters: .init(
          afterMilliseconds: random.integer(500...6000), lots: lots,
          limit: lots > 0 ? 606_000 : 594_000))
      strategies.append((sender, units(random.integer(600...2000))))
    }
    var rules = RulebookDraw(seed: seed, instrument: instrument)
    scenario.rulebook = try rules.rulebook()
    let setup = try ScenarioRun.setup(
      scenario, seed: seed, last: last, strategies: strategies,
      options: RunOptions(audits: true, attributes: true))
    let drawn = path()
    return (setup, scenario.rulebook?.path ?? drawn)
  }

  private func units(_ count: Int64) -> Money { ScenarioFixture.units(count, of: instrument) }

  private mutating func rate(_ range: ClosedRange<Int64>) -> Rate {
    Rate(partsPerMillion: random.integer(range))
  }

  // MARK: Who

  private mutating func drawCrowd(_ scenario: inout Scenario) {
    scenario.population.longShare = rate(150_000...850_000)
    scenario.population.notionalMedian = ScenarioFixture.units(random.integer(2000...400_000))
    scenario.population.notionalSigma = Double(random.integer(0...20)) / 10
    scenario.population.entryDeviation = rate(0...20_000)
    let ladder: [Int64] = [3, 10, 25, 50, 75, 100, 125]
    let lowest = Int(random.integer(0...5))
    scenario.population.leverage = ladder[lowest...].map {
      LeverageWeight(leverage: $0, weight: random.integer(1...5))
    }
  }

  private mutating func drawFlow(_ scenario: inout Scenario) {
    scenario.makers.count = Int(random.integer(1...5))
    scenario.makers.touchSize = Quantity(lots: random.pick([20, 200, 1000]))
    scenario.makers.inventoryLimit = Quantity(lots: random.pick([500, 5000, 60_000]))
    if random.chance(30) { scenario.makers.layers.removeLast(3) }
    if random.chance(15) { scenario.makers.layers = [] }
    scenario.makers.reloadDelay = .milliseconds(random.pick([50, 1000, 10_000]))
    scenario.takers.ratePerSecond = Double(random.integer(1...8))
    scenario.takers.sweepLimit = rate(500...30_000)
    scenario.arbitrageurs.count = Int(random.integer(0...3))
    if random.chance(30) { scenario.arbitrageurs.inventoryLimit = Quantity(lots: 300) }
  }

  // MARK: Where

  private mutating func latency() -> LatencyModel {
    let scale = Interval.microseconds(random.pick([10, 1000, 20_000, 300_000]))
    switch random.integer(0...5) {
    case 0: return .constant(.zero)
    case 1: return .constant(scale)
    case 2: return .uniform(low: .zero, high: scale * 2)
    case 3: return .exponential(offset: scale, mean: scale)
    case 4: return .gamma(offset: .zero, shape: 2, scale: scale)
    default: return .logNormal(offset: .zero, median: scale, sigma: 1)
    }
  }

  private mutating func drawVenue(_ scenario: inout Scenario) {
    scenario.latency = LatencySettings(
      indexToVenue: latency(), feedToMaker: latency(), feedToStrategy: latency(),
      makerOrderEntry: latency(), takerOrderEntry: latency(), strategyOrderEntry: latency(),
      response: latency(), liquidationOrderEntry: latency(),
      gatewayService: .microseconds(random.pick([0, 20, 800])))
    let window = Int(random.integer(1...20))
    scenario.mark = MarkSettings(
      formula: random.pick([
        .index, .last, .indexPlusAverageBasis(window: window, clampRate: rate(0...20_000)),
        .medianOfThree(window: window),
      ]), interval: .milliseconds(random.pick([200, 1000, 3000])))
    scenario.shocks = (0..<random.integer(0...3)).map { _ in shock() }
    if random.chance(40) {
      scenario.funding = FundingSettings(
        formula: FundingFormula(
          interest: rate(-2000...2000), clamp: rate(0...3000), cap: rate(0...20_000),
          interval: .seconds(random.integer(2...9)),
          average: random.pick([.equal, .rising])),
        sampleInterval: .milliseconds(random.pick([300, 1000])),
        firstSettlement: .zero + .milliseconds(random.integer(1...9000)))
    }
  }

  private mutating func shock() -> DepthShockPlan {
    let side = random.pick([Side.buy, .sell])
    let either = random.pick([nil, side])
    let shock: DepthShock = random.pick([
      .thin(side: either, rate: rate(300_000...1_000_000)), .pull(side: side),
      .widen(rate: rate(100_000...5_000_000)), .gap(side: either, rate: rate(100...20_000)),
      .cancelBurst(rate: rate(100_000...1_000_000)),
    ])
    let timing: ShockTiming = random.pick([
      .at(.zero + .milliseconds(random.integer(0...20_000))), .random(mean: .seconds(7)),
      .whenIndexFalls(rate: rate(2000...30_000), within: .seconds(5)),
    ])
    return DepthShockPlan(
      shock: shock, timing: timing, hold: .seconds(random.integer(0...4)),
      halfLife: .seconds(random.integer(1...20)))
  }

  // MARK: What happens to losers

  private mutating func drawHouse(_ scenario: inout Scenario) {
    scenario.liquidation.checkPrice = random.pick([.mark, .index, .last])
    scenario.liquidation.checkInterval = .milliseconds(random.pick([100, 1000, 4000]))
    scenario.liquidation.fee = rate(0...10_000)
    scenario.liquidation.fund = ScenarioFixture.units(random.pick([0, 50, 2000, 5_000_000]))
    scenario.liquidation.fundShare = rate(10_000...1_000_000)
    scenario.liquidation.backstop = BackstopSettings(
      capital: ScenarioFixture.units(random.pick([0, 50_000, 10_000_000])),
      notionalMaximum: ScenarioFixture.units(random.pick([20_000, 50_000_000])),
      unwindInterval: .milliseconds(random.pick([500, 5000])), unwindShare: rate(1...1_000_000))
  }

  private mutating func index() -> IndexProcess {
    let size = Double(random.integer(-1200...1200))
    let over = Interval.milliseconds(random.integer(500...9000))
    return IndexProcess(
      volatilityBasisPoints: Double(random.integer(0...30)) / 10,
      moves: [
        ScheduledMove(
          at: .zero + .seconds(4), over: over, returnBasisPoints: size,
          shape: random.pick([.linear, .smooth]), volatilityFactor: 2),
        ScheduledMove(
          at: .zero + .seconds(14), over: .seconds(4), returnBasisPoints: -size / 2),
      ])
  }

  // MARK: How

  private mutating func path() -> any LiquidationPath {
    if random.chance(50) { return random.pick(BuiltInPaths.all) }
    if random.chance(8) { return Stubborn(step: .wait(.milliseconds(15))) }
    return StagedPath(
      name: "drawn", summary: "Drawn from a seed.", remainder: random.pick([.owner, .fund]),
      stages: (0..<random.integer(1...3)).map { stage(Int($0)) })
  }

  private mutating func stage(_ number: Int) -> Stage {
    let exit: [StageExit] = [.again, .again, .next, .release]
    return Stage(
      name: "stage \(number)",
      trigger: random.pick([
        .atOnce, .atOnce, .atOnce, .belowMaintenance(rate(300_000...1_500_000)), .belowZero,
        .after(.seconds(2)), .fundDrawnDown(rate(0...50_000)),
      ]), cancels: random.pick([.nothing, .symbolOrders]),
      sizing: random.pick([
        .all, .all, .fractionOfOriginal(rate(1...1_000_000)),
        .fractionOfRemaining(rate(1...1_000_000)), .tiersDown(1),
        .untilHealthy(buffer: rate(0...500_000)),
        .notionalAtMost(units(random.integer(10...100_000))),
      ]),
      execution: random.pick([
        .immediateOrCancel, .immediateOrCancel, .fillOrKill,
        .resting(.milliseconds(random.integer(1...4000))), .backstop, .deleverage,
      ]),
      limit: random.pick([.fundBudget, .bankruptcy, .markOffset(rate(0...30_000))]),
      pace: Pace(
        cooldown: .milliseconds(random.pick([0, 300, 2000])),
        attemptsMax: Int(random.integer(1...6))),
      exits: StageExits(
        filled: random.pick(exit), partlyFilled: random.pick(exit), unfilled: random.pick(exit),
        healthy: random.pick([.release, .again])))
  }
}
