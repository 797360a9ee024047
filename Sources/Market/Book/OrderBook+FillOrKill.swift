import Units

extension OrderBook {
  /// Whether an incoming order would be filled whole if it were matched now.
  ///
  /// Walks the book as `match` does, on trial positions: a resting reduce-only order is worth what its
  /// owner's position allows after the fills before it.
  mutating func canFill(_ slot: Int32) -> Bool {
    if isReplayed { return canFillReplayed(slot) }
    let taker = orders[slot]
    let opposite = taker.side.opposite
    var missing = taker.remaining
    trials += 1
    var place = levels.count(opposite)
    while place > 0 {
      place -= 1
      let level = levels[opposite, place]
      if taker.kind.hasLimit, taker.rank < -level.rank { return false }
      var maker = level.head
      while maker != BookOrder.none {
        let order = orders[maker]
        maker = order.next
        if order.owner == taker.owner {
          if taker.selfTrade == .cancelResting { continue }
          return false
        }
        missing -= tryFill(order, missing)
        if missing == .zero { return true }
      }
    }
    return false
  }

  /// What a resting order would trade, booked to its owner's trial position.
  private mutating func tryFill(_ order: BookOrder, _ missing: Quantity) -> Quantity {
    let owner = order.owner.index
    if owners[owner].trialNumber != trials {
      owners[owner].trialNumber = trials
      owners[owner].trial = owners[owner].position
    }
    var available = order.remaining
    if order.flags.contains(.reduceOnly) {
      let position = owners[owner].trial
      available = min(available, max(.zero, order.side == .buy ? -position : position))
    }
    let quantity = min(available, missing)
    owners[owner].trial += Quantity(lots: quantity.lots * order.side.sign)
    return quantity
  }
}
