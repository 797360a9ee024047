import Liquidation
import Margin
import Market
import Simulation
import TestSupport
import Testing
import Units

/// What is recorded of strategies' accounts against the ledger, which the log reads by itself at each booking.
@Suite("A strategy's account, second by second") struct StrategyLedgerTests {
  /// What some run must reach.
  enum Sometimes: String, CaseIterable {
    case feePaid, rebate, fundingPaid, fundingReceived, penalty, debtSettled, surplusTaken
    case maker, taker, liquidation, transfer, deleveraging, unliquidated, restingOrder, inverse
    case shortHeld, longHeld
  }

  @Test func `Equity, fees, funding and position equal the ledger at every second`() throws {
    var reached: Set<Sometimes> = []
    for path in BuiltInPaths.all + BuiltInPaths.more {
      for seed in UInt64(1)...4 {
        reached.formUnion(
          try Self.judge(along: path) {
            try Self.setup(seed: seed, variation: path.name.utf8.count, box: $0)
          })
      }
    }
    for claim in Sometimes.allCases {
      #expect(reached.contains(claim), "no run reaches \(claim.rawValue)")
    }
  }

  @Test func `Venues of all kinds record what their ledgers book`() throws {
    // Drawn venues with a strategy in them: mark by last or index, auctions, penalties for the house, small funds.
    var count = 0
    for seed in Array(UInt64(1)...40) + Array(1001...1024) + Array(2001...2040) {
      var draw = try SwarmDraw(seed: seed)
      let (setup, path) = try draw.draw(seconds: 20)
      if setup.strategies.isEmpty { continue }
      count += 1
      _ = try Self.judge(along: path) { box in
        try WorldSetup(
          scenario: setup.scenario, seed: setup.seed, index: setup.index, last: setup.last,
          strategies: setup.strategies, options: RunOptions(audits: true, log: box.log()))
      }
    }
    #expect(count >= 15)
  }

  @Test func `What strategies have sums to their group's row of the incidence table`() throws {
    var isDifferent = false
    for seed in UInt64(1)...3 {
      let setup = try Self.setup(seed: seed)
      let results = SeedComparison.run(setup: setup, paths: BuiltInPaths.all)
      let control = try #require(results.last)
      func wealth(_ run: RunResult) -> Money {
        run.strategies.reduce(.zero) { $0 + $1.wealth }
      }
      for run in results.dropLast() {
        let incidence = try #require(run.incidence)
        #expect(incidence[.strategies] == wealth(run) - wealth(control), "\(run.path) \(seed)")
        isDifferent = isDifferent || wealth(run) != wealth(control)
        // A branch reads as a whole run, and the shared start is the same in all.
        #expect(run.strategies.map(\.seconds.count) == control.strategies.map(\.seconds.count))
        #expect(run.strategies.map(\.seconds.first) == control.strategies.map(\.seconds.first))
      }
    }
    #expect(isDifferent, "liquidation changes what strategies have")
  }

  @Test func `A branch of a comparison records what the same branch records alone`() throws {
    let setup = try Self.setup(seed: 2)
    let results = SeedComparison.run(setup: setup, paths: BuiltInPaths.all)
    let alone = SeedComparison.runAlone(
      setup: try Self.setup(seed: 2), path: BuiltInPaths.all[3])
    #expect(results[3].strategies == alone.strategies)
  }

  // MARK: The judge

  /// Runs with a log and compares every second of every strategy with it.
  private static func judge(
    along path: any LiquidationPath, _ made: (LogBox) throws -> WorldSetup
  ) throws -> Set<Sometimes> {
    let box = LogBox()
    let setup = try made(box)
    let result = SeedComparison.runAlone(setup: setup, path: path)
    let events = box.all
    var reached: Set<Sometimes> = []
    let length = Int(setup.scenario.length.nanoseconds / 1_000_000_000)
    #expect(result.strategies.count == setup.strategies.count)
    for record in result.strategies {
      #expect(record.seconds.map(\.second) == Array(0..<length))
      var witness = LedgerWitness(account: record.account, capital: record.capital)
      var next = 0
      for sample in record.seconds {
        let end = Instant.zero + .seconds(Int64(sample.second) + 1)
        while next < events.count, events[next].time < end {
          witness.read(events[next])
          next += 1
        }
        try compare(sample, witness, record, setup, result)
        note(sample, &reached)
      }
      checkTrades(record, setup.scenario.instrument)
      for trade in record.trades { note(trade, &reached) }
      if witness.settled > .zero { reached.insert(.debtSettled) }
      if witness.settled < .zero { reached.insert(.surplusTaken) }
      if !result.liquidations.contains(where: { $0.account == record.account }) {
        reached.insert(.unliquidated)
      }
    }
    if setup.scenario.instrument.kind == .inverse { reached.insert(.inverse) }
    return reached
  }

