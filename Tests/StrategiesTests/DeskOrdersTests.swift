import Market
import Simulation
import Synchronization
import TestSupport
import Testing
import Units

/// Orders and levels at the desk, in a venue where nothing moves by itself: an order takes 10 ms to the venue, and a
/// notice 5 ms back.
@Suite("Orders at the desk")
struct DeskOrdersTests {
  private func run(_ strategies: [any Strategy]) throws {
    var scenario = try ScenarioFixture.still(seconds: 4)
    scenario.latency.strategyOrderEntry = .constant(.milliseconds(10))
    scenario.latency.feedToStrategy = .constant(.milliseconds(5))
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario), index: ScenarioRun.tape([(0, 600_000)]),
      strategies: strategies.map { ($0, ScenarioFixture.units(20_000)) })
    _ = SeedComparison.runAlone(setup: setup, path: nil)
  }

  @Test("are known by price, rest and age from their sending to their end")
  func life() throws {
    let log = Log()
    try run([Mover(log), Bookkeeper([.init(milliseconds: 2000, lots: -300)], .init())])
    #expect(
      log.lines == [
        "0 s: buy 1.000 of 1.000 at 59999.0, sent, 0 s old",
        "0.015 s: buy 1.000 of 1.000 at 59999.0, accepted, 0.015 s old",
        "1 s: buy 1.000 of 1.000 at 59999.0, replaceAsked, 1 s old",
        "1.015 s: buy 0.800 of 0.800 at 59998.0, accepted, 1.015 s old",
        "2.015 s: buy 0.500 of 0.800 at 59998.0, accepted, 2.015 s old",
        "3 s: buy 0.500 of 0.800 at 59998.0, cancelAsked, 3 s old",
        "3.015 s: none",
      ])
  }

  @Test("that the venue leaves as they were are no longer asked to change")
  func refused() throws {
    let log = Log()
    try run([Refused(log)])
    #expect(
      log.lines == [
        "0 s: buy 0.001 of 0.001 at 50000.0, sent, 0 s old",
        "0.015 s: buy 0.001 of 0.001 at 50000.0, replaceAsked, 0.015 s old",
        "0.03 s: buy 0.001 of 0.001 at 50000.0, accepted, 0.03 s old",
      ])
  }

  @Test("stand in pictures of the book as deep as a strategy asks for")
  func depth() throws {
    let levels = (0..<60).map { [599_990 - Int64($0) * 10, 1 + Int64($0)] }
    let (one, three, most) = (Log(), Log(), Log())
    try run([Resting(levels), Looker<One>(one), Looker<Three>(three), Looker<Most>(most)])
    #expect(one.lines.last == "59999.0 x 0.001 | no ask")
    #expect(three.lines.last == "59997.0 x 0.003, 59998.0 x 0.002, 59999.0 x 0.001 | no ask")
    #expect(most.lines.last?.split(separator: ",").count == 50)
  }

  @Test("are refused and ended with a reason in one sentence")
  func explanations() {
    var sentences = OrderRejection.allCases.map { OrderEnd.rejected($0).explanation }
    sentences += OrderCancelReason.allCases.map { OrderEnd.cancelled($0).explanation }
    sentences.append(OrderEnd.filled.explanation)
    #expect(Set(sentences).count == sentences.count)
    #expect(sentences.allSatisfy { $0.hasSuffix(".") && $0.count > 20 })
  }
}

/// Lines that a strategy of a test writes; shared on purpose.
private final class Log: Sendable {
  private let text = Mutex<[String]>([])
  func write(_ line: String) { text.withLock { $0.append(line) } }
  var lines: [String] { text.withLock { $0 } }

  func write(_ order: DeskOrder?, at desk: Desk) {
    let found = order.flatMap { desk[$0] }
    write("\(desk.now): " + (found.map { desk.text($0) } ?? "none"))
  }
}

/// Rests an order, moves it after a second, and cancels it after three.
private struct Mover: Strategy {
  static var name: String { "mover" }
  struct Parameters: Codable, Sendable {}

  let log: Log
  private var order: DeskOrder?

  init(parameters: Parameters) { self.init(Log()) }
  init(_ log: Log) { self.log = log }

  mutating func start(at desk: inout Desk) {
    order = desk.submit(
      OrderRequest(
        side: .buy, quantity: Quantity(lots: 1000), kind: .postOnly(Price(ticks: 599_990))))
    desk.setTimer(1, after: .seconds(1))
    desk.setTimer(3, after: .seconds(3))
    log.write(order, at: desk)
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    guard let order else { return }
    if timer == 1 {
      desk.replace(order, price: Price(ticks: 599_980), quantity: Quantity(lots: 800))
    } else {
      desk.cancel(order)
    }
    log.write(order, at: desk)
  }

  mutating func filled(_ fill: OwnFill, at desk: inout Desk) { log.write(order, at: desk) }
  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    log.write(order, at: desk)
  }
}

/// Bids for a lot far below the market, then for more than it can hold.
private struct Refused: Strategy {
  static var name: String { "refused" }
  struct Parameters: Codable, Sendable {}

  let log: Log

  init(parameters: Parameters) { self.init(Log()) }
  init(_ log: Log) { self.log = log }

  mutating func start(at desk: inout Desk) {
    let order = desk.submit(
      OrderRequest(
        side: .buy, quantity: Quantity(lots: 1), kind: .postOnly(Price(ticks: 500_000))))
    log.write(order, at: desk)
  }

  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    if update.change == .accepted {
      desk.replace(
        update.order, price: Price(ticks: 500_000), quantity: Quantity(lots: 2_000_000))
    }
    log.write(update.order, at: desk)
  }
}

/// How deep a strategy of a test looks.
private protocol Depth: Sendable { static var levels: Int { get } }
private enum One: Depth { static var levels: Int { 1 } }
private enum Three: Depth { static var levels: Int { 3 } }
private enum Most: Depth { static var levels: Int { 1000 } }

/// Writes down each picture of the book.
private struct Looker<D: Depth>: Strategy {
  static var name: String { "looker" }
  static var bookDepth: Int { D.levels }
  struct Parameters: Codable, Sendable {}

  let log: Log

  init(parameters: Parameters) { self.init(Log()) }
  init(_ log: Log) { self.log = log }

  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    log.write(desk.text(book))
  }
}
