import Liquidation
import Market
import Simulation
import Units

/// A strategy that fills the book with the same size on every tick, and lets it stand.
struct Wall: Strategy {
  static var name: String { "wall" }

  /// The shape of the wall.
  struct Parameters: Codable, Sendable {
    /// The best bid in ticks; the best ask is one tick above it.
    var bid: Int64 = 599_999
    /// Lots on every tick.
    var lots: Int64 = 10
    /// How many ticks of each side hold orders.
    var levels: Int64 = 300
    /// The sides that are built.
    var isBidOnly = false
  }

  let parameters: Parameters
  init(parameters: Parameters) { self.parameters = parameters }

  mutating func start(at desk: inout Desk) {
    for level in 0..<parameters.levels {
      put(.buy, parameters.bid - level, at: &desk)
      if !parameters.isBidOnly { put(.sell, parameters.bid + 1 + level, at: &desk) }
    }
  }

  private func put(_ side: Side, _ ticks: Int64, at desk: inout Desk) {
    desk.submit(
      OrderRequest(
        side: side, quantity: Quantity(lots: parameters.lots), kind: .limit(Price(ticks: ticks))))
  }
}

/// A strategy that watches everything and does nothing.
struct Watcher: Strategy {
  static var name: String { "watcher" }

  /// Nothing to choose.
  struct Parameters: Codable, Sendable {}

  init(parameters: Parameters) {}
}

/// A strategy that sends one order at a time of its own.
struct Sender: Strategy {
  static var name: String { "sender" }

  /// One order.
  struct Parameters: Codable, Sendable {
    /// When it is sent.
    var afterMilliseconds: Int64
    /// Lots bought, or minus the lots sold.
    var lots: Int64
    /// The worst price, in ticks.
    var limit: Int64
  }

  let parameters: Parameters
  init(parameters: Parameters) { self.parameters = parameters }

  mutating func start(at desk: inout Desk) {
    desk.setTimer(1, after: .milliseconds(parameters.afterMilliseconds))
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    desk.submit(
      OrderRequest(
        side: parameters.lots > 0 ? .buy : .sell, quantity: Quantity(lots: abs(parameters.lots)),
        kind: .immediateOrCancel(Price(ticks: parameters.limit))))
  }
}

/// A path that takes the same step for ever.
struct Stubborn: LiquidationPath {
  var name: String { "stubborn" }
  var summary: String { "The same step for ever." }

  /// The step.
  let step: LiquidationStep

  mutating func next(in situation: Situation) -> PathAnswer { PathAnswer(step) }
}

/// A path of one order with a limit of its own choice, then nothing but waiting.
struct OneOrder: LiquidationPath {
  var name: String { "one-order" }
  var summary: String { "One order at a limit of its own." }

  let limit: Price
  private var isSent = false

  init(limit: Price) { self.limit = limit }

  mutating func next(in situation: Situation) -> PathAnswer {
    if isSent { return PathAnswer(.wait(.seconds(1))) }
    isSent = true
    return PathAnswer(
      .submit(
        ForcedOrder(
          quantity: situation.size.magnitude, limit: limit, duration: .immediateOrCancel)))
  }
}
