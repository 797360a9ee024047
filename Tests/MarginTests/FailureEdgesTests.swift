import Margin
import Market
import TestSupport
import Testing
import Units

@Suite struct FailureEdgesTests {
  /// Ticks of one with lots of one, an atom each.
  private func instrument(_ kind: ContractKind = .linear) throws -> Instrument {
    try Instrument(
      symbol: "X", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
      makerFee: .zero, takerFee: .zero, kind: kind, moneyDecimals: kind == .linear ? 0 : 6)
  }

  private func leg(
    _ lots: Int64, at entry: Int64, mark: Int64, symbol: String = "X", _ shape: MarginShape,
    _ kind: ContractKind = .linear
  ) throws -> CrossLeg {
    let instrument = try instrument(kind)
    let size = Quantity(lots: lots)
    return CrossLeg(
      symbol: symbol,
      rules: try MarginRules(
        instrument: instrument, terms: MarginTerms(schedule: try MarginSchedule(shape: shape))),
      position: Position(
        size: size, entryCost: -instrument.value(size, at: Price(ticks: entry))),
      mark: Price(ticks: mark))
  }

  private func flat(_ basisPoints: Int64) -> MarginShape {
    .flat(
      maintenance: FineRate(.basisPoints(basisPoints)), initial: FineRate(.basisPoints(5000)),
      minimum: .zero)
  }

  private func ticks(_ price: Ratio?) -> Int128? { price?.rounded(.toNearestOrEven) }

  @Test func `A long fails below one price, and a short above one`() throws {
    var account = CrossAccount(
      collateral: Money(atoms: 100_000), legs: [try leg(10, at: 100_000, mark: 100_000, flat(1000))]
    )
    var edges = account.failureEdges(leg: 0, measure: .maintenance)
    // 90,000 / 0.9.
    #expect(edges.failsAtMark == false && edges.above == nil)
    #expect(ticks(account.failureEdges(leg: 0, measure: .bankruptcy).below) == 90_000)
    #expect(ticks(edges.below) == 100_000)
    account.legs[0].mark = Price(ticks: 99_000)
    edges = account.failureEdges(leg: 0, measure: .maintenance)
    #expect(edges.failsAtMark && edges.below == nil)
    #expect(ticks(edges.above) == 100_000)
    account.legs = [try leg(-10, at: 100_000, mark: 100_000, flat(500))]
    edges = account.failureEdges(leg: 0, measure: .maintenance)
    // 110,000 / 1.05 = 104,761.9.
    #expect(ticks(edges.above) == 104_762 && edges.below == nil)
  }

  @Test func `An account that another leg has ruined fails at every price of a small one`() throws {
    let account = CrossAccount(
      collateral: Money(atoms: 1_000),
      legs: [
        try leg(-10, at: 60_000, mark: 60_000, flat(50)),
        try leg(-1, at: 300, mark: 300, symbol: "Y", flat(50)),
      ])
    let edges = account.failureEdges(leg: 1, measure: .maintenance)
    // The big leg requires 3,000; the small one can win 300 at the most.
    #expect(edges.failsAtEveryPrice)
    #expect(!account.failureEdges(leg: 0, measure: .maintenance).failsAtEveryPrice)
  }

  /// A long of 2 and a short of 3 at 10 %: net they lose 1 a tick and need half a tick more.
  @Test func `A contract held on both sides fails where its net does, on the requirement of both`()
    throws
  {
    let account = CrossAccount(
      collateral: Money(atoms: 6_000),
      legs: [
        try leg(2, at: 10_000, mark: 10_000, flat(1000)),
        try leg(-3, at: 10_000, mark: 10_000, flat(1000)),
      ])
    let edges = account.failureEdges(leg: 0, measure: .maintenance)
    // 6,000 - (P - 10,000) = 0.5 P at 10,666.7; down it only gains.
    #expect(ticks(edges.above) == 10_667)
    #expect(edges.below == nil)
    #expect(ticks(account.failureEdges(leg: 1, measure: .bankruptcy).above) == 16_000)
  }

