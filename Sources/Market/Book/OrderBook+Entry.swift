import Units

extension OrderBook {
  /// An order arrives: it trades, rests, waits for its trigger, or dies.
  package mutating func enter(_ order: OrderID) {
    outcome.removeAll()
    invariant(
      isCurrent(order) && orders[order.slot].stage == .inFlight, "only an order in flight arrives")
    let arriving = orders[order.slot]
    if arriving.isPostOnly && !arriving.mayRest {
      reject(order.slot, .contradictory)
    } else if arriving.kind.isStop {
      enterStop(order.slot)
    } else {
      admit(order.slot)
    }
  }

  /// Checks the restrictions of an order that is in no level, matches it and puts the rest to rest.
  mutating func admit(_ slot: Int32) {
    let order = orders[slot]
    var remaining = order.remaining
    if order.isPostOnly, let reason = keepFromTaking(slot) {
      reject(slot, reason)
      return
    }
    if order.flags.contains(.reduceOnly) {
      remaining = cutToPosition(slot)
      if remaining == .zero {
        reject(slot, .nothingToReduce)
        return
      }
    }
    if order.timeInForce == .fillOrKill, !canFill(slot) {
      cancelIncoming(slot, remaining, .fillOrKill)
      return
    }
    remaining = match(slot)
    if remaining == .zero {
      // Filled, or ended by self-trade prevention; `match` has said which.
      free(slot)
    } else if order.mayRest {
      orders[slot].remaining = remaining
      rest(slot)
    } else {
      cancelIncoming(slot, remaining, .unfilled)
    }
  }

  /// Slides a post-only order, or says why it is rejected; nil when it may go on.
  private mutating func keepFromTaking(_ slot: Int32) -> OrderRejectReason? {
    let order = orders[slot]
    let best = bestRank(order.side.opposite)
    guard best != PriceLadder.noRank, order.rank >= -best else { return nil }
    // With both flags the order is not allowed to move.
    guard !order.flags.contains(.postOnly) else { return .wouldTake }
    let slid = -best - 1
    guard slid * order.side.sign > 0 else { return .noPriceLeft }
    orders[slot].rank = slid
    return nil
  }

  /// Cuts an arriving reduce-only order to the position that it may reduce, and returns what is left.
  private mutating func cutToPosition(_ slot: Int32) -> Quantity {
    let order = orders[slot]
    let allowed = reducible(order.owner, order.side)
    guard order.remaining > allowed else { return order.remaining }
    if allowed > .zero {
      outcome.append(
        .reduced(
          report(slot, quantity: order.remaining - allowed, remaining: allowed), .reduceOnly))
      orders[slot].remaining = allowed
    }
    return allowed
  }

  /// Puts an order at the end of the queue at its price.
  @inline(__always)
  private mutating func rest(_ slot: Int32) {
    let order = orders[slot]
    let side = order.side
    orders[slot].stage = .resting
    let place = levelIndex(side, order.rank)
    if place < levels.count(side), levels[side, place].rank == order.rank {
      joinQueue(slot, side, order.remaining, at: place)
    } else {
      orders[slot].previous = BookOrder.none
      orders[slot].next = BookOrder.none
      levels.insert(
        BookLevel(rank: order.rank, total: order.remaining, head: slot, tail: slot), side,
        at: place)
      let opposite = levels.count(side.opposite)
      invariant(
        opposite == 0 || order.rank < -levels[side.opposite, opposite - 1].rank,
        "the book is uncrossed")
    }
    if isReplayed { recorded.join(slot, side, order.rank) }
    openForOwner(slot)
    outcome.append(
      .rested(report(slot, quantity: order.remaining, remaining: order.remaining)))
  }

  /// The order in a slot is not accepted.
  private mutating func reject(_ slot: Int32, _ reason: OrderRejectReason) {
    outcome.append(
      .rejected(report(slot, quantity: orders[slot].remaining, remaining: .zero), reason))
    free(slot)
  }

  /// An order that is in no level ends with some of it unfilled.
  private mutating func cancelIncoming(
    _ slot: Int32, _ quantity: Quantity, _ reason: OrderCancelReason
  ) {
    outcome.append(.cancelled(report(slot, quantity: quantity, remaining: .zero), reason))
    free(slot)
  }
}
