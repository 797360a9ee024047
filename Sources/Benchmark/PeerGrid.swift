import Market
import Simulation
import Units

/// The grid maker of hftbacktest's tutorials, decision for decision, so that fills can be compared one by one.
///
/// Every 100 ms it keeps post-only orders of 100 lots at multiples of 10 ticks, the nearest at least 20 ticks from the
/// middle of the book, as many on each side; on a side on which the position has reached 5,000 lots it keeps none. An
/// order is known by its price: where one stands or is under way at a price, on either side, none is sent. It cancels
/// only what it has been told rests, and whose cancel is not under way.
struct PeerGrid: Strategy {
  static var name: String { "peer-grid" }

  struct Parameters: Codable, Sendable {
    var levels: Int
  }

  private let levels: Int

  init(parameters: Parameters) { levels = parameters.levels }

  mutating func start(at desk: inout Desk) {
    if levels > 0 { desk.setTimer(0, after: .milliseconds(100)) }
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    desk.setTimer(0, after: .milliseconds(100))
    guard let book = desk.book, let bid = book.bid, let ask = book.ask else { return }
    // Twice the middle, so that it is whole.
    let doubled = bid.ticks + ask.ticks
    let position = desk.position.lots
    let highestBid = Self.floor(doubled - 40, by: 20) * 10
    let lowestAsk = -Self.floor(-doubled - 40, by: 20) * 10
    var bidsTaken: UInt64 = 0
    var asksTaken: UInt64 = 0
    let bids = position < 5000 ? Int64(levels) : 0
    let asks = position > -5000 ? Int64(levels) : 0
    for order in desk.orders {
      guard let price = order.price else { continue }
      let below = highestBid - price.ticks
      let above = price.ticks - lowestAsk
      let isBid = below >= 0 && below % 10 == 0 && below / 10 < bids
      let isAsk = above >= 0 && above % 10 == 0 && above / 10 < asks
      if isBid { bidsTaken |= 1 << UInt64(below / 10) }
      if isAsk { asksTaken |= 1 << UInt64(above / 10) }
      if order.state == .accepted, order.side == .buy ? !isBid : !isAsk {
        desk.cancel(order.order)
      }
    }
    for level in 0..<bids where bidsTaken & (1 << UInt64(level)) == 0 {
      send(.buy, highestBid - 10 * level, &desk)
    }
    for level in 0..<asks where asksTaken & (1 << UInt64(level)) == 0 {
      send(.sell, lowestAsk + 10 * level, &desk)
    }
  }

  private func send(_ side: Side, _ ticks: Int64, _ desk: inout Desk) {
    desk.submit(
      OrderRequest(
        side: side, quantity: Quantity(lots: 100), kind: .postOnly(Price(ticks: ticks))))
  }

  private static func floor(_ number: Int64, by divisor: Int64) -> Int64 {
    Int64(divide(Int128(number), by: Int128(divisor), rounding: .down))
  }
}
