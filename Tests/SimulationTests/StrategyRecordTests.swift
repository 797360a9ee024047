import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Accounts whose every number is worked out by hand, in a venue where nothing else moves.
///
/// A tick on a lot of the linear contract is 100 atoms, a lot a thousandth; the taker fee is 0.05 %, the maker fee 0.02 %.
@Suite("A strategy's record, worked out by hand") struct StrategyRecordTests {
  private func run(
    seconds: Int64 = 12, index: [(Int64, Int64)] = [(0, 600_000)],
    path: (any LiquidationPath)? = nil, isInverse: Bool = false,
    _ strategies: [(any Strategy, Int64)], _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> RunResult {
    var scenario = try ScenarioFixture.still(seconds: seconds)
    // Nobody of the population is ever near its liquidation.
    scenario.population.leverage = [LeverageWeight(leverage: 5, weight: 1)]
    if isInverse { scenario = try ScenarioFixture.inverse(scenario) }
    change(&scenario)
    let setup = try ScenarioRun.setup(
      scenario, index: ScenarioRun.tape(index),
      strategies: strategies.map { ($0.0, Money(atoms: $0.1)) })
    return SeedComparison.runAlone(setup: setup, path: path)
  }

  private func quoter(_ quotes: [(Int64, Int64, Int64)], lots: Int64 = 5000) -> (
    any Strategy, Int64
  ) {
    (
      Quoter(
        parameters: .init(
          quotes: quotes.map { .init(milliseconds: $0.0, bid: $0.1, ask: $0.2) }, lots: lots)),
      10_000_000_000_000
    )
  }

  // MARK: Buy and hold

  @Test func `Bought and held through one funding payment in a flat market`() throws {
    // 100 lots at 600,000: 100 * 600,000 * 100 = 6,000,000,000 atoms, a fee of 3,000,000. Funding of 0.3 % at 6.5 s
    // takes 18,000,000. Nothing else: 1,000,000,000 becomes 979,000,000.
    let result = try run(
      [
        (ScriptedTrader("1500 buy 100 @ 600000"), 1_000_000_000),
        quoter([(0, 599_990, 600_000)]),
      ]
    ) {
      $0.funding = FundingSettings(
        formula: FundingFormula(
          interest: Rate(partsPerMillion: 3000), clamp: .basisPoints(500),
          cap: .basisPoints(500), interval: .seconds(100)),
        sampleInterval: .seconds(1), firstSettlement: .zero + .milliseconds(6500))
    }
    let record = result.strategies[0]
    #expect(record.capital == Money(atoms: 1_000_000_000))
    #expect(record.seconds.map(\.size.lots) == [0] + Array(repeating: 100, count: 11))
    let equities = record.seconds.map(\.equityAtMark.atoms)
    #expect(
      equities == [1_000_000_000] + Array(repeating: 997_000_000, count: 5)
        + Array(repeating: 979_000_000, count: 6))
    #expect(record.seconds.map(\.equityAtIndex) == record.seconds.map(\.equityAtMark))
    let last = try #require(record.seconds.last)
    #expect(last.cash == Money(atoms: 979_000_000))
    #expect(last.entryCost == Money(atoms: -6_000_000_000))
    #expect(last.feesPaid == Money(atoms: 3_000_000) && last.rebates == .zero)
    #expect(last.funding == Money(atoms: -18_000_000))
    #expect(last.penalties == .zero && last.adjustments == .zero && last.realised == .zero)
    #expect(last.turnover == Money(atoms: 6_000_000_000))
    // The first tier asks 0.4 %: 24,000,000.
    #expect(last.requirement == Money(atoms: 24_000_000))
    // 979,000,000 - (600,000 - p) * 10,000 = 0.004 * p * 10,000 at p = 5,021,000,000 / 9960 = 504,116.47; one tick
    // higher the account is safe.
    #expect(last.liquidationPrice == Price(ticks: 504_116))
    #expect(record.wealth == Money(atoms: 979_000_000))
    #expect(record.trades.count == 1)
    let trade = try #require(record.trades.first)
    #expect(trade.time == .zero + .milliseconds(1500) && trade.kind == .taker && trade.order == 0)
    #expect(trade.side == .buy && trade.price == Price(ticks: 600_000))
    #expect(trade.fee == Money(atoms: 3_000_000) && trade.realised == .zero)
    #expect(trade.doubledMid == 599_990 + 600_000 && trade.index == Price(ticks: 600_000))
    // The maker on the other side: 0.02 % of 6,000,000,000, and the funding that the other paid.
    let other = try #require(result.strategies[1].seconds.last)
    #expect(other.feesPaid == Money(atoms: 1_200_000))
    #expect(other.funding == Money(atoms: 18_000_000))
  }

