import Stepladder

/// A bid and an ask of one strategy, post-only, each moved where it should be once the venue has answered.
struct QuotePair: Sendable {
  private var bid = Quote()
  private var ask = Quote()
  /// Whether the venue is liquidating the account, so that nothing may be quoted.
  private(set) var isHalted = false

  /// One side's quote.
  private struct Quote: Sendable {
    var order: DeskOrder?
    var price = Price.zero
    /// Whether an answer to its last message is still to come.
    var isWaiting = false
  }

  /// Places, moves or withdraws one side's quote.
  ///
  /// - Parameters:
  ///   - side: The side.
  ///   - price: Where it should be; without a positive one it is withdrawn.
  ///   - lots: Its size; without a positive one it is withdrawn.
  ///   - tolerance: How many ticks from there it may be left.
  ///   - desk: The desk.
  mutating func place(
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

  /// Withdraws both.
  mutating func withdraw(at desk: inout Desk) {
    withdraw(.buy, at: &desk)
    withdraw(.sell, at: &desk)
  }

  /// Learns what became of a quote.
  mutating func learn(_ update: OrderUpdate) {
    guard let side = side(of: update.order) else { return }
    switch update.change {
    case .accepted, .unchanged, .triggered, .reduced: self[side].isWaiting = false
    case .ended: self[side] = Quote()
    }
  }

  /// Withdraws as soon as the venue liquidates the account, and may be placed again when it is done.
  mutating func learn(_ notice: RiskNotice, at desk: inout Desk) {
    switch notice {
    case .liquidationOpened:
      isHalted = true
      withdraw(at: &desk)
    case .liquidationEnded: isHalted = false
    case .transferred, .deleveraged: break
    }
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
}
