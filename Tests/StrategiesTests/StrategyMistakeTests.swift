import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Does at the second and third mark what a test asks for.
private struct Scripted: Strategy {
  static var name: String { "scripted" }
  struct Parameters: Codable, Sendable {}

  var second: @Sendable (inout Desk) -> Void = { _ in }
  var third: @Sendable (inout Desk) -> Void = { _ in }
  private var markCount = 0

  init(parameters: Parameters) {}

  init(
    second: @escaping @Sendable (inout Desk) -> Void,
    third: @escaping @Sendable (inout Desk) -> Void = { _ in }
  ) {
    self.second = second
    self.third = third
  }

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    markCount += 1
    if markCount == 2 { second(&desk) }
    if markCount == 3 { third(&desk) }
  }
}

extension DeskOrder {
  /// The handle of a desk's first order.
  fileprivate static var first: DeskOrder { DeskOrder(number: 0) }
}

/// Answers each notice of an order with another order, far below the market.
private struct Chain: Strategy {
  static var name: String { "chain" }
  struct Parameters: Codable, Sendable {}
  init(parameters: Parameters) {}

  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) { bid(&desk) }
  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) { bid(&desk) }

  private func bid(_ desk: inout Desk) {
    desk.submit(
      OrderRequest(side: .buy, quantity: Quantity(lots: 1), kind: .limit(Price(ticks: 1000))))
  }
}

/// Sets a timer of a nanosecond each time one fires.
private struct Ticker: Strategy {
  static var name: String { "ticker" }
  struct Parameters: Codable, Sendable {}
  init(parameters: Parameters) {}

  mutating func start(at desk: inout Desk) { desk.setTimer(0, after: Interval(nanoseconds: 1)) }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    desk.setTimer(timer, after: Interval(nanoseconds: 1))
  }
}

/// Sets a timer each time one fires.
private struct Metronome: Strategy {
  static var name: String { "metronome" }
  struct Parameters: Codable, Sendable {}

  let wait: Interval

  init(parameters: Parameters) { wait = .seconds(1) }
  init(nanoseconds: Int64) { wait = Interval(nanoseconds: nanoseconds) }

  mutating func start(at desk: inout Desk) { desk.setTimer(0, after: wait) }
  mutating func timerFired(_ timer: Int, at desk: inout Desk) { desk.setTimer(timer, after: wait) }
}