  /// Steps without deduction: 1 % up to a notional of 1,000, then 20 %.
  @Test func `A long can fail above a step and be safe below it`() throws {
    let steps = [
      SteppedTier(
        limit: .notional(Money(atoms: 1_000)), maintenance: FineRate(.basisPoints(100)),
        initial: FineRate(.basisPoints(5000))),
      SteppedTier(
        limit: nil, maintenance: FineRate(.basisPoints(2000)), initial: FineRate(.basisPoints(5000))
      ),
    ]
    let account = CrossAccount(
      collateral: Money(atoms: 100),
      legs: [try leg(1, at: 990, mark: 990, .steppedTiers(steps, by: .notional))])
    let edges = account.failureEdges(leg: 0, measure: .maintenance)
    // Below 890 / 0.99; above 1,000 it needs 200 and has 110, until 890 / 0.8 = 1,112.5.
    #expect(ticks(edges.below) == 899)
    #expect(ticks(edges.above) == 1_000)
    var risen = account
    risen.legs[0].mark = Price(ticks: 1_050)
    let between = risen.failureEdges(leg: 0, measure: .maintenance)
    #expect(between.failsAtMark)
    #expect(ticks(between.below) == 1_000)
    #expect(ticks(between.above) == 1_112)
  }

  /// 200 accounts of one or two legs, both kinds, judged tick by tick.
  @Test
  func `The edges are where an account that is asked at every tick begins and ceases to fail`()
    throws
  {
    var random = TestRandom(seed: 20_261_128)
    for round in 0..<200 {
      let kind: ContractKind = round % 3 == 2 ? .inverse : .linear
      let shape: MarginShape =
        round % 2 == 0
        ? flat(random.integer(10...2000))
        : .steppedTiers(
          [
            SteppedTier(
              limit: .notional(Money(atoms: kind == .linear ? 4_000 : 20_000)),
              maintenance: FineRate(.basisPoints(200)),
              initial: FineRate(.basisPoints(5000))),
            SteppedTier(
              limit: nil, maintenance: FineRate(.basisPoints(1500)),
              initial: FineRate(.basisPoints(5000))),
          ], by: .notional)
      let mark = random.integer(50...400)
      var legs = [
        try leg(random.integer(1...20), at: random.integer(50...400), mark: mark, shape, kind)
      ]
      if random.integer(0...2) > 0 {
        legs.append(
          try leg(-random.integer(1...20), at: random.integer(50...400), mark: mark, shape, kind))
      }
      if random.integer(0...1) == 0 { legs.reverse() }
      let account = CrossAccount(
        collateral: Money(atoms: random.integer(-200...(kind == .linear ? 3_000 : 60_000))),
        legs: legs)
      let edges = account.failureEdges(leg: 0, measure: .maintenance)
      func fails(_ ticks: Int64) -> Bool {
        var moved = account
        for index in moved.legs.indices { moved.legs[index].mark = Price(ticks: ticks) }
        return moved.isLiquidatable
      }
      #expect(edges.failsAtMark == fails(mark))
      let down = (1..<mark).reversed().first { fails($0) != edges.failsAtMark }
      let up = (mark + 1...5_000).first { fails($0) != edges.failsAtMark }
      // The change lies within the tick before the first that differs.
      if let down {
        let edge = try #require(edges.below, "round \(round)")
        #expect((edge.rounded(.down) - Int128(down)).magnitude <= 1, "round \(round)")
      } else {
        #expect(edges.below.map { $0.rounded(.up) <= 1 } ?? true, "round \(round)")
      }
      if let up {
        let edge = try #require(edges.above, "round \(round)")
        #expect((edge.rounded(.up) - Int128(up)).magnitude <= 1, "round \(round)")
      } else {
        #expect(edges.above.map { $0.rounded(.up) >= 5_000 } ?? true, "round \(round)")
      }
    }
  }
}
