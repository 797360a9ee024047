public import Stepladder

/// Rests a grid of orders on each side of the mid and keeps it there.
///
/// The grid's prices are multiples of its step. On a clock it takes the last picture of the book, cancels its orders
/// that are no longer on the grid, and places those that are missing, post-only. An order that stays on the grid keeps
/// its place in the queue.
public struct GridMaker: Strategy {
  /// The name in scenarios.
  public static var name: String { "grid-maker" }
  /// One sentence for lists.
  public static var summary: String {
    "Rests a grid of orders at even steps on each side of the mid, post-only, and moves it on a clock."
  }

  private let parameters: Parameters
  private var isHalted = false

  /// Makes the strategy.
  public init(parameters: Parameters) { self.parameters = parameters }

  /// Starts the clock.
  public mutating func start(at desk: inout Desk) { wait(at: &desk) }

  /// Moves the grid to where the last picture asks for it.
  public mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    wait(at: &desk)
    if isHalted { return }
    let book = desk.book
    keep(.buy, at: prices(.buy, book), &desk)
    keep(.sell, at: prices(.sell, book), &desk)
  }

  /// Withdraws as soon as the venue liquidates the account, and rests the grid again when it is done.
  public mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk) {
    switch notice {
    case .liquidationOpened:
      isHalted = true
      keep(.buy, at: [], &desk)
      keep(.sell, at: [], &desk)
    case .liquidationEnded: isHalted = false
    case .transferred, .deleveraged: break
    }
  }

  private func wait(at desk: inout Desk) {
    desk.setTimer(0, after: .milliseconds(parameters.refreshMilliseconds))
  }

  /// The prices of a side's grid, the nearest to the mid first; none where a side of the book is empty.
  private func prices(_ side: Side, _ book: BookPicture?) -> [Price] {
    guard let book, let bestBid = book.bid, let bestAsk = book.ask else { return [] }
    let step = Int128(parameters.stepTicks)
    let doubledMid = Int128(bestBid.ticks + bestAsk.ticks)
    let doubledHalf = 2 * Int128(parameters.halfSpreadTicks)
    // Rounded away from the mid to a multiple of the step. A tick from the mid is not yet the other side's best.
    let nearest: Int128 =
      switch side {
      case .buy: divide(doubledMid - doubledHalf, by: 2 * step, rounding: .down) * step
      case .sell: divide(doubledMid + doubledHalf, by: 2 * step, rounding: .up) * step
      }
    return (0..<parameters.levels).map { level in
      Price(ticks: Int64(nearest - Int128(side.sign) * step * Int128(level)))
    }.filter { $0 > .zero }
  }

  /// Cancels what is off the grid and places what is missing on it, as far as the inventory allows.
  private func keep(_ side: Side, at prices: [Price], _ desk: inout Desk) {
    var standing: Set<Price> = []
    var lots: Int64 = 0
    for order in desk.orders where order.side == side {
      if let price = order.price, prices.contains(price), order.state != .cancelAsked {
        standing.insert(price)
        lots += order.remaining.lots
      } else if order.state != .cancelAsked {
        desk.cancel(order.order)
      }
    }
    let room = parameters.inventoryLotsMax - side.sign * desk.position.lots
    for price in prices where !standing.contains(price) {
      lots += parameters.lots
      guard lots <= room else { return }
      desk.submit(
        OrderRequest(
          side: side, quantity: Quantity(lots: parameters.lots), kind: .postOnly(price)))
    }
  }
}
