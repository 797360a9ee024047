public import Stepladder

/// Quotes both sides of the book around the mid, post-only, shifted against its inventory.
///
/// It requotes on every picture of the book that asks for a price farther than a tolerance from the one
/// it has, and withdraws when a side of the book is empty or the venue liquidates it.
public struct TwoSidedMaker: Strategy {
  /// The name in scenarios.
  public static var name: String { "two-sided-maker" }
  /// One sentence for lists.
  public static var summary: String {
    "Quotes both sides around the mid, post-only, shifted against its inventory."
  }

  private let parameters: Parameters
  private var bid = Quote()
  private var ask = Quote()
  private var isHalted = false

  /// One side's quote.
  private struct Quote: Sendable {
    var order: DeskOrder?
    var price = Price.zero
    /// Whether an answer to its last message is still to come.
    var isWaiting = false
  }

  /// Makes the strategy.
  public init(parameters: Parameters) { self.parameters = parameters }

  /// Moves the quotes to where the picture asks for them.
  public mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    guard !isHalted, let bestBid = book.bid, let bestAsk = book.ask, let mid = book.mid else {
      return withdraw(at: &desk)
    }
    let size = worth(parameters.quoteNotional, at: mid, desk)
    let limit = max(worth(parameters.inventoryNotionalMax, at: mid, desk), 1)
    let held = desk.position.lots
    // Rounded away from the mid: the quote, not the taker, gets the fraction of a tick.
    let half = part(mid, parameters.halfSpreadPartsPerMillion, rounding: .up)
    let skewed =
      Int128(mid.ticks) * Int128(parameters.skewPartsPerMillion) * Int128(held)
    let shift = Int64(divide(skewed, by: 1_000_000 * Int128(limit), rounding: .toNearestOrEven))
    let center = mid.ticks - shift
    // A post-only order stays a tick away from the other side.
    let buyAt = Price(ticks: min(center - half, bestAsk.ticks - 1))
    let sellAt = Price(ticks: max(center + half, bestBid.ticks + 1))
    let tolerance = part(mid, parameters.tolerancePartsPerMillion, rounding: .down)
    quote(.buy, at: buyAt, lots: min(size, limit - held), tolerance: tolerance, &desk)
    quote(.sell, at: sellAt, lots: min(size, limit + held), tolerance: tolerance, &desk)
  }

  /// Learns what became of a quote.
  public mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    guard let side = side(of: update.order) else { return }
    switch update.change {
    case .accepted, .unchanged, .triggered, .reduced: self[side].isWaiting = false
    case .ended: self[side] = Quote()
    }
  }

  /// Withdraws as soon as the venue liquidates the account, and quotes again when it is done.
  public mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk) {
    switch notice {
    case .liquidationOpened:
      isHalted = true
      withdraw(at: &desk)
    case .liquidationEnded: isHalted = false
    case .transferred, .deleveraged: break
    }
  }

  /// Places, moves or withdraws one side's quote.
  private mutating func quote(
    _ side: Side, at price: Price, lots: Int64, tolerance: Int64, _ desk: inout Desk
  ) {
    if self[side].isWaiting { return }
    guard lots > 0, price > .zero else { return withdraw(side, at: &desk) }
    let quantity = Quantity(lots: lots)
    if let order = self[side].order {
      if abs(self[side].price.ticks - price.ticks) <= tolerance { return }
      desk.replace(order, price: price, quantity: quantity)
    } else {
      self[side].order = desk.submit(
        OrderRequest(side: side, quantity: quantity, kind: .postOnly(price)))
    }
    self[side].price = price
    self[side].isWaiting = true
  }

  private mutating func withdraw(at desk: inout Desk) {
    withdraw(.buy, at: &desk)
    withdraw(.sell, at: &desk)
  }

  private mutating func withdraw(_ side: Side, at desk: inout Desk) {
    guard let order = self[side].order, !self[side].isWaiting else { return }
    desk.cancel(order)
    self[side].isWaiting = true
  }

  private subscript(side: Side) -> Quote {
    get { side == .buy ? bid : ask }
    set { if side == .buy { bid = newValue } else { ask = newValue } }
  }

  private func side(of order: DeskOrder) -> Side? {
    if order == bid.order { return .buy }
    return order == ask.order ? .sell : nil
  }

  private func worth(_ units: Int64, at mid: Price, _ desk: Desk) -> Int64 {
    desk.instrument.quantity(worthQuote: units, at: mid).lots
  }

  private func part(_ price: Price, _ partsPerMillion: Int64, rounding: Rounding) -> Int64 {
    let product = Int128(price.ticks) * Int128(partsPerMillion)
    return Int64(divide(product, by: 1_000_000, rounding: rounding))
  }
}
