package import Units

extension OrderBook {
  /// Takes an order out of the book; refused when it is not there.
  package mutating func cancel(_ order: OrderID, _ reason: OrderCancelReason = .requested) {
    outcome.removeAll()
    guard isCurrent(order) else {
      outcome.append(.refused(order, .gone))
      return
    }
    guard orders[order.slot].stage != .inFlight else {
      outcome.append(.refused(order, .inFlight))
      return
    }
    withdraw(order.slot, reason)
  }

  /// Takes all of an owner's orders and stops out of the book, the oldest first.
  ///
  /// Orders in flight are not the book's yet and will arrive.
  package mutating func cancelAll(of owner: OwnerID, _ reason: OrderCancelReason = .requested) {
    outcome.removeAll()
    guard Int(owner.index) < owners.count else { return }
    while owners[owner.index].oldest != BookOrder.none {
      withdraw(owners[owner.index].oldest, reason)
    }
  }

  /// Changes a resting order.
  ///
  /// It keeps its place only when the price stays and the quantity does not grow. Otherwise it leaves and
  /// arrives anew under the same handle and terms: it may trade, and a post-only order may be rejected and
  /// is then gone.
  ///
  /// - Parameters:
  ///   - order: The order.
  ///   - price: The new limit.
  ///   - quantity: What is to remain of it from now on.
  package mutating func replace(_ order: OrderID, price: Price, quantity: Quantity) {
    invariant(quantity > .zero, "the quantity of an order is positive")
    invariant(price > .zero, "the limit price of an order is positive")
    invariant(
      price.ticks < OrderTicket.priceLimitTicks, "a limit price is less than 2^62 ticks")
    outcome.removeAll()
    guard isCurrent(order) else {
      outcome.append(.refused(order, .gone))
      return
    }
    let slot = order.slot
    let old = orders[slot]
    guard old.stage == .resting else {
      outcome.append(.refused(order, old.stage == .inFlight ? .inFlight : .dormant))
      return
    }
    let rank = price.ticks * old.side.sign
    if rank == old.rank && quantity <= old.remaining {
      let place = levelIndex(old.side, rank)
      levels[old.side, place].total -= old.remaining - quantity
      orders[slot].remaining = quantity
      outcome.append(
        .resized(report(slot, quantity: old.remaining - quantity, remaining: quantity)))
      return
    }
    unlink(slot)
    closeForOwner(slot)
    orders[slot].stage = .inFlight
    orders[slot].rank = rank
    orders[slot].remaining = quantity
    admit(slot)
  }

  /// Takes an open order out and ends it.
  @inline(__always)
  private mutating func withdraw(_ slot: Int32, _ reason: OrderCancelReason) {
    if orders[slot].stage == .dormant { disarm(slot) } else { unlink(slot) }
    closeForOwner(slot)
    outcome.append(
      .cancelled(report(slot, quantity: orders[slot].remaining, remaining: .zero), reason))
    free(slot)
  }
}
