import Market
import Simulation
import TestSupport
import Testing
import Units

@Suite("A rehearsal")
struct StrategyRehearsalTests {
  private func rehearsal() throws -> StrategyRehearsal<Rehearsed> {
    let scenario = try ScenarioFixture.calm()
    var rehearsal = try StrategyRehearsal<Rehearsed>(
      parameters: .init(), instrument: scenario.instrument, schedule: scenario.margin,
      capital: ScenarioFixture.units(20_000))
    rehearsal.start()
    return rehearsal
  }

  @Test("accepts what is sent, does what is asked, and refuses what the desk refuses")
  func answers() throws {
    let rehearsal = try rehearsal()
    let strategy = rehearsal.strategy
    #expect(
      strategy.changes == [
        .accepted, .accepted, .ended(.rejected(.quantityNotPositive)), .accepted,
        .ended(.cancelled(.requested)),
      ])
    let order = try #require(rehearsal.desk.orders.first)
    #expect(rehearsal.desk.orders.count == 1)
    #expect(order.price == Price(ticks: 599_980) && order.remaining == Quantity(lots: 70))
    #expect(order.state == .accepted)
  }

  @Test("fills a part and then the rest, as the desk of a run would learn it")
  func fills() throws {
    var rehearsal = try rehearsal()
    let order = try #require(rehearsal.desk.openOrders.first)
    rehearsal.fill(order, quantity: Quantity(lots: 30), fee: Money(atoms: 500))
    #expect(rehearsal.desk[order]?.filled == Quantity(lots: 30))
    #expect(rehearsal.desk[order]?.remaining == Quantity(lots: 40))
    #expect(rehearsal.desk.cash == ScenarioFixture.units(20_000) - Money(atoms: 500))
    rehearsal.fill(order, price: Price(ticks: 599_970))
    #expect(rehearsal.desk[order] == nil)
    #expect(rehearsal.desk.position == Quantity(lots: 70))
    #expect(rehearsal.strategy.changes.last == .ended(.filled))
    // 30 lots 20 ticks and 40 lots 30 ticks below the mark, at 100 atoms a tick and lot.
    rehearsal.publish(mark: Price(ticks: 600_000), index: Price(ticks: 600_000))
    #expect(rehearsal.desk.unrealisedProfit == Money(atoms: 180_000))
    #expect(
      rehearsal.strategy.fills
        == ["buy 0.030 at 59998.0, fee 0.0005 quote", "buy 0.040 at 59997.0, fee 0.00 quote"])
  }

  @Test("fires timers in the order of their times, also those that a timer sets")
  func timers() throws {
    var rehearsal = try rehearsal()
    rehearsal.pass(.milliseconds(25))
    #expect(rehearsal.strategy.fired == [[1, 10], [2, 20]])
    rehearsal.pass(.seconds(1))
    #expect(rehearsal.strategy.fired == [[1, 10], [2, 20], [3, 30], [1, 40]])
    #expect(rehearsal.desk.now == .zero + .milliseconds(1025))
  }

  @Test("stops at a fill of more than there is")
  func stopsAtTooMuch() async {
    await #expect(processExitsWith: .failure) {
      var rehearsal = try StrategyRehearsalTests().rehearsal()
      guard let order = rehearsal.desk.openOrders.first else { return }
      rehearsal.fill(order, quantity: Quantity(lots: 71))
    }
  }

  @Test("stops at a fill of an order that has ended")
  func stopsAtAnEnd() async {
    await #expect(processExitsWith: .failure) {
      var rehearsal = try StrategyRehearsalTests().rehearsal()
      guard let order = rehearsal.desk.openOrders.first else { return }
      rehearsal.fill(order)
      rehearsal.fill(order)
    }
  }

  @Test("stops where time would go back")
  func stopsAtTheBack() async {
    await #expect(processExitsWith: .failure) {
      var rehearsal = try StrategyRehearsalTests().rehearsal()
      rehearsal.pass(.milliseconds(-1))
    }
  }

  @Test("stops a strategy that asks for more than it may")
  func stopsARunaway() async {
    await #expect(processExitsWith: .failure) {
      let scenario = try ScenarioFixture.calm()
      var rehearsal = try StrategyRehearsal<Endless>(
        parameters: .init(), instrument: scenario.instrument, schedule: scenario.margin,
        capital: ScenarioFixture.units(20_000))
      rehearsal.start()
    }
  }
}

/// Sends, moves and cancels at the start, and writes down what it is told.
private struct Rehearsed: Strategy {
  static var name: String { "rehearsed" }
  struct Parameters: Codable, Sendable {}

  var changes: [OrderUpdate.Change] = []
  var fills: [String] = []
  /// Each timer with the milliseconds at which it fired.
  var fired: [[Int64]] = []

  init(parameters: Parameters) {}

  mutating func start(at desk: inout Desk) {
    func request(_ lots: Int64) -> OrderRequest {
      OrderRequest(
        side: .buy, quantity: Quantity(lots: lots), kind: .postOnly(Price(ticks: 599_990)))
    }
    let first = desk.submit(request(50))
    let second = desk.submit(request(60))
    desk.submit(request(0))
    desk.replace(first, price: Price(ticks: 599_980), quantity: Quantity(lots: 70))
    desk.cancel(second)
    for (timer, time) in [(3, 30), (1, 10), (2, 20)] as [(Int, Int64)] {
      desk.setTimer(timer, after: .milliseconds(time))
    }
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    fired.append([Int64(timer), desk.now.nanoseconds / 1_000_000])
    if timer == 3 { desk.setTimer(1, after: .milliseconds(10)) }
  }

  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    changes.append(update.change)
  }

  mutating func filled(_ fill: OwnFill, at desk: inout Desk) { fills.append(desk.text(fill)) }
}

/// Sends an order for each that is accepted.
private struct Endless: Strategy {
  static var name: String { "endless" }
  struct Parameters: Codable, Sendable {}

  init(parameters: Parameters) {}

  private func send(at desk: inout Desk) {
    desk.cancelAll()
    desk.submit(
      OrderRequest(side: .buy, quantity: Quantity(lots: 1), kind: .postOnly(Price(ticks: 1))))
  }

  mutating func start(at desk: inout Desk) { send(at: &desk) }
  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) { send(at: &desk) }
}
