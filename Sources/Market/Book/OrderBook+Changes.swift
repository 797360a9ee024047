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
    if staysPassive(old, rank: rank) {
      move(old, slot, to: rank, quantity)
      return
    }
    unlink(slot)
    closeForOwner(slot)
    orders[slot].stage = .inFlight
    orders[slot].rank = rank
    orders[slot].remaining = quantity
    admit(slot)
  }

  /// Whether a resting order meets nobody at a new rank, so that nothing but its place changes.
  @inline(__always)
  private func staysPassive(_ order: BookOrder, rank: Int64) -> Bool {
    if order.flags.contains(.reduceOnly) { return false }
    let best = bestRank(order.side.opposite)
    return best == PriceLadder.noRank || rank < -best
  }

  /// Moves a resting order to the end of the queue at another rank.
  ///
  /// Most levels hold one order and most moves are short: such a level moves past those between.
  private mutating func move(
    _ old: BookOrder, _ slot: Int32, to rank: Int64, _ quantity: Quantity
  ) {
    let side = old.side
    let (place, target) = levelIndices(side, old.rank, rank)
    let isTaken = target < levels.count(side) && levels[side, target].rank == rank
    orders[slot].rank = rank
    orders[slot].remaining = quantity
    let level = BookLevel(rank: rank, total: quantity, head: slot, tail: slot)
    if old.previous == BookOrder.none && old.next == BookOrder.none {
      if isTaken && target != place {
        joinQueue(slot, side, quantity, at: target)
        levels.remove(side, at: place)
      } else {
        levels.move(side, from: place, to: target, level)
      }
    } else {
      leaveQueue(old, at: place)
      if isTaken {
        joinQueue(slot, side, quantity, at: target)
      } else {
        orders[slot].previous = BookOrder.none
        orders[slot].next = BookOrder.none
        levels.insert(level, side, at: target)
      }
    }
    if isReplayed { recorded.join(slot, side, rank) }
    if old.ownerNext != BookOrder.none {
      closeForOwner(slot)
      openForOwner(slot)
    }
    outcome.append(.rested(report(slot, quantity: quantity, remaining: quantity)))
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
