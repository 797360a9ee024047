package import Units

extension OrderBook {
  /// The highest price at which someone buys; nil when nobody does.
  package var bestBid: Price? {
    if isReplayed { return recorded.shown.bestPrice(.buy) }
    return best(.buy)?.price
  }

  /// The lowest price at which someone sells; nil when nobody does.
  package var bestAsk: Price? {
    if isReplayed { return recorded.shown.bestPrice(.sell) }
    return best(.sell)?.price
  }

  /// The best price of a side and the size there; nil when the side is empty.
  package func best(_ side: Side) -> (price: Price, quantity: Quantity)? { level(side, rank: 0) }

  /// How many prices of a side have orders.
  package func levelCount(_ side: Side) -> Int {
    isReplayed ? recorded.shown.count(side) : levels.count(side)
  }

  /// A level by its rank: 0 is the best; nil beyond the last.
  package func level(_ side: Side, rank: Int) -> (price: Price, quantity: Quantity)? {
    invariant(rank >= 0, "the rank of a level is not negative")
    if isReplayed { return recorded.level(side, place: rank) }
    let count = levels.count(side)
    guard rank < count else { return nil }
    let level = levels[side, count - 1 - rank]
    return (Price(ticks: level.rank * side.sign), level.total)
  }

  /// The size at the best price of a side and up to a distance behind it.
  ///
  /// - Parameters:
  ///   - side: The side.
  ///   - distance: In ticks; zero is the best price alone.
  package func depth(_ side: Side, within distance: Price) -> Quantity {
    if isReplayed {
      let best = recorded.shown.best(side)
      return best == PriceLadder.noRank
        ? .zero : recorded.depth(side, from: best - distance.ticks, time)
    }
    let count = levels.count(side)
    guard count > 0 else { return .zero }
    let best = levels[side, count - 1].rank
    var total = Quantity.zero
    for index in stride(from: count - 1, through: 0, by: -1) {
      let level = levels[side, index]
      guard best - level.rank <= distance.ticks else { break }
      total += level.total
    }
    return total
  }

  /// The size of a side at a price or better: what a limit order of the other side could take.
  package func depth(_ side: Side, upTo price: Price) -> Quantity {
    if isReplayed { return recorded.depth(side, from: price.ticks * side.sign, time) }
    var total = Quantity.zero
    for index in stride(from: levels.count(side) - 1, through: 0, by: -1) {
      let level = levels[side, index]
      guard level.rank >= price.ticks * side.sign else { break }
      total += level.total
    }
    return total
  }

  /// Where an order is.
  package func state(of order: OrderID) -> OrderState {
    guard isCurrent(order) else { return .gone }
    let found = orders[order.slot]
    switch found.stage {
    case .free: return .gone
    case .inFlight: return .inFlight
    case .dormant: return .dormant
    case .resting: return .resting(remaining: found.remaining, price: found.price)
    }
  }

  /// Whose an order is; nil when it is gone.
  package func owner(of order: OrderID) -> OwnerID? {
    isCurrent(order) ? orders[order.slot].owner : nil
  }

  /// An owner's net position, as the book knows it.
  package func position(of owner: OwnerID) -> Quantity {
    Int(owner.index) < owners.count ? owners[owner.index].position : .zero
  }

  /// How many orders of an owner rest or wait for a trigger.
  package func openCount(of owner: OwnerID) -> Int {
    Int(owner.index) < owners.count ? Int(owners[owner.index].openCount) : 0
  }

  /// An owner's orders that rest or wait for a trigger, the oldest first.
  package func openOrders(of owner: OwnerID) -> [OrderID] {
    guard Int(owner.index) < owners.count else { return [] }
    var found: [OrderID] = []
    var slot = owners[owner.index].oldest
    while slot != BookOrder.none {
      found.append(handle(slot))
      slot = orders[slot].ownerNext
    }
    return found
  }

  /// What an owner's orders of a side that rest or wait for a trigger may add to a position.
  ///
  /// - Parameters:
  ///   - owner: Whose orders.
  ///   - side: Their side.
  ///   - order: One that is left out.
  package func openQuantity(of owner: OwnerID, _ side: Side, beside order: OrderID) -> Quantity {
    guard Int(owner.index) < owners.count else { return .zero }
    var total = Quantity.zero
    var slot = owners[owner.index].oldest
    while slot != BookOrder.none {
      let open = orders[slot]
      if open.side == side, !open.flags.contains(.reduceOnly), slot != order.slot {
        total += open.remaining
      }
      slot = open.ownerNext
    }
    return total
  }

  /// The orders that rest at a price, the first in the queue first.
  package func queue(_ side: Side, at price: Price) -> [OrderID] {
    guard price.magnitude.ticks < OrderTicket.priceLimitTicks else { return [] }
    let rank = price.ticks * side.sign
    let place = levelIndex(side, rank)
    guard place < levels.count(side), levels[side, place].rank == rank else { return [] }
    var found: [OrderID] = []
    var slot = levels[side, place].head
    while slot != BookOrder.none {
      found.append(handle(slot))
      slot = orders[slot].next
    }
    return found
  }
}

extension OrderBook {
  /// What an order that is in flight, waiting or resting asks for.
  package struct Terms: Sendable, Hashable {
    /// Its side.
    package var side: Side
    /// What is left of it.
    package var quantity: Quantity
    /// Its limit, where it has one.
    package var price: Price?
    /// Whether it may only reduce a position.
    package var isReduceOnly: Bool
  }

  /// The terms of an order; nil when it is gone.
  package func terms(of order: OrderID) -> Terms? {
    guard isCurrent(order) else { return nil }
    let found = orders[order.slot]
    return Terms(
      side: found.side, quantity: found.remaining,
      price: found.kind.hasLimit ? found.price : nil,
      isReduceOnly: found.flags.contains(.reduceOnly))
  }
}