@Suite("A strategy's mistakes")
struct StrategyMistakeTests {
  private func trial(
    second: @escaping @Sendable (inout Desk) -> Void,
    third: @escaping @Sendable (inout Desk) -> Void = { _ in }
  ) throws -> (changes: [OrderUpdate.Change], result: RunResult) {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 6, accounts: 4),
      strategies: [Watched(Scripted(second: second, third: third), diary: diary)])
    let result = trial.run()
    let changes = diary.entries.compactMap { entry in
      if case .order(let update) = entry.event { update.change } else { nil }
    }
    return (changes, result)
  }

  /// An order and why it is rejected; the market stands near 600,000 ticks.
  private static let orders: [(Side, Int64, OrderRequest.Kind, OrderRejection)] = [
    (.buy, 0, .market, .quantityNotPositive),
    (.sell, -5, .market, .quantityNotPositive),
    (.buy, .min, .limit(Price(ticks: 1)), .quantityNotPositive),
    (.buy, .max, .market, .orderTooLarge),
    (.buy, 1_000_000_001, .market, .orderTooLarge),
    (.buy, 1, .limit(.zero), .priceNotPositive),
    (.sell, 1, .postOnly(Price(ticks: -1)), .priceNotPositive),
    (.buy, 1, .immediateOrCancel(Price(ticks: .min)), .priceNotPositive),
    (.sell, 1, .limit(Price(ticks: .max)), .priceTooHigh),
    (.sell, 1, .limit(Price(ticks: 1_000_000_000_001)), .priceTooHigh),
    (.buy, 1, .stop(trigger: .zero), .triggerNotPositive),
    (.sell, 1, .stop(trigger: Price(ticks: -3)), .triggerNotPositive),
    (.buy, 1, .stop(trigger: Price(ticks: .max)), .triggerTooHigh),
    // The largest there is, of which no account holds the margin.
    (.buy, 1_000_000_000, .market, .initialMargin),
    (.buy, 1, .postOnly(Price(ticks: 1_000_000)), .wouldTake),
  ]

  @Test("that are orders no venue takes are rejected with their reason, and counted")
  func badOrders() throws {
    let orders = Self.orders
    let (changes, result) = try trial(second: { desk in
      for (side, lots, kind, _) in orders {
        desk.submit(OrderRequest(side: side, quantity: Quantity(lots: lots), kind: kind))
      }
    })
    #expect(result.fault == nil)
    let reasons = changes.compactMap { change in
      if case .ended(.rejected(let reason)) = change { reason } else { nil }
    }
    // What leaves the desk is answered after what does not.
    #expect(
      reasons.sorted { $0.rawValue < $1.rawValue }
        == orders.map(\.3).sorted { $0.rawValue < $1.rawValue })
    for reason in Set(orders.map(\.3)) {
      let row = result.rejections.first { $0.reason == reason }
      #expect(row?.count == Int64(orders.count { $0.3 == reason }))
      #expect(row?.strategy == 0)
    }
  }

  @Test("in a cancel or a replacement are told and leave the order as it was")
  func badChanges() throws {
    let far = Price(ticks: 500_000)
    let lot = Quantity(lots: 1)
    let (changes, result) = try trial(
      second: { desk in
        desk.submit(OrderRequest(side: .buy, quantity: lot, kind: .postOnly(far)))
      },
      third: { desk in
        guard let order = desk.openOrders.first else { return }
        desk.replace(order, price: .zero, quantity: lot)
        desk.replace(order, price: far, quantity: .zero)
        desk.replace(order, price: Price(ticks: .max), quantity: lot)
        desk.cancel(order)
      })
    #expect(
      changes == [
        .accepted, .unchanged(.priceNotPositive), .unchanged(.quantityNotPositive),
        .unchanged(.priceTooHigh), .ended(.cancelled(.requested)),
      ])
    #expect(result.rejections.map(\.count) == [1, 1, 1])
  }

  @Test("in what is asked of an order that has ended are told")
  func endedOrder() throws {
    let (changes, _) = try trial(
      second: { desk in
        desk.submit(OrderRequest(side: .buy, quantity: .zero, kind: .market))
      },
      third: { desk in
        // The first handle of every desk is the same.
        let order = DeskOrder.first
        desk.cancel(order)
        desk.replace(order, price: Price(ticks: 500_000), quantity: Quantity(lots: 1))
      })
    #expect(
      changes == [
        .ended(.rejected(.quantityNotPositive)), .unchanged(.orderEnded), .unchanged(.orderEnded),
      ])
  }

  @Test("about a handle that the desk never gave are told")
  func unknownOrder() throws {
    let (changes, _) = try trial(second: { $0.cancel(.first) })
    #expect(changes == [.unchanged(.unknownOrder)])
  }

  @Test("of too many open orders: the thousand and first is rejected")
  func tooManyOrders() throws {
    let (changes, result) = try trial(second: { desk in
      for _ in 0..<1001 {
        desk.submit(
          OrderRequest(side: .buy, quantity: Quantity(lots: 1), kind: .limit(Price(ticks: 1))))
      }
    })
    #expect(changes.count { $0 == .ended(.rejected(.tooManyOrders)) } == 1)
    #expect(changes.count { $0 == .accepted } == 1000)
    #expect(
      result.rejections == [RejectionCount(strategy: 0, reason: .tooManyOrders, count: 1)])
  }

  @Test("end a run where it asks without end: timers of a nanosecond, an order for each notice")
  func runaway() throws {
    let scenario = try ScenarioFixture.calm(seconds: 20, accounts: 4)
    let timers = try Trial(scenario, strategies: [Ticker(parameters: .init())]).run()
    // The first timer is set at time 0, so that the one too many is asked for when 10,000 have fired.
    #expect(
      timers.fault
        == StrategyFault(
          strategy: 0, time: Instant(nanoseconds: 10_000), kind: .tooManyRequests))
    let orders = try Trial(
      scenario, strategies: [Idle(parameters: .init()), Chain(parameters: .init())]
    ).run()
    #expect(orders.fault?.strategy == 1)
    #expect(orders.fault?.kind == .tooManyRequests)
  }

  @Test("are none at the pace that is allowed for good, and end a run a little above it")
  func pace() throws {
    // A request each millisecond for twenty seconds.
    let steady = try Trial(
      try ScenarioFixture.calm(seconds: 20, accounts: 4),
      strategies: [Metronome(nanoseconds: 1_000_000)]
    ).run()
    #expect(steady.fault == nil)
    // Two in each: the ten thousand to spare last for ten seconds.
    let hasty = try Trial(
      try ScenarioFixture.calm(seconds: 20, accounts: 4),
      strategies: [Metronome(nanoseconds: 500_000)]
    ).run()
    #expect(hasty.fault?.kind == .tooManyRequests)
    #expect(hasty.fault?.time.wholeSeconds == 9)
  }

  @Test("end a run where a timer does not wait", arguments: [0, -5])
  func timerWithoutWait(nanoseconds: Int64) throws {
    let wait = Interval(nanoseconds: nanoseconds)
    let (_, result) = try trial(second: { $0.setTimer(0, after: wait) })
    #expect(result.fault?.kind == .timerWithoutWait(wait))
    #expect(
      result.fault?.claim == "set a timer of \(nanoseconds) ns, where a timer waits at least 1 ns")
  }

  @Test("are none where a timer is set for after the end, however late")
  func lateTimer() throws {
    let (_, result) = try trial(second: { $0.setTimer(0, after: Interval(nanoseconds: .max)) })
    #expect(result.fault == nil)
  }

  @Test("that let a contract test run away are its finding")
  func contract() {
    let findings = StrategyContract.findings(of: Ticker.self, parameters: .init())
    #expect(findings.map(\.problem) == [.ranAway])
  }

  @Test("A loop of orders without end in one callback traps")
  func endlessCallback() async {
    await #expect(processExitsWith: .failure) {
      _ = try Trial(
        try ScenarioFixture.calm(seconds: 6, accounts: 4),
        strategies: [
          Scripted(second: { desk in
            while true {
              desk.submit(OrderRequest(side: .buy, quantity: Quantity(lots: 1), kind: .market))
            }
          })
        ]
      ).run()
    }
  }
}

