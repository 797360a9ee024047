import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("Figures of a strategy's trades")
struct StrategyTradesTests {
  private func markout(
    _ trades: [StrategyTrade], at time: Markout.Time
  ) throws -> Markout? {
    Markout(trades, at: time, of: try ReportFixture.instrument())
  }

  // Bought at 60,000, mid 60,030 later: 5 bp. Sold at 60,000, mid 60,030 later: -5 bp.
  @Test("a markout is positive where the price moves the account's way", arguments: Side.allCases)
  func sides(side: Side) throws {
    let trade = StrategyFixture.trade(
      .maker, side, at: 1, price: 600_000, position: 0, later: [nil, 1_200_600, nil, nil])
    let markout = try #require(try markout([trade], at: .later(1)))
    #expect(markout.basisPoints == (side == .buy ? 5 : -5))
    #expect(markout.count == 1)
    #expect(try self.markout([trade], at: .later(0)) == nil)
    #expect(try self.markout([trade], at: .before) == nil)
  }

  // 300 lots at 2 bp and 100 lots at -6 bp, at the same price: 0.
  @Test("a markout is weighted by notional, and a trade without a mid is left out")
  func weights() throws {
    let trades = [
      StrategyFixture.trade(
        .taker, .buy, at: 1, price: 600_000, position: 300, later: [1_200_240, nil, nil, nil],
        lots: 300),
      StrategyFixture.trade(
        .taker, .buy, at: 2, price: 600_000, position: 400, later: [1_199_280, nil, nil, nil]),
      StrategyFixture.trade(.taker, .buy, at: 3, price: 600_000, position: 500),
    ]
    let markout = try #require(try markout(trades, at: .later(0)))
    #expect(markout.basisPoints.magnitude < 1e-12)
    #expect(markout.count == 2)
  }

  // 100 lots for 10 s, 300 short for 20 s, nothing for the rest of a minute: 7,000 lot-seconds.
  @Test("inventory counts either side, by time")
  func inventory() {
    let trades = [
      StrategyFixture.trade(.taker, .buy, at: 10, price: 600_000, position: 100),
      StrategyFixture.trade(.taker, .sell, at: 20, price: 600_000, position: -300, lots: 400),
      StrategyFixture.trade(.liquidation, .buy, at: 40, price: 600_000, position: 0, lots: 300),
    ]
    let inventory = Inventory(trades, length: .seconds(60))
    #expect(inventory.lotTime == 7000 * 1_000_000_000)
    #expect(inventory.lotsMax == 300)
    #expect(inventory.lotsMean.map { ($0 - 7000.0 / 60).magnitude < 1e-9 } == true)
    #expect(Inventory([], length: .seconds(60)).lotsMean == 0)
    // What is open at the end is held until then.
    #expect(
      Inventory([trades[0]], length: .seconds(60)).lotTime == 5000 * 1_000_000_000)
  }

  @Test("closing trades reduce a position or turn it round")
  func closing() {
    let trades = [
      StrategyFixture.trade(.taker, .buy, at: 1, price: 1, position: 100),
      StrategyFixture.trade(.taker, .buy, at: 2, price: 1, position: 200),
      StrategyFixture.trade(
        .maker, .sell, at: 3, price: 1, position: 100, realised: StrategyFixture.money(1)),
      // Turned round at a loss.
      StrategyFixture.trade(
        .taker, .sell, at: 4, price: 1, position: -100, lots: 200,
        realised: StrategyFixture.money(-1)),
      StrategyFixture.trade(.taker, .sell, at: 5, price: 1, position: -200),
      // Closed for nothing: not won.
      StrategyFixture.trade(.deleveraging, .buy, at: 6, price: 1, position: 0, lots: 200),
    ]
    let closing = ClosingTrades(trades)
    #expect(closing.count == 3 && closing.won == 1)
    #expect(closing.hitRate == 1.0 / 3)
    #expect(ClosingTrades([]).hitRate == nil)
  }

  @Test("the distance to liquidation is negative beyond the price, on either side")
  func distance() {
    func second(_ number: Int, lots: Int64, mark: Int64, price: Int64?) -> StrategySample {
      var sample = StrategyFixture.sample(number, equity: .zero)
      sample.size = Quantity(lots: lots)
      sample.mark = Price(ticks: mark)
      sample.liquidationPrice = price.map { Price(ticks: $0) }
      return sample
    }
    let long = LiquidationDistance([
      second(0, lots: 5, mark: 1000, price: 900), second(1, lots: 5, mark: 1000, price: 990),
      second(2, lots: 5, mark: 1000, price: 991), second(3, lots: 5, mark: 1000, price: nil),
      second(4, lots: 0, mark: 1000, price: 1000),
    ])
    #expect(long.least == 0.009 && long.secondsNear == 1)
    let short = LiquidationDistance([second(0, lots: -5, mark: 1000, price: 980)])
    #expect(short.least == -0.02 && short.secondsNear == 1)
    #expect(LiquidationDistance([]).least == nil)
  }
}