  // MARK: Round trips

  @Test func `A round trip at known prices`() throws {
    // 100 lots bought at 600,000 and sold at 600,500: 500 * 100 * 100 = 5,000,000. Fees of 3,000,000 and of 0.05 % of
    // 6,005,000,000, 3,002,500. Of the first sale of 40 lots 2,000,000 are realised, of the second 3,000,000.
    let result = try run(
      [
        (
          ScriptedTrader(
            """
            1500 buy 100 @ 600000
            6500 sell 40 @ 600500
            7500 sell 60 @ 600500
            """), 1_000_000_000
        ),
        quoter([(0, 599_990, 600_000), (5000, 600_500, 600_510)]),
      ])
    let record = result.strategies[0]
    let last = try #require(record.seconds.last)
    #expect(last.size == .zero && last.entryCost == .zero)
    #expect(last.cash == Money(atoms: 1_000_000_000 + 5_000_000 - 3_000_000 - 3_002_500))
    #expect(last.realised == Money(atoms: 5_000_000))
    #expect(last.feesPaid == Money(atoms: 6_002_500))
    #expect(last.turnover == Money(atoms: 6_000_000_000 + 6_005_000_000))
    #expect(last.liquidationPrice == nil && last.requirement == .zero)
    #expect(record.trades.map(\.realised.atoms) == [0, 2_000_000, 3_000_000])
    #expect(record.trades.map(\.position.lots) == [100, 60, 0])
    #expect(record.trades.map(\.fee.atoms) == [3_000_000, 1_201_000, 1_801_500])
    #expect(record.trades.map(\.doubledMid) == [1_199_990, 1_201_010, 1_201_010])
    // Half a second after the first trade the touch is as it was; ten seconds after it, it has moved.
    #expect(record.trades[0].doubledMidsLater == [1_199_990, 1_199_990, 1_201_010, nil])
    #expect(record.orders.sent == 3 && record.orders.filled == 3)
    #expect(record.orders.lotsEntered == 200 && record.orders.lotsFilled == 200)
    #expect(record.orders.lotsFilledAsMaker == 0 && record.orders.rested == 0)
  }

  @Test func `A round trip in an inverse contract`() throws {
    // 1000 lots of 10 dollars. Bought at 60,000.0: 10,000 / 60,000 coins, 16,666,666.67 atoms, booked as 16,666,667.
    // Sold at 60,050.0: 10,000 / 60,050, 16,652,789.34 atoms, booked as 16,652,789. Won: the difference, 13,878.
    // Fees of 0.05 %, rounded up: 8,333.3335 to 8,334 and 8,326.3945 to 8,327.
    let result = try run(
      isInverse: true,
      [
        (
          ScriptedTrader(
            """
            1500 buy 1000 @ 600000
            6500 sell 1000 @ 600500
            """), 100_000_000
        ),
        quoter([(0, 599_990, 600_000), (5000, 600_500, 600_510)]),
      ])
    let record = result.strategies[0]
    #expect(record.seconds[1].cash == Money(atoms: 100_000_000 - 8334))
    #expect(record.seconds[1].entryCost == Money(atoms: 16_666_667))
    #expect(record.seconds[1].equityAtIndex == Money(atoms: 100_000_000 - 8334))
    let last = try #require(record.seconds.last)
    #expect(last.cash == Money(atoms: 100_000_000 + 13_878 - 8334 - 8327))
    #expect(last.realised == Money(atoms: 13_878) && last.entryCost == .zero)
    #expect(last.turnover == Money(atoms: 16_666_667 + 16_652_789))
    #expect(record.wealth == last.cash)
  }