  private static func compare(
    _ sample: StrategySample, _ witness: LedgerWitness, _ record: StrategyRecord,
    _ setup: WorldSetup, _ result: RunResult
  ) throws {
    let place = "seed \(setup.seed), \(result.path), second \(sample.second)"
    let holding = witness.holding
    #expect(sample.cash == holding.cash, "\(place)")
    #expect(sample.size == holding.position.size, "\(place)")
    #expect(sample.entryCost == holding.position.entryCost, "\(place)")
    #expect(sample.feesPaid == witness.feesPaid && sample.rebates == witness.rebates, "\(place)")
    #expect(sample.funding == witness.funding, "\(place)")
    #expect(sample.penalties == witness.penalties, "\(place)")
    #expect(sample.adjustments == witness.settled, "\(place)")
    let market = result.prices[sample.second]
    #expect(sample.mark == market.mark && sample.index == market.index, "\(place)")
    let fixed = holding.cash + holding.position.entryCost
    #expect(
      sample.equityAtMark == fixed + value(sample.size, sample.mark, setup.scenario.instrument),
      "\(place)")
    #expect(
      sample.equityAtIndex == fixed + value(sample.size, sample.index, setup.scenario.instrument),
      "\(place)")
    // Double entry: what is not profit of trades was paid or received.
    #expect(
      sample.cash == record.capital + sample.realised - sample.feesPaid + sample.rebates
        + sample.funding - sample.penalties + sample.adjustments, "\(place)")
  }

  /// What a position is worth, by the definition of the contract and in rational numbers.
  private static func value(_ size: Quantity, _ price: Price, _ instrument: Instrument) -> Money {
    switch instrument.kind {
    case .linear: return Money(atoms: size.lots * price.ticks * instrument.atomsPerTickLot)
    case .inverse:
      // To the nearest atom, an even one of two.
      let total = Int128(-size.lots) * Int128(instrument.atomTicksPerLot)
      let (whole, rest) = total.quotientAndRemainder(dividingBy: Int128(price.ticks))
      let twice = 2 * rest.magnitude
      let isUp = twice > UInt128(price.ticks) || (twice == UInt128(price.ticks) && whole % 2 != 0)
      return Money(atoms: Int64(whole + (isUp ? (total < 0 ? -1 : 1) : 0)))
    }
  }

  /// Each trade follows from the one before, and all of them make the last second's position and turnover.
  private static func checkTrades(_ record: StrategyRecord, _ instrument: Instrument) {
    var position = Int64(0)
    var turnover = Money.zero
    var realised = Money.zero
    for trade in record.trades {
      position += trade.side == .buy ? trade.quantity.lots : -trade.quantity.lots
      #expect(trade.position.lots == position)
      turnover += instrument.notional(trade.price, trade.quantity)
      realised += trade.realised
      let isVenues = trade.kind != .maker && trade.kind != .taker
      #expect((trade.order == nil) == isVenues)
      #expect((trade.rested != nil) == (trade.kind == .maker))
    }
    guard let last = record.seconds.last else { return }
    #expect(last.size.lots == position && last.turnover == turnover && last.realised == realised)
  }

  private static func note(_ sample: StrategySample, _ reached: inout Set<Sometimes>) {
    if sample.feesPaid > .zero { reached.insert(.feePaid) }
    if sample.rebates > .zero { reached.insert(.rebate) }
    if sample.funding < .zero { reached.insert(.fundingPaid) }
    if sample.funding > .zero { reached.insert(.fundingReceived) }
    if sample.penalties > .zero { reached.insert(.penalty) }
    if sample.restingOrders > 0 { reached.insert(.restingOrder) }
    if sample.size > .zero { reached.insert(.longHeld) }
    if sample.size < .zero { reached.insert(.shortHeld) }
  }

  private static func note(_ trade: StrategyTrade, _ reached: inout Set<Sometimes>) {
    switch trade.kind {
    case .maker: reached.insert(.maker)
    case .taker: reached.insert(.taker)
    case .liquidation: reached.insert(.liquidation)
    case .transfer: reached.insert(.transfer)
    case .deleveraging: reached.insert(.deleveraging)
    }
  }

  // MARK: The runs

  /// A crash with two gamblers, one of either side, and a small maker; funding every few seconds, a maker rebate, and on
  /// every other seed a fund that has nothing and an inverse contract.
  private static func setup(
    seed: UInt64, variation: Int = 1, box: LogBox? = nil
  ) throws -> WorldSetup {
    var scenario = try ScenarioFixture.quickCrash(seconds: 40, accounts: 30)
    scenario.funding = FundingSettings(
      formula: FundingFormula(
        interest: Rate(partsPerMillion: seed % 2 == 0 ? -300 : 300),
        clamp: Rate(partsPerMillion: 500), cap: Rate(partsPerMillion: 5000),
        interval: .seconds(7)),
      sampleInterval: .seconds(1), firstSettlement: .zero + .seconds(3))
    let linear = scenario.instrument
    scenario.instrument = try Instrument(
      symbol: linear.symbol, priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: -50), takerFee: linear.takerFee)
    if seed % 2 == 0 { scenario.liquidation.fund = .zero }
    if seed > 2 { scenario = try ScenarioFixture.inverse(scenario) }
    let instrument = scenario.instrument
    let size = instrument.kind == .linear ? Int64(1) : 6
    func gambler(
      _ after: Int64, _ lots: Int64, limit: Int64, _ capital: Int64
    ) -> (any Strategy, Money) {
      (
        Sender(
          parameters: .init(
            afterMilliseconds: after, lots: lots * size, limit: limit)),
        ScenarioFixture.units(capital, of: instrument)
      )
    }
    let maker: (any Strategy, Money) = (
      Wall(parameters: .init(bid: 598_800, lots: 20 * size, levels: 3)),
      ScenarioFixture.units(20_000, of: instrument)
    )
    return try ScenarioRun.setup(
      scenario, seed: seed,
      strategies: [
        gambler(1500, 1000, limit: 601_000, 850 + 40 * Int64(variation % 5)),
        gambler(2000, -800, limit: 598_000, 5000), maker,
        // Sells where the fall ends, and is caught by the rebound.
        gambler(15_000, -1500, limit: 562_000, 1800),
      ],
      options: RunOptions(audits: true, log: box?.log()))
  }
}
