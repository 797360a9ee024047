import Liquidation
import Market
import Rulebook
import Simulation
import TestSupport
import Testing
import Units

@Suite("Why: drift, terms and impact")
struct ShadowTests {
  private static let options = RunOptions(audits: true, attributes: true)

  private func crash(_ seed: UInt64, attributes: Bool = true) throws -> WorldSetup {
    try ScenarioRun.setup(
      ScenarioFixture.quickCrash(), seed: seed,
      options: RunOptions(audits: true, attributes: attributes))
  }

  // MARK: Sums

  @Test("the parts sum to what owners have, what payers lose and what forced orders lost")
  func sums() throws {
    var inverse = try ScenarioFixture.inverse(ScenarioFixture.quickCrash())
    inverse.funding = FundingSettings(
      formula: FundingFormula(interval: .seconds(10)), sampleInterval: .milliseconds(300),
      firstSettlement: .zero + .seconds(12))
    let setups = [
      try crash(1), try ScenarioRun.setup(inverse, seed: 2, options: Self.options),
    ]
    for setup in setups {
      for result in SeedComparison.run(setup: setup, paths: BuiltInPaths.all).dropLast() {
        let why = try #require(result.attribution)
        let who = try #require(result.incidence)
        #expect(why.owners.total == who[.breachedOwners], "\(result.path)")
        #expect(why.payers.total == -who.change(of: .payers), "\(result.path)")
        #expect(why.shortfall.total == result.totals.shortfall, "\(result.path)")
        #expect(why.shortfall.terms == .zero)
      }
    }
  }

  @Test("without the wish for it there is none, and the control has none")
  func absent() throws {
    let plain = SeedComparison.run(
      setup: try crash(1, attributes: false), paths: [BuiltInPaths.marketOrder])
    #expect(plain.allSatisfy { $0.attribution == nil })
    let asked = SeedComparison.run(setup: try crash(1), paths: [BuiltInPaths.marketOrder])
    #expect(asked.map { $0.attribution != nil } == [true, false])
  }

  // MARK: Nothing else changes

  @Test("a shadow changes no event of the branches")
  func harmless() throws {
    let plain = SeedComparison.run(
      setup: try crash(2, attributes: false), paths: BuiltInPaths.all)
    for (result, other) in zip(
      SeedComparison.run(setup: try crash(2), paths: BuiltInPaths.all), plain)
    {
      var bare = result
      bare.attribution = nil
      #expect(bare == other, "\(result.path)")
    }
  }

  @Test("a path has the same shadow alone, among others and in any order")
  func alone() throws {
    let setup = try crash(3)
    let all = SeedComparison.run(setup: setup, paths: BuiltInPaths.all)
    let turned = SeedComparison.run(setup: setup, paths: BuiltInPaths.all.reversed())
    for path in BuiltInPaths.all {
      let one = SeedComparison.run(setup: setup, paths: [path])[0].attribution
      #expect(one != nil)
      #expect(one == all.first { $0.path == path.name }?.attribution, "\(path.name)")
      #expect(one == turned.first { $0.path == path.name }?.attribution, "\(path.name)")
    }
  }

  @Test("each rulebook follows its own control, and owners are those of the reference")
  func rulebooks() throws {
    let scenario = try ScenarioFixture.quickCrash()
    let reference = try ScenarioRun.setup(scenario, seed: 1, options: Self.options)
    var contenders: [VenueComparison.Contender] = []
    for seed in UInt64(1001)...1040 where contenders.count < 3 {
      var draw = RulebookDraw(seed: seed, instrument: scenario.instrument)
      guard let rulebook = try draw.rulebook() else { continue }
      var own = scenario
      own.rulebook = rulebook
      contenders.append(
        VenueComparison.Contender(
          name: "venue-\(seed)", path: rulebook.path,
          setup: try ScenarioRun.setup(own, seed: 1, options: Self.options)))
    }
    let results = VenueComparison.run(contenders, reference: reference)
    #expect(results.count == 4)
    for (contender, result) in zip(contenders, results) {
      let why = try #require(result.attribution)
      let who = try #require(result.incidence)
      #expect(why.owners.total == who[.breachedOwners], "\(result.path)")
      #expect(why.payers.total == -who.change(of: .payers), "\(result.path)")
      let alone = VenueComparison.run([contender], reference: reference)
      #expect(alone[0].attribution == why, "\(result.path)")
    }
    #expect(Set(results.compactMap { $0.attribution?.owners.drift }).count > 1)
  }

