import Units

extension OrderBook {
  /// Whether a price is at least as ready to trade as another: as high for a buy, as low for a sell.
  @inline(__always)
  func isAtOrBeyond(_ price: Price, _ other: Price, _ side: Side) -> Bool {
    side == .buy ? price >= other : price <= other
  }

  /// The index of the level of a rank, or the index where it would be.
  ///
  /// Halves without a branch on the comparison, which no processor could foresee: a sign bit becomes a mask.
  /// Ranks are less than 2^62 in size, so that a difference fits.
  @inline(__always)
  func levelIndex(_ side: Side, _ rank: Int64) -> Int {
    var count = levels.count(side)
    guard count > 0 else { return 0 }
    var low = 0
    // Levels get better toward the top.
    while count > 1 {
      let half = count &>> 1
      let isWorse = Int((levels[side, low &+ half &- 1].rank &- rank) &>> 63)
      low &+= half & isWorse
      count &-= half
    }
    return low &- Int((levels[side, low].rank &- rank) &>> 63)
  }

  /// The indices of two ranks as `levelIndex` finds them, side by side: neither search waits for the other.
  @inline(__always)
  func levelIndices(_ side: Side, _ rank: Int64, _ other: Int64) -> (Int, Int) {
    var count = levels.count(side)
    guard count > 0 else { return (0, 0) }
    var low = 0
    var otherLow = 0
    while count > 1 {
      let half = count &>> 1
      let isWorse = Int((levels[side, low &+ half &- 1].rank &- rank) &>> 63)
      let isOtherWorse = Int((levels[side, otherLow &+ half &- 1].rank &- other) &>> 63)
      low &+= half & isWorse
      otherLow &+= half & isOtherWorse
      count &-= half
    }
    return (
      low &- Int((levels[side, low].rank &- rank) &>> 63),
      otherLow &- Int((levels[side, otherLow].rank &- other) &>> 63)
    )
  }

  /// Takes an order out of its level, and the level out of the book when it was the last.
  @inline(__always)
  mutating func unlink(_ slot: Int32) {
    let order = orders[slot]
    let place = levelIndex(order.side, order.rank)
    if order.previous == BookOrder.none && order.next == BookOrder.none {
      levels.remove(order.side, at: place)
      return
    }
    leaveQueue(order, at: place)
  }

  /// Adds an order at the end of the queue of a level.
  @inline(__always)
  mutating func joinQueue(_ slot: Int32, _ side: Side, _ quantity: Quantity, at place: Int) {
    let tail = levels[side, place].tail
    orders[slot].previous = tail
    orders[slot].next = BookOrder.none
    orders[tail].next = slot
    levels[side, place].tail = slot
    levels[side, place].total += quantity
  }

  /// Takes an order out of the queue of a level that has others.
  @inline(__always)
  mutating func leaveQueue(_ order: BookOrder, at place: Int) {
    levels[order.side, place].total -= order.remaining
    if order.previous == BookOrder.none {
      levels[order.side, place].head = order.next
    } else {
      orders[order.previous].next = order.next
    }
    if order.next == BookOrder.none {
      levels[order.side, place].tail = order.previous
    } else {
      orders[order.next].previous = order.previous
    }
  }

  /// Adds an order to its owner's open orders, as the youngest.
  @inline(__always)
  mutating func openForOwner(_ slot: Int32) {
    let owner = orders[slot].owner.index
    let youngest = owners[owner].youngest
    orders[slot].ownerPrevious = youngest
    orders[slot].ownerNext = BookOrder.none
    if youngest == BookOrder.none {
      owners[owner].oldest = slot
    } else {
      orders[youngest].ownerNext = slot
    }
    owners[owner].youngest = slot
    owners[owner].openCount += 1
    openCount += 1
  }

  /// Takes an order out of its owner's open orders.
  @inline(__always)
  mutating func closeForOwner(_ slot: Int32) {
    let order = orders[slot]
    let owner = order.owner.index
    if order.ownerPrevious == BookOrder.none {
      owners[owner].oldest = order.ownerNext
    } else {
      orders[order.ownerPrevious].ownerNext = order.ownerNext
    }
    if order.ownerNext == BookOrder.none {
      owners[owner].youngest = order.ownerPrevious
    } else {
      orders[order.ownerNext].ownerPrevious = order.ownerPrevious
    }
    owners[owner].openCount -= 1
    openCount -= 1
  }

  /// How much a reduce-only order of a side may trade now.
  @inline(__always)
  func reducible(_ owner: OwnerID, _ side: Side) -> Quantity {
    let position = owners[owner.index].position
    return max(.zero, side == .buy ? -position : position)
  }
}
