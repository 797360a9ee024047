import Units

extension OrderBook {
  /// Recounts everything that the book keeps in two places, and stops the program where they differ.
  ///
  /// For tests: the cost grows with the book.
  package func checkInvariants() {
    var resting = 0
    for side in Side.allCases { resting += checkLevels(side) }
    var waiting = 0
    for side in Side.allCases { waiting += checkStops(side) }
    invariant(resting + waiting == openCount, "every open order is in a level or among the stops")
    var owned = 0
    for index in 0..<Int32(owners.count) { owned += checkOwner(index) }
    invariant(owned == openCount, "every open order is its owner's")
    if let bid = bestBid, let ask = bestAsk { invariant(bid < ask, "the book is uncrossed") }
    checkSlots()
  }

  /// Checks the levels of a side and returns how many orders rest there.
  private func checkLevels(_ side: Side) -> Int {
    var count = 0
    for place in 0..<levels.count(side) {
      let level = levels[side, place]
      if place > 0 {
        invariant(
          level.rank > levels[side, place - 1].rank, "levels get better toward the top")
      }
      var total = Quantity.zero
      var previous = BookOrder.none
      var slot = level.head
      while slot != BookOrder.none {
        let order = orders[slot]
        invariant(order.stage == .resting, "an order in a level rests")
        invariant(order.side == side && order.rank == level.rank, "an order is in its own level")
        invariant(order.remaining > .zero, "a resting order has something left")
        invariant(order.previous == previous, "the queue reads the same from both ends")
        total += order.remaining
        count += 1
        previous = slot
        slot = order.next
      }
      invariant(previous == level.tail, "the queue ends at its tail")
      invariant(previous != BookOrder.none, "a level has an order")
      invariant(total == level.total, "the size of a level is the sum of its orders")
    }
    return count
  }

  /// Checks the stops of a side and returns how many there are.
  private func checkStops(_ side: Side) -> Int {
    for place in 0..<stops.count(side) {
      let stop = stops[side, place]
      let order = orders[stop.slot]
      invariant(order.stage == .dormant && order.side == side, "a stop waits on its own side")
      invariant(order.trigger == stop.trigger, "a stop is filed as it is")
      if let last = lastPrice {
        invariant(!isAtOrBeyond(last, stop.trigger, side), "the last price has not reached a stop")
      }
      guard place > 0 else { continue }
      invariant(
        isAtOrBeyond(stops[side, place - 1].trigger, stop.trigger, side),
        "the next stop to trigger is on top")
    }
    return stops.count(side)
  }

  /// Checks the open orders of an owner and returns how many there are.
  private func checkOwner(_ index: Int32) -> Int {
    let owner = owners[index]
    var count = 0
    var previous = BookOrder.none
    var slot = owner.oldest
    while slot != BookOrder.none {
      let order = orders[slot]
      invariant(order.owner.index == index, "an open order is in its owner's list")
      invariant(order.stage == .resting || order.stage == .dormant, "an open order rests or waits")
      invariant(order.ownerPrevious == previous, "the list reads the same from both ends")
      count += 1
      previous = slot
      slot = order.ownerNext
    }
    invariant(previous == owner.youngest, "the list ends at the youngest")
    invariant(count == Int(owner.openCount), "an owner's open orders are counted")
    return count
  }

  /// Checks that every slot is free or holds an order, never both.
  private func checkSlots() {
    var free = 0
    var slot = freeSlot
    while slot != BookOrder.none {
      invariant(orders[slot].stage == .free, "the list of free slots holds free slots")
      free += 1
      invariant(free <= orders.count, "the list of free slots ends")
      slot = orders[slot].next
    }
    var counted = 0
    var open = 0
    for index in 0..<Int32(orders.count) {
      switch orders[index].stage {
      case .free: counted += 1
      case .inFlight: break
      case .dormant, .resting: open += 1
      }
    }
    invariant(counted == free, "every free slot is in the list")
    invariant(open == openCount, "open orders are counted")
  }
}