  // MARK: A market by hand

  /// A venue without delay, in which one strategy shows all prices there are; one long and one short, who opened at
  /// 60,000.0 with a leverage of 100, so that the long breaches once the index has fallen 0.6 %.
  private func byHand(
    _ points: [(Int64, Int64)], _ quotes: [Quoter.Parameters.Quote], accounts: Int = 2,
    seconds: Int64 = 20
  ) throws -> WorldSetup {
    let scenario = try ScenarioFixture.still(seconds: seconds, accounts: accounts)
    return try ScenarioRun.setup(
      scenario, seed: accounts == 2 ? ScenarioFixture.pairSeed(scenario) : 1,
      index: ScenarioRun.tape(points),
      strategies: [
        (Quoter(parameters: .init(quotes: quotes)), ScenarioFixture.units(100_000_000))
      ],
      options: Self.options)
  }

  @Test("in a flat touch with accounts below maintenance from the start nothing drifts")
  func flat() throws {
    let setup = try byHand(
      [(0, 600_000), (500, 596_400)], [.init(milliseconds: 0, bid: 596_399, ask: 596_401)],
      accounts: 40)
    let results = SeedComparison.run(setup: setup, paths: BuiltInPaths.all)
    #expect(results.dropLast().contains { $0.totals.liquidatedAccounts >= 10 })
    for result in results.dropLast() {
      let why = try #require(result.attribution)
      #expect(why.owners.drift == .zero, "\(result.path)")
      #expect(why.payers.drift == .zero, "\(result.path)")
      #expect(why.shortfall.drift == .zero, "\(result.path)")
    }
    // A thousand lots at the touch and nothing behind: whoever sells more than that meets the end of the book.
    let market = try #require(results[0].attribution)
    #expect(market.owners.impact != .zero)
    #expect(market.owners.terms < .zero, "fees and penalties are paid")
  }

  @Test("what the market does between trigger and sale is drift, to the atom")
  func drift() throws {
    // The check of the first second finds the long at 59,640.0; the touch stands thirty ticks below the index until
    // then and for the rest of the run, the index ends a hundred ticks lower. A tick on a lot is 100 atoms.
    let setup = try byHand(
      [(0, 600_000), (500, 596_400), (5000, 596_300)],
      [.init(milliseconds: 0, bid: 596_369, ask: 596_371)])
    let result = SeedComparison.run(setup: setup, paths: [BuiltInPaths.marketOrder])[0]
    let sale = try #require(result.liquidations.first)
    let lots = sale.size.lots
    #expect(result.liquidations.count == 1 && sale.side == .buy && lots > 1000)
    let why = try #require(result.attribution)
    // Sold in the middle, at 596,370, it is worth 70 ticks more than at the last index.
    #expect(why.owners.drift == Money(atoms: 70 * lots * 100))
    // The book had a thousand lots, so a thousand were sold by the order; the shadow sold all, 30 ticks too low.
    let sold = sale.executed.lots
    #expect(sold == 1000)
    #expect(why.shortfall.drift == Money(atoms: 30 * sold * 100))
    #expect(why.shortfall.impact == Money(atoms: 1 * sold * 100), "half the spread")
  }

