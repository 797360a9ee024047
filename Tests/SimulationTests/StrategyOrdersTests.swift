import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// What becomes of a strategy's orders, told as a story, and the mids after its trades against a naive judge.
@Suite("A strategy's orders and markouts") struct StrategyOrdersTests {
  private func run(_ stories: [String], seconds: Int64 = 10) throws -> RunResult {
    var scenario = try ScenarioFixture.still(seconds: seconds)
    scenario.population.leverage = [LeverageWeight(leverage: 5, weight: 1)]
    let setup = try ScenarioRun.setup(
      scenario, index: ScenarioRun.tape([(0, 600_000)]),
      strategies: stories.map { (ScriptedTrader($0), ScenarioFixture.units(1_000_000)) })
    return SeedComparison.runAlone(setup: setup, path: nil)
  }

  /// A trade as a line: when, how, order, lots, price, how long the order had rested.
  private func lines(_ record: StrategyRecord) -> [String] {
    record.trades.map {
      let rested = $0.rested.map { "\($0.nanoseconds / 1_000_000)" } ?? "-"
      let order = $0.order.map { "\($0)" } ?? "-"
      return "\($0.time.nanoseconds / 1_000_000) \($0.kind) \(order) \($0.quantity.lots) "
        + "@ \($0.price.ticks) \(rested)"
    }
  }

  @Test func `An order waits from its rest to each fill, and anew where it has lost its place`()
    throws
  {
    let result = try run([
      """
      100 bid 10 @ 599990
      300 bid 10 @ 599990
      2000 move 1 4 @ 599990
      3000 move 1 8 @ 599990
      6000 move 1 8 @ 599995
      """,
      """
      1000 sell 4 @ 599990
      1500 sell 6 @ 599990
      2500 sell 1 @ 599990
      5000 sell 2 @ 599990
      7000 sell 8 @ 599990
      """,
    ])
    // Order 0 came at 100 and is gone at 1500. Order 1 gets smaller at 2000 and keeps its place of 300; it grows at 3000
    // and starts anew; it moves at 6000 and starts anew.
    #expect(
      lines(result.strategies[0]) == [
        "1000 maker 0 4 @ 599990 900", "1500 maker 0 6 @ 599990 1400",
        "2500 maker 1 1 @ 599990 2200", "5000 maker 1 2 @ 599990 2000",
        "7000 maker 1 8 @ 599995 1000",
      ])
    let orders = result.strategies[0].orders
    #expect(orders.sent == 2 && orders.rested == 2 && orders.filled == 2)
    #expect(orders.replacements == 3 && orders.cancels == 0)
    // 20 as sent. 3 are left of 4 when it grows to 8: 5 more; 6 when it moves with 8: 2 more.
    #expect(orders.lotsEntered == 27 && orders.lotsFilled == 21 && orders.lotsFilledAsMaker == 21)
    // 4 * 900 + 6 * 1400 + 1 * 2200 + 2 * 2000 + 8 * 1000 lot-milliseconds.
    #expect(orders.queueLotTime == 26_200 * 1_000_000)
  }

  @Test func `Every end of an order is counted once`() throws {
    let result = try run([
      """
      100 bid 10 @ 599990
      200 post 5 @ 600010
      300 bid 7 @ 599980
      400 bid 0 @ 599970
      500 stop 3 @ 600010
      600 stop 3 @ 600900
      2000 cancel 0
      2500 cancel 0
      3000 buy 9 @ 600010
      4000 cancel 5
      """,
      """
      150 ask 4 @ 600010
      1000 sell 6 @ 599990
      """,
    ])
    let record = result.strategies[0]
    // 0 fills 6 of 10 and is cancelled; 1 would take and is rejected; 2 rests to the end; 3 never leaves the desk; 6 takes
    // 4 of 9 and is cancelled for the rest; that trade triggers stop 4, which finds no ask; 5 is cancelled unarmed.
    let orders = record.orders
    #expect(orders.sent == 6 && orders.rejected == 2 && orders.filled == 0)
    #expect(orders.filledInPart == 2 && orders.cancelled == 2 && orders.rested == 2)
    #expect(orders.cancels == 2, "the second cancel of order 0 stays at the desk")
    // 10 of order 0, 7 of 2, 9 of 6, 3 of the stop that was triggered.
    #expect(orders.lotsEntered == 29 && orders.lotsFilled == 10 && orders.lotsFilledAsMaker == 6)
    #expect(record.seconds.map(\.restingOrders) == [2, 2, 1, 1, 1, 1, 1, 1, 1, 1])
  }

  /// How many of some times in order are not after one.
  private static func count(of times: [Instant], upTo time: Instant) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @Test func `Markouts are the mids in force at each horizon`() throws {
    var seen = 0
    for seed in UInt64(1)...3 {
      var scenario = try ScenarioFixture.quickCrash(seconds: 30, accounts: 30)
      scenario.takers.ratePerSecond = 10
      let box = LogBox()
      let setup = try ScenarioRun.setup(
        scenario, seed: seed,
        strategies: [
          (
            Wall(parameters: .init(bid: 599_400, lots: 10, levels: 40)),
            ScenarioFixture.units(100_000)
          ),
          (
            Sender(parameters: .init(afterMilliseconds: 4000, lots: 900, limit: 606_000)),
            ScenarioFixture.units(800)
          ),
        ], options: RunOptions(log: box.log()))
      let result = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.stepLadder)
      // The touch as the log has it after each event.
      let mids = box.all.filter { $0.entry != nil }.map { event in
        (
          time: event.time, key: event.entry?.key ?? 0,
          mid: event.bid.flatMap { bid in event.ask.map { bid.ticks + $0.ticks } }
        )
      }
      let end = Instant.zero + scenario.length
      let times = mids.map(\.time)
      for record in result.strategies {
        for trade in record.trades {
          let place = try #require(mids.firstIndex { $0.key == trade.event })
          #expect(trade.doubledMid == mids[place - 1].mid)
          for (horizon, later) in zip(StrategyTrade.horizons, trade.doubledMidsLater) {
            let due = trade.time + horizon
            let judged = due > end ? nil : mids[Self.count(of: times, upTo: due) - 1].mid
            #expect(later == judged, "\(seed) \(trade.time) \(horizon)")
            if later != nil, later != trade.doubledMid { seen += 1 }
          }
        }
      }
    }
    #expect(seen > 100, "the mid moves after trades")
  }
}
