import Kernel
import Liquidation
import Margin
import Market
import Reporting
import Simulation
import Units

/// Small results made by hand, so that every number of a report can be foretold.
enum ReportFixture {
  static let scenarioText = "{\n  \"name\": \"toy-crash\"\n}\n"

  /// A linear contract: tick 0.1, lot 0.001, so one tick on one lot is 100 atoms.
  static func instrument() throws -> Instrument {
    try Instrument(
      symbol: "TOY-PERP", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: -50), takerFee: Rate(partsPerMillion: 500))
  }

  static func scenario(seeds: ClosedRange<UInt64> = 1...4) throws -> Scenario {
    let capital = quote(1_000_000)
    let makers = MakerSettings(
      count: 12, touchSize: Quantity(lots: 250), tolerance: Price(ticks: 1),
      opinionDeviation: Price(ticks: 1), refreshInterval: .milliseconds(100),
      reloadDelay: .milliseconds(500),
      layers: [MakerLayer(distance: .basisPoints(5), size: Quantity(lots: 900))],
      inventoryLimit: Quantity(lots: 50_000), inventorySkew: .basisPoints(10),
      hedgeHalfLife: .seconds(60), capital: capital)
    let takers = TakerSettings(
      ratePerSecond: 12.5, branching: 0.8, decayPerSecond: 2, sizeMinimum: Quantity(lots: 5),
      sizeTail: 1.3, sizeMaximum: Quantity(lots: 70_000), metaorders: 5, metaorderLength: 2,
      metaorderTail: 1.5, sweepLimit: .basisPoints(50), capital: capital)
    let arbitrageurs = ArbitrageurSettings(
      count: 4, threshold: .basisPoints(5), sizeMedian: Quantity(lots: 500), sizeSigma: 1,
      inventoryLimit: Quantity(lots: 20_000), hedgeHalfLife: .seconds(30), capital: capital)
    let delay = LatencyModel.constant(.milliseconds(5))
    let latency = LatencySettings(
      indexToVenue: .logNormal(offset: .milliseconds(2), median: .milliseconds(3), sigma: 0.5),
      feedToMaker: delay, feedToStrategy: delay, makerOrderEntry: delay, takerOrderEntry: delay,
      strategyOrderEntry: delay, response: delay, liquidationOrderEntry: delay,
      gatewayService: .microseconds(40))
    return Scenario(
      name: "toy-crash", question: "Which path costs | whom how much in a toy crash?",
      instrument: try instrument(), length: .seconds(60),
      index: .process(
        IndexProcess(
          volatilityBasisPoints: 1.25,
          moves: [ScheduledMove(at: at(20), over: .seconds(10), returnBasisPoints: -600)]),
        start: Price(ticks: 600_000)), makers: makers, takers: takers,
      arbitrageurs: arbitrageurs,
      shocks: [
        DepthShockPlan(
          shock: .thin(side: .buy, rate: Rate(partsPerMillion: 800_000)),
          timing: .whenIndexFalls(rate: .basisPoints(100), within: .seconds(30)),
          hold: .seconds(20), halfLife: .seconds(30))
      ], latency: latency,
      mark: MarkSettings(
        formula: .indexPlusAverageBasis(window: 30, clampRate: .basisPoints(50)),
        interval: .seconds(1)), margin: try schedule(), population: population,
      liquidation: LiquidationSettings(
        checkPrice: .mark, checkInterval: .seconds(1), fee: .basisPoints(50),
        fund: quote(250_000), fundShare: Rate(partsPerMillion: 200_000),
        backstop: BackstopSettings(
          capital: capital, notionalMaximum: quote(10_000_000), unwindInterval: .seconds(10),
          unwindShare: Rate(partsPerMillion: 100_000))),
      paths: ["market-order", "step-ladder"], seeds: seeds)
  }

  private static var population: PopulationSettings {
    PopulationSettings(
      count: 1000, longShare: Rate(partsPerMillion: 600_000), notionalMedian: quote(20_000),
      notionalSigma: 1.2,
      leverage: [
        LeverageWeight(leverage: 10, weight: 3), LeverageWeight(leverage: 25, weight: 1),
      ], entryDeviation: .basisPoints(50))
  }

  private static func schedule() throws -> MarginSchedule {
    try MarginSchedule(tiers: [
      MarginTier(
        floor: .zero, maintenance: Rate(partsPerMillion: 5000),
        initial: Rate(partsPerMillion: 10_000)),
      MarginTier(
        floor: quote(300_000), maintenance: Rate(partsPerMillion: 10_000),
        initial: Rate(partsPerMillion: 20_000)),
    ])
  }

  static func quote(_ units: Int64) -> Money { Money(atoms: units * Money.atomsPerUnit) }

  static func at(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

  /// What one branch of a seed shows.
  struct Outcome {
    var seed: UInt64
    var path: String
    /// What owners kept of 1,000 quote.
    var kept: Int64
    /// What the fund paid.
    var draw: Int64
    /// Loss of forced orders on 10,000 quote of notional.
    var shortfall: Int64 = 20
  }

  /// A branch with two liquidations: of a large long and of a small short.
  static func run(_ outcome: Outcome) -> RunResult {
    var run = RunResult(seed: outcome.seed, path: outcome.path)
    let isControl = outcome.path == RunResult.controlName
    run.totals.messages = 9000
    run.totals.events = 21_000
    run.totals.trades = 700
    run.totals.breachedAccounts = 2
    run.totals.lastAtFork = Price(ticks: 590_000)
    run.totals.lowestLast = Price(ticks: isControl ? 570_000 : 560_000)
    run.totals.overshoot = .basisPoints(isControl ? 5 : 40)
    run.prices = (0..<60).map { second in
      let fall = min(max(Int64(second) - 20, 0), 10) * 3000
      var sample = PriceSample(second: second, price: Price(ticks: 600_000 - fall))
      sample.last = Price(ticks: 600_000 - fall - (isControl ? 0 : fall / 5))
      if second != 25 {
        sample.bid = Price(ticks: sample.last.ticks - 1)
        sample.ask = sample.last
      }
      sample.bidDepth = Quantity(lots: second < 20 ? 9000 : 2000)
      sample.askDepth = Quantity(lots: 8000)
      sample.fund = quote(250_000)
      return sample
    }
    run.digests = (0..<60).map { EventDigest.fixture(outcome.seed, $0) }
    run.owners = owners(kept: outcome.kept)
    if isControl { return run }
    // What owners have more and what the fund pays, the makers have less and more.
    run.incidence = Incidence([
      .breachedOwners: quote(outcome.kept), .fund: quote(-outcome.draw),
      .makers: quote(outcome.draw - outcome.kept),
    ])
    run.attribution = attribution(outcome)
    run.totals.liquidatedAccounts = 2
    run.totals.equityOpened = quote(8000)
    run.totals.equityClosed = quote(9000)
    run.totals.fundTrading = quote(40)
    run.totals.notionalTriggered = quote(12_000)
    run.totals.notionalClosed = quote(10_000)
    run.totals.notionalNeeded = quote(7500)
    run.totals.notionalExecuted = quote(10_000)
    run.totals.shortfallImpact = quote(outcome.shortfall)
    run.totals.fundDraw = quote(outcome.draw)
    run.totals.triggeredByLiquidation = 1
    run.totals.depthRecovery = .seconds(7)
    run.totals.timeInLiquidation = .seconds(6)
    run.liquidations = liquidations(outcome)
    run.incidents = incidents
    var link = CascadeLink(account: 9, at: at(27), event: 310)
    link.parent = 4
    link.cause = 305
    run.cascade = [CascadeLink(account: 4, at: at(25), event: 300), link]
    var account = AccountRecord(
      account: 4, side: .buy, size: Quantity(lots: 200), entryPrice: Price(ticks: 600_000),
      collateral: quote(1200))
    account.liquidated = true
    account.breached = true
    account.liquidationPrice = Price(ticks: 585_000)
    var counterparty = AccountRecord(
      account: 11, side: .sell, size: Quantity(lots: 400), entryPrice: Price(ticks: 600_000),
      collateral: quote(2000))
    counterparty.deleveragedQuantity = Quantity(lots: 100)
    counterparty.deleveragingLoss = quote(50)
    counterparty.equityAtEnd = quote(1950)
    run.accounts = [account, counterparty]
    return run
  }

  /// Three quarters of what owners kept and two fifths of the shortfall drift; the ladder costs more in fees.
  private static func attribution(_ outcome: Outcome) -> Attribution {
    let kept = quote(outcome.kept)
    let drift = Money(atoms: kept.atoms / 4 * 3)
    let fees = outcome.path == "step-ladder" ? quote(30) : quote(10)
    let draw = quote(outcome.draw)
    let lost = quote(outcome.shortfall)
    let waited = Money(atoms: lost.atoms / 5 * 2)
    return Attribution(
      owners: Attribution.Split(drift: drift, terms: -fees, impact: kept - drift + fees),
      payers: Attribution.Split(drift: .zero, terms: -fees, impact: draw + fees),
      shortfall: Attribution.Split(drift: waited, terms: .zero, impact: lost - waited))
  }

  /// The two owners, who breach with 800 and 200 quote; the run ends before the second one's five minutes.
  private static func owners(kept: Int64) -> [OwnerOutcome] {
    [
      OwnerOutcome(
        account: 4, breached: at(25), equityAtBreach: quote(800),
        afterOneMinute: quote(kept * 4 / 5), afterFiveMinutes: quote(kept * 2 / 5),
        atEnd: quote(kept * 4 / 5)),
      OwnerOutcome(
        account: 9, breached: at(27), equityAtBreach: quote(200), afterOneMinute: quote(kept / 5),
        afterFiveMinutes: nil, atEnd: quote(kept / 5)),
    ]
  }

  private static func liquidations(_ outcome: Outcome) -> [LiquidationRecord] {
    var large = LiquidationRecord(
      account: 4, side: .buy, triggered: at(25), size: Quantity(lots: 200),
      price: Price(ticks: 585_000), equity: quote(800))
    large.ended = at(29)
    large.ending = .closed
    large.equityAtEnd = quote(outcome.kept * 4 / 5)
    large.steps = [
      LiquidationRecord.Step(.sent, at: at(25)), LiquidationRecord.Step(.unfilled, at: at(26)),
      LiquidationRecord.Step(.sent, at: at(28)),
    ]
    var fill = LiquidationRecord.Step(.filled, at: at(29))
    fill.price = Price(ticks: 581_234)
    fill.quantity = Quantity(lots: 200)
    large.steps.append(fill)
    var small = LiquidationRecord(
      account: 9, side: .sell, triggered: at(27), size: Quantity(lots: 10),
      price: Price(ticks: 585_000), equity: quote(200))
    small.ended = at(29)
    small.ending = outcome.path == "step-ladder" ? .released : .deleveraged
    small.equityAtEnd = quote(outcome.kept / 5)
    return [large, small]
  }

  private static var incidents: [Incident] {
    var breach = Incident(.breach, at: at(25), event: 300)
    breach.account = 4
    breach.price = Price(ticks: 585_000)
    var paid = Incident(.fundPaid, at: at(29), event: 400)
    paid.account = 4
    paid.amount = quote(12)
    return [Incident(.depthShock, at: at(21), event: 200), breach, paid]
  }

  /// A comparison of two paths and the control: what owners kept and what the fund paid, seed by seed.
  static func comparison(
    kept: (market: [Int64], ladder: [Int64]), draw: (market: [Int64], ladder: [Int64])
  ) throws -> Comparison {
    let seeds = kept.market.indices.map { UInt64($0 + 1) }
    var runs: [RunResult] = []
    for (place, seed) in seeds.enumerated() {
      runs.append(
        run(
          Outcome(
            seed: seed, path: "market-order", kept: kept.market[place],
            draw: draw.market[place], shortfall: 20 + Int64(place))))
      runs.append(
        run(
          Outcome(
            seed: seed, path: "step-ladder", kept: kept.ladder[place],
            draw: draw.ladder[place], shortfall: 15)))
      runs.append(run(Outcome(seed: seed, path: RunResult.controlName, kept: 0, draw: 0)))
    }
    return Comparison(
      scenario: try scenario(seeds: 1...UInt64(seeds.count)),
      paths: [
        ("market-order", "One order."), ("step-ladder", "A fifth | at a time."),
        (RunResult.controlName, "Nobody is liquidated."),
      ], seeds: seeds, runs: runs)
  }

  /// A comparison in which the ladder is better on every seed.
  static func ladderWins() throws -> Comparison {
    try comparison(
      kept: ([500, 520, 480, 510, 505, 500, 500, 505], [600, 640, 590, 600, 610, 605, 605, 610]),
      draw: ([30, 20, 25, 40, 28, 29, 28, 29], [10, 12, 9, 11, 8, 10, 10, 10]))
  }
}

extension EventDigest {
  /// A digest of a second of a toy run.
  fileprivate static func fixture(_ seed: UInt64, _ second: Int) -> UInt64 {
    var digest = EventDigest()
    digest.absorb(seed, UInt64(second))
    return digest.value
  }
}