  @Test("a resting order waits in the shadow until the touch comes back to its limit")
  func resting() throws {
    // Bankruptcy is near 59,430: at 58,800 nobody pays it. The touch is back above it after nine seconds.
    let low = Quoter.Parameters.Quote(milliseconds: 0, bid: 587_999, ask: 588_001)
    let high = Quoter.Parameters.Quote(milliseconds: 9000, bid: 595_999, ask: 596_001)
    let path = OneRest(time: .seconds(15))
    let setup = try byHand([(0, 600_000), (500, 588_000), (12_000, 597_000)], [low, high])
    let result = SeedComparison.run(setup: setup, paths: [path])[0]
    let sale = try #require(result.liquidations.first)
    let why = try #require(result.attribution)
    // Worth 59,700.0 in the end. The bid that reaches it, 59,599.9, is there before the ask, so it stands for the middle.
    #expect(why.owners.drift == Money(atoms: -1001 * sale.size.lots * 100))
    #expect(why.shortfall.drift == Money(atoms: -7999 * sale.executed.lots * 100))
  }

  @Test("where the touch never reaches the limit the shadow sells nothing")
  func unreached() throws {
    let path = OneRest(time: .seconds(5))
    let low = Quoter.Parameters.Quote(milliseconds: 0, bid: 580_000, ask: 580_002)
    let setup = try byHand([(0, 600_000), (500, 588_000), (12_000, 597_000)], [low])
    let result = SeedComparison.run(setup: setup, paths: [path])[0]
    let why = try #require(result.attribution)
    #expect(why.owners.drift == .zero && why.shortfall.drift == .zero)
  }

  @Test("in a book without end and without delay impact is half the spread")
  func frictionless() throws {
    let (scenario, index) = try NegativeControlTests.ideal()
    let setup = try ScenarioRun.setup(scenario, seed: 5, index: index, options: Self.options)
    let paths = [BuiltInPaths.marketOrder, BuiltInPaths.stepLadder, BuiltInPaths.twapSlices]
    for result in SeedComparison.run(setup: setup, paths: paths).dropLast() {
      let why = try #require(result.attribution)
      let executed = result.liquidations.reduce(Int64(0)) { $0 + $1.executed.lots }
      let spreads = Set(
        result.prices.compactMap { sample in
          sample.bid.flatMap { bid in sample.ask.map { ($0 - bid).ticks } }
        })
      let spread = try #require(spreads.first)
      #expect(spreads.count == 1 && executed > 10_000)
      let half = Money(atoms: executed * spread * scenario.instrument.atomsPerTickLot / 2)
      #expect(why.owners.impact == -half, "\(result.path)")
      #expect(why.payers.impact == .zero, "\(result.path)")
      #expect(why.shortfall.impact == half, "\(result.path)")
      #expect(why.owners.drift != .zero)
    }
  }

  // MARK: The split of a slow fall

  @Test("in a fall that does not come back drift carries what a ladder loses against one order")
  func slowFall() throws {
    var scenario = try ScenarioFixture.quickCrash(seconds: 90, accounts: 120)
    if case .process(var process, let start) = scenario.index {
      process.moves = [
        ScheduledMove(
          at: .zero + .seconds(5), over: .seconds(80), returnBasisPoints: -600, volatilityFactor: 1)
      ]
      scenario.index = .process(process, start: start)
    }
    let setup = try ScenarioRun.setup(scenario, seed: 4, options: Self.options)
    let results = SeedComparison.run(
      setup: setup, paths: [BuiltInPaths.marketOrder, BuiltInPaths.stepLadder])
    let market = try #require(results[0].attribution)
    let ladder = try #require(results[1].attribution)
    let total = ladder.owners.total - market.owners.total
    let drift = ladder.owners.drift - market.owners.drift
    #expect(total < .zero && drift < .zero)
    #expect(drift.atoms * 2 < total.atoms, "\(drift) of \(total)")
  }
}

/// A path of one order at the bankruptcy price that rests, then nothing but waiting.
private struct OneRest: LiquidationPath {
  var name: String { "one-rest" }
  var summary: String { "One order that rests." }

  let time: Interval
  private var isSent = false

  init(time: Interval) { self.time = time }

  mutating func next(in situation: Situation) -> PathAnswer {
    if isSent { return PathAnswer(.wait(.seconds(1))) }
    isSent = true
    return PathAnswer(
      .submit(
        ForcedOrder(
          quantity: situation.size.magnitude, limit: situation.bankruptcyPrice,
          duration: .resting(time))))
  }
}