@Suite("How an order of a strategy ended")
struct OrderEndTests {
  private func ends(_ request: OrderRequest) throws -> [OrderEnd] {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 6, accounts: 4),
      strategies: [Watched(Scripted(second: { $0.submit(request) }), diary: diary)])
    _ = trial.run()
    return diary.entries.compactMap { entry in
      if case .order(let update) = entry.event, case .ended(let end) = update.change {
        end
      } else {
        nil
      }
    }
  }

  @Test("is told: filled, nothing left to fill it, nothing to reduce")
  func reasons() throws {
    let lot = Quantity(lots: 1)
    #expect(try ends(OrderRequest(side: .buy, quantity: lot, kind: .market)) == [.filled])
    #expect(
      try ends(
        OrderRequest(side: .buy, quantity: lot, kind: .immediateOrCancel(Price(ticks: 1000))))
        == [.cancelled(.unfilled)])
    #expect(
      try ends(OrderRequest(side: .sell, quantity: lot, kind: .market, isReduceOnly: true))
        == [.rejected(.nothingToReduce)])
  }

  @Test("is told where the venue takes over the account and cancels what it has open")
  func liquidation() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.crash(seconds: 60, accounts: 4),
      strategies: [Watched(HolderWithBid(parameters: .init()), diary: diary)])
    _ = trial.run(BuiltInPaths.marketOrder)
    let ends = diary.entries.compactMap { entry -> OrderEnd? in
      if case .order(let update) = entry.event, case .ended(let end) = update.change {
        end
      } else {
        nil
      }
    }
    #expect(ends == [.filled, .cancelled(.liquidation)])
  }
}

/// Buys at about seventy times its capital, and bids for one more lot far below.
private struct HolderWithBid: Strategy {
  static var name: String { "holder-with-bid" }
  struct Parameters: Codable, Sendable {}
  private var hasOrdered = false
  init(parameters: Parameters) {}

  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    guard !hasOrdered, let mid = book.mid else { return }
    hasOrdered = true
    let lot = desk.instrument.notional(mid, Quantity(lots: 1))
    let lots = desk.capital.atoms * 70 / lot.atoms
    desk.submit(OrderRequest(side: .buy, quantity: Quantity(lots: lots), kind: .market))
    desk.submit(
      OrderRequest(
        side: .buy, quantity: Quantity(lots: 1), kind: .postOnly(Price(ticks: mid.ticks / 2))))
  }
}
