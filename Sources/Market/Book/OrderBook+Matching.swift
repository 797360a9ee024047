import Units

extension OrderBook {
  /// Trades an incoming order against the other side, best price and first come first.
  ///
  /// - Returns: What is left of it; zero too when self-trade prevention ended it, which is then among the
  ///   effects.
  @inline(__always)
  mutating func match(_ slot: Int32) -> Quantity {
    if isReplayed { return matchReplayed(slot) }
    let taker = orders[slot]
    let opposite = taker.side.opposite
    var remaining = taker.remaining
    while remaining > .zero {
      let count = levels.count(opposite)
      guard count > 0 else { break }
      let level = levels[opposite, count - 1]
      if taker.kind.hasLimit, taker.rank < -level.rank { break }
      guard let left = matchFirst(slot, taker, level, remaining) else { return .zero }
      remaining = left
    }
    return remaining
  }

  /// Trades an incoming order with the first order of the best level of accounts' orders.
  ///
  /// - Returns: What is left of it; nil when self-trade prevention ended it.
  @inline(__always)
  mutating func matchFirst(
    _ slot: Int32, _ taker: BookOrder, _ level: BookLevel, _ remaining: Quantity
  ) -> Quantity? {
    let maker = level.head
    if orders[maker].owner == taker.owner {
      if taker.selfTrade != .cancelIncoming { cancelTop(maker, .selfTrade) }
      guard taker.selfTrade != .cancelResting else { return remaining }
      outcome.append(
        .cancelled(report(slot, quantity: remaining, remaining: .zero), .selfTrade))
      return nil
    }
    if orders[maker].flags.contains(.reduceOnly), !cutResting(maker) { return remaining }
    let quantity = min(remaining, orders[maker].remaining)
    let left = remaining - quantity
    fill(
      maker, slot, Price(ticks: level.rank * taker.side.opposite.sign), quantity,
      takerRemaining: left)
    return left
  }

  /// Cuts the first order of the best level to the position that it may reduce; false when that ends it.
  private mutating func cutResting(_ maker: Int32) -> Bool {
    let order = orders[maker]
    let allowed = reducible(order.owner, order.side)
    if allowed == .zero {
      cancelTop(maker, .reduceOnly)
      return false
    }
    let excess = order.remaining - allowed
    if excess > .zero {
      orders[maker].remaining = allowed
      levels[order.side, levels.count(order.side) - 1].total -= excess
      outcome.append(.reduced(report(maker, quantity: excess, remaining: allowed), .reduceOnly))
    }
    return true
  }

  /// One trade: sizes, fees, positions, last price, and the stops that the price sets off.
  @inline(__always)
  private mutating func fill(
    _ maker: Int32, _ taker: Int32, _ price: Price, _ quantity: Quantity, takerRemaining: Quantity
  ) {
    let resting = orders[maker]
    let incoming = orders[taker]
    let makerRemaining = resting.remaining - quantity
    let notional = instrument.notional(price, quantity)
    owners[incoming.owner.index].position += Quantity(lots: quantity.lots * incoming.side.sign)
    owners[resting.owner.index].position -= Quantity(lots: quantity.lots * incoming.side.sign)
    outcome.append(
      .filled(
        BookFill(
          maker: handle(maker), taker: handle(taker), makerOwner: resting.owner,
          takerOwner: incoming.owner, makerTag: resting.tag, takerTag: incoming.tag, price: price,
          quantity: quantity, makerRemaining: makerRemaining, takerRemaining: takerRemaining,
          makerFee: instrument.fee(notional, instrument.makerFee),
          takerFee: instrument.fee(notional, instrument.takerFee), takerSide: incoming.side)))
    if makerRemaining == .zero {
      removeTop(maker)
    } else {
      orders[maker].remaining = makerRemaining
      levels[resting.side, levels.count(resting.side) - 1].total -= quantity
    }
    lastPrice = price
    triggerStops(price)
  }

  /// Cancels the first order of the best level.
  private mutating func cancelTop(_ maker: Int32, _ reason: OrderCancelReason) {
    outcome.append(
      .cancelled(report(maker, quantity: orders[maker].remaining, remaining: .zero), reason))
    removeTop(maker)
  }

  /// Takes the first order of the best level out of the book, without the search for its level.
  @inline(__always)
  private mutating func removeTop(_ maker: Int32) {
    let order = orders[maker]
    if order.next == BookOrder.none {
      levels.removeTop(order.side)
    } else {
      let top = levels.count(order.side) - 1
      levels[order.side, top].head = order.next
      levels[order.side, top].total -= order.remaining
      orders[order.next].previous = BookOrder.none
    }
    closeForOwner(maker)
    free(maker)
  }
}
