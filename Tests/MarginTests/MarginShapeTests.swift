import Margin
import Market
import Testing
import Units

@Suite("A margin shape")
struct MarginShapeTests {
  private static func step(
    _ limit: SteppedTier.Limit?, _ maintenance: Int64 = 10_000, initial: Int64 = 20_000
  ) -> SteppedTier {
    SteppedTier(
      limit: limit, maintenance: FineRate(Rate(partsPerMillion: maintenance)),
      initial: FineRate(Rate(partsPerMillion: initial)))
  }

  private static let small = SteppedTier.Limit.size(Quantity(lots: 10))
  private static let percent = FineRate(Rate(partsPerMillion: 10_000))
  private static let less = FineRate(partsPerTrillion: -1)

  @Test(
    "that contradicts itself is refused",
    arguments: [
      (.steppedTiers([], by: .size), .noTiers),
      (.steppedTiers([step(nil), step(nil)], by: .size), .limitNotAscending(tier: 0)),
      (.steppedTiers([step(small), step(small)], by: .size), .limitNotAscending(tier: 1)),
      (.steppedTiers([step(.size(.zero))], by: .size), .limitNotAscending(tier: 0)),
      (.steppedTiers([step(small)], by: .notional), .limitOfOtherMeasure(tier: 0)),
      (.steppedTiers([step(small), step(nil, 9000)], by: .size), .rateFalls(tier: 1)),
      (.steppedTiers([step(nil, initial: 9000)], by: .size), .initialOutOfRange(tier: 0)),
      (.flat(maintenance: .one, initial: .one), .maintenanceOutOfRange(tier: 0)),
      (.flat(maintenance: less, initial: .one), .maintenanceOutOfRange(tier: 0)),
      (.flat(maintenance: percent, initial: .zero), .initialOutOfRange(tier: 0)),
      (
        .flat(maintenance: percent, initial: .one, minimum: Money(atoms: -1)), .termOutOfRange
      ),
      (
        .linearInSize(maintenance: percent, initial: percent, perUnit: less), .termOutOfRange
      ),
      (
        .linearInSize(
          maintenance: percent, initial: percent, perUnit: percent, initialPerUnit: .zero),
        .termOutOfRange
      ),
      (
        .squareRootOfSize(
          maintenance: SquareRootRate(floor: percent, factor: less),
          initial: SquareRootRate(floor: percent, factor: percent)), .termOutOfRange
      ),
    ] as [(MarginShape, MarginScheduleError)])
  func flaws(shape: MarginShape, flaw: MarginScheduleError) {
    #expect(throws: flaw) { try MarginSchedule(shape: shape) }
    #expect(!flaw.description.isEmpty)
  }

  @Test("of a least margin holds it against small positions only")
  func minimum() throws {
    let schedule = try MarginSchedule(
      shape: .flat(
        maintenance: Self.percent, initial: Self.percent, minimum: Fixtures.units(10)))
    #expect(schedule.maintenance(Fixtures.units(100)) == Fixtures.units(10))
    #expect(schedule.maintenance(Fixtures.units(1000)) == Fixtures.units(10))
    #expect(schedule.initial(Fixtures.units(100)) == Fixtures.units(10))
    #expect(schedule.maintenance(Fixtures.units(2000)) == Fixtures.units(20))
  }

  @Test("of steps by size has no requirement of a notional")
  func sizeOnly() async {
    await #expect(processExitsWith: .failure) {
      let schedule = try MarginSchedule(
        shape: .steppedTiers(
          [SteppedTier(limit: nil, maintenance: .zero, initial: .one)], by: .size))
      _ = schedule.maintenance(Money(atoms: 1))
    }
  }

  @Test("grows with a rate finer than a millionth, rounded up against the account")
  func fine() throws {
    // A lot of a third more than nothing: 1e-12 a unit on 0.001 units is less than can be counted.
    let contract = try VenueFixture.contract(price: 0, size: 3, money: 12)
    let rules = try contract.rules(
      .linearInSize(
        maintenance: .zero, initial: .zero, perUnit: FineRate(partsPerTrillion: 1)))
    let account = try contract.account("0.001", at: "1", margin: "0")
    // One part in 10^12 of 10^9 atoms is less than one: the account pays an atom.
    #expect(rules.maintenance(of: account, at: Price(ticks: 1)) == Money(atoms: 1))
    // 2.5 units on a slope of 1.005 %: 2.5125 % of 2.5.
    let steep = try contract.rules(
      .linearInSize(
        maintenance: .zero, initial: .zero, perUnit: VenueFixture.rate("0.01005")))
    let larger = try contract.account("-2.5", at: "1", margin: "0")
    let found = steep.maintenance(of: larger, at: Price(ticks: 1))
    #expect(found == (try contract.money("0.0628125")))
  }

  @Test("gives the least reduction to a tier", arguments: ContractKind.allCases)
  func reductionToTier(kind: ContractKind) throws {
    var reduced = 0
    for seed in UInt64(0)..<300 {
      var source = MarginDraws(seed: seed)
      let instrument = try source.contract(kind)
      let rules = try source.rules(instrument)
      let account = source.account(instrument, prices: 200...500)
      let price = Price(ticks: source.draws.integer(in: 200...500))
      guard rules.terms.valuation == .mark, rules.tier(of: account, at: price) > 0 else { continue }
      let held = account.position.size
      let judged = (0..<held.magnitude.lots).first { lots in
        let rest = Account(
          position: Position(size: Quantity(lots: held.lots - held.lots.signum() * lots)))
        return rules.tier(of: rest, at: price) == 0
      }
      let found = rules.quantityToTier(account, down: 1, at: price)
      #expect(found?.lots == judged ?? held.magnitude.lots, "seed \(seed), \(kind)")
      #expect(rules.quantity(toTier: 0, of: account, at: price) == found)
      reduced += 1
    }
    #expect(reduced > 10)
  }

  @Test("holds for a notional of 10^18 atoms", arguments: [Int64(1), -1])
  func extremes(side: Int64) throws {
    let contract = try VenueFixture.contract(price: 6, size: 0)
    // A thousand million contracts at 1,000: 10^12 units of quote, 10^18 atoms.
    let size = Quantity(lots: side * 1_000_000_000)
    let price = Price(ticks: 1_000_000_000)
    let rate = try VenueFixture.rate("0.012345678901")
    let rules = try contract.rules(.flat(maintenance: rate, initial: .one))
    let leg = CrossLeg(
      symbol: "A", rules: rules,
      position: Position(size: size, entryCost: -contract.value(size, at: price)), mark: price)
    let account = CrossAccount(
      collateral: Money(atoms: 10_000_000_000_000_000), legs: [leg, leg])
    #expect(account.maintenance == Money(atoms: 24_691_357_802_000_000))
    let zero = try #require(account.exactZeroPrice(leg: 0))
    // Half of the collateral, 0.5 % of the notional, from the mark.
    #expect(zero.rounded(.down) == Int128(1_000_000_000 - side * 5_000_000))
    #expect(account.isLiquidatable)
    let edges = account.failureEdges(leg: 0, measure: .maintenance)
    #expect(edges.price(isLong: side > 0) != nil)
    let isolated = Account(cash: .zero, position: leg.position)
    let share = Rate(partsPerMillion: 666_667)
    #expect(rules.edge(.shareOfMaintenance(share), of: isolated, from: price) != nil)
    #expect(
      rules.quantityToRestore(
        isolated, buffer: .one, check: price, execution: price, fee: .zero) == nil)
  }
}
