import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// The account at the desk, in a venue where nothing moves by itself, against numbers worked out by hand.
///
/// A tick is 0.1 and a lot 0.001, so that a tick on a lot is 100 atoms. Others rest at 60,001.0 and 59,999.0, the index
/// stands at 60,000.0, a taker pays 0.05 %.
@Suite("The account at the desk")
struct DeskAccountTests {
  private func run(
    _ orders: [Bookkeeper.Timed], capital: Int64 = 20_000,
    index points: [(milliseconds: Int64, ticks: Int64)] = [(0, 600_000)], seconds: Int64 = 12,
    path: StagedPath? = nil, change: (inout Scenario) -> Void = { _ in }
  ) throws -> Bookkeeper.Pages {
    var scenario = try ScenarioFixture.still(seconds: seconds)
    change(&scenario)
    let pages = Bookkeeper.Pages()
    let others = Resting([[600_010, -1000], [599_990, 1000]])
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario), index: ScenarioRun.tape(points),
      strategies: [
        (Bookkeeper(orders, pages), ScenarioFixture.units(capital)),
        (others, ScenarioFixture.units(20_000)),
      ])
    _ = SeedComparison.runAlone(setup: setup, path: path)
    return pages
  }

  /// The last desk that was written down before an instant.
  private func desk(_ pages: Bookkeeper.Pages, before milliseconds: Int64) throws -> Desk {
    try #require(pages.all.last { $0.now < .zero + .milliseconds(milliseconds) })
  }

  private let funding = FundingSettings(
    formula: FundingFormula(interval: .seconds(10)), sampleInterval: .seconds(1),
    firstSettlement: .zero + .seconds(3))

  @Test("has what was put in before anything happens")
  func untouched() throws {
    let desk = try desk(try run([]), before: 12_000)
    #expect(desk.cash == Money(atoms: 20_000_000_000) && desk.equity == desk.cash)
    #expect(desk.position == .zero && desk.averageEntryPrice == nil)
    #expect(desk.liquidationPrice == nil)
    #expect(desk.initialMargin == .zero && desk.maintenanceMargin == .zero)
    #expect(desk.freeMargin == desk.cash)
    #expect(desk.fundingDue == nil, "the contract has none")
    #expect(desk.index == Price(ticks: 600_000))
  }

  @Test("follows a purchase, a settlement of funding and a sale to the atom")
  func roundTrip() throws {
    let pages = try run(
      [.init(milliseconds: 1000, lots: 500), .init(milliseconds: 5000, lots: -200)],
      change: { $0.funding = funding })
    // 0.5 at 60,001.0 is 30,000.50; the fee is 15.00025.
    let bought = try desk(pages, before: 2900)
    #expect(bought.cash == Money(atoms: 19_984_999_750))
    #expect(bought.position == Quantity(lots: 500))
    #expect(bought.averageEntryPrice == Price(ticks: 600_010))
    #expect(bought.feesPaid == Money(atoms: 15_000_250))
    #expect(bought.unrealisedProfit == Money(atoms: -500_000))
    #expect(bought.equity == Money(atoms: 19_984_499_750))
    // 0.8 % and 0.4 % of 30,000.
    #expect(bought.initialMargin == Money(atoms: 240_000_000))
    #expect(bought.maintenanceMargin == Money(atoms: 120_000_000))
    #expect(bought.freeMargin == Money(atoms: 19_744_499_750))
    // Bid and ask lie around the index: no premium, the interest of 0.01 % alone, on 30,000.
    let due = try #require(bought.fundingDue)
    #expect(due.time == .zero + .seconds(3))
    #expect(due.rate == Rate(partsPerMillion: 100) && due.payment == Money(atoms: 3_000_000))
    let paid = try desk(pages, before: 4900)
    #expect(paid.fundingPaid == Money(atoms: 3_000_000))
    #expect(paid.cash == Money(atoms: 19_981_999_750))
    #expect(paid.fundingDue?.time == .zero + .seconds(13))
    // 0.996 N = 30,000.50 - 19,981.99975: N = 10,058.73519, or 201,174.70 ticks on 0.5.
    #expect(paid.liquidationPrice == Price(ticks: 201_174))
    // 0.2 at 59,999.0 lose 0.40 and cost 5.9999.
    let sold = try desk(pages, before: 12_000)
    #expect(sold.cash == Money(atoms: 19_975_599_850))
    #expect(sold.position == Quantity(lots: 300) && sold.feesPaid == Money(atoms: 21_000_150))
    #expect(sold.equity == Money(atoms: 19_975_299_850))
    #expect(sold.fundingDue?.payment == Money(atoms: 1_800_000))
    let booked = try #require(pages.allBookings.first)
    #expect(pages.allBookings.count == 1 && booked.time == .zero + .seconds(3))
    #expect(booked.cause == .funding(Rate(partsPerMillion: 100)))
    #expect(booked.amount == Money(atoms: -3_000_000))
  }

  @Test("counts a position at its last fill until the first mark is told")
  func beforeTheMark() throws {
    let pages = try run([.init(milliseconds: 200, lots: 500)])
    let bought = try desk(pages, before: 900)
    #expect(bought.mark == nil && bought.position == Quantity(lots: 500))
    #expect(bought.unrealisedProfit == .zero && bought.equity == bought.cash)
    #expect(bought.maintenanceMargin == Money(atoms: 120_002_000))
  }

  @Test("knows the price at which the venue liquidates it, and what that costs")
  func liquidation() throws {
    // 300 less the fee of 15.00025; 0.996 N = 30,000.50 - 284.99975: N = 29,834.8396, or 596,696.79 ticks on 0.5.
    let pages = try run(
      [.init(milliseconds: 1000, lots: 500)], capital: 300,
      index: [(0, 600_000), (4000, 596_697), (7000, 596_696)], path: BuiltInPaths.marketOrder)
    let safe = try desk(pages, before: 6900)
    #expect(safe.liquidationPrice == Price(ticks: 596_696))
    #expect(safe.position == Quantity(lots: 500), "a tick above it is safe")
    #expect(pages.allRisks.first == .liquidationOpened(price: Price(ticks: 596_696)))
    // Sold at 59,999.0: a loss of 1.00, a fee of 14.99975, and 0.1 % of 29,999.50 for the liquidation.
    let closed = try desk(pages, before: 12_000)
    #expect(closed.position == .zero && closed.liquidationPrice == nil)
    #expect(closed.penaltiesPaid == Money(atoms: 29_999_500))
    #expect(closed.feesPaid == Money(atoms: 30_000_000))
    #expect(closed.cash == Money(atoms: 239_000_500))
    #expect(pages.allBookings.map(\.cause) == [.penalty])
  }

  @Test("is in coins on an inverse contract")
  func inverse() throws {
    let scenario = try ScenarioFixture.inverse(try ScenarioFixture.still(seconds: 4))
    let pages = Bookkeeper.Pages()
    let capital = ScenarioFixture.units(20_000, of: scenario.instrument)
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario), index: ScenarioRun.tape([(0, 600_000)]),
      strategies: [
        (Bookkeeper([.init(milliseconds: 1000, lots: 1000)], pages), capital),
        (Resting([[600_010, -2000], [599_990, 2000]]), capital),
      ])
    _ = SeedComparison.runAlone(setup: setup, path: nil)
    let desk = try desk(pages, before: 4000)
    // 10,000 dollars at 60,001.0 are 0.16666389 coins, and 0.05 % of them 0.00008334, rounded up; 0.4 were put in.
    #expect(desk.cash == Money(atoms: 39_991_666))
    #expect(desk.text(desk.position) == "10000" && desk.text(desk.cash) == "0.39991666 coin")
    // At 60,000.0 they are 0.16666667 coins, which a long of dollars in coins has lost the difference to.
    #expect(desk.unrealisedProfit == Money(atoms: -278))
    #expect(desk.maintenanceMargin == Money(atoms: 66_667))
    // 1.004 N = 0.39991666 + 0.16666389: N = 0.564323257 coins, or a price of 17,720.34 for 10,000 dollars.
    #expect(desk.liquidationPrice == Price(ticks: 177_203))
  }

  @Test("prints in the decimals of the contract")
  func prints() throws {
    let pages = try run([.init(milliseconds: 1000, lots: 500)])
    let desk = try desk(pages, before: 2050)
    #expect(
      desk.description
        == "2 s: position 0.500, equity 19984.49975 quote, 0 open orders, mark 60000.0")
    #expect(desk.book.map { desk.text($0) } == "59999.0 x 1.000 | 60001.0 x 0.500")
    #expect(desk.book?.description == "599990 ticks x 1000 lots | 600010 ticks x 500 lots")
  }
}