  // MARK: Liquidation

  @Test func `A liquidation at a known price`() throws {
    // 1000 lots bought at 600,000 for 60,000,000,000, a fee of 30,000,000: 970,000,000 are left. At 592,000 the loss is
    // 8000 * 1000 * 100 = 800,000,000 and the equity 170,000,000, below 0.5 % of 59,200,000,000 less 50,000,000, which
    // is 246,000,000. The forced order sells at 592,500: a loss of 750,000,000, a fee of 0.05 % of 59,250,000,000 or
    // 29,625,000, a penalty of 0.1 % or 59,250,000. Left: 131,125,000.
    let result = try run(
      index: [(0, 600_000), (5000, 592_000)], path: BuiltInPaths.marketOrder,
      [
        (ScriptedTrader("1500 buy 1000 @ 600000"), 1_000_000_000),
        quoter([(0, 599_990, 600_000), (3000, 592_500, 600_000)]),
      ])
    let record = result.strategies[0]
    let case0 = try #require(result.liquidations.first)
    #expect(result.liquidations.count == 1 && case0.account == record.account)
    #expect(case0.triggered == .zero + .seconds(5) && case0.triggerPrice == Price(ticks: 592_000))
    #expect(case0.equityAtTrigger == Money(atoms: 170_000_000) && case0.ending == .closed)
    #expect(case0.fees == Money(atoms: 29_625_000) && case0.penalty == Money(atoms: 59_250_000))
    #expect(record.seconds[4].equityAtMark == Money(atoms: 970_000_000))
    #expect(record.seconds[4].requirement == Money(atoms: 250_000_000))
    let last = try #require(record.seconds.last)
    #expect(last.size == .zero && last.cash == Money(atoms: 131_125_000))
    #expect(last.realised == Money(atoms: -750_000_000))
    #expect(last.feesPaid == Money(atoms: 30_000_000 + 29_625_000))
    #expect(last.penalties == Money(atoms: 59_250_000) && last.adjustments == .zero)
    #expect(record.trades.map(\.kind) == [.taker, .liquidation])
    #expect(record.trades[1].order == nil && record.trades[1].side == .sell)
    #expect(record.trades[1].price == Price(ticks: 592_500))
    #expect(record.trades[1].realised == Money(atoms: -750_000_000))
    #expect(record.orders.sent == 1 && record.orders.lotsFilled == 1000, "its own orders alone")
  }

  @Test func `What a debtor is given is an adjustment and no profit`() throws {
    // Sold at 590,000: a loss of 1,000,000,000 and a fee of 29,500,000 against 970,000,000: 59,500,000 are owed, and the
    // fund pays them.
    let result = try run(
      index: [(0, 600_000), (5000, 589_000)], path: BuiltInPaths.marketOrder,
      [
        (ScriptedTrader("1500 buy 1000 @ 600000"), 1_000_000_000),
        quoter([(0, 599_990, 600_000), (3000, 590_000, 600_000)]),
      ])
    let record = result.strategies[0]
    let last = try #require(record.seconds.last)
    #expect(last.cash == .zero && last.size == .zero && record.wealth == .zero)
    #expect(last.realised == Money(atoms: -1_000_000_000))
    #expect(last.feesPaid == Money(atoms: 59_500_000) && last.penalties == .zero)
    #expect(last.adjustments == Money(atoms: 59_500_000))
    #expect(result.totals.fundDraw == Money(atoms: 59_500_000))
  }
}
