package import Units

// A replayed book: what others do is recorded, and accounts' orders trade with it by rules that state what is assumed.
extension OrderBook {
  /// What a recorded message held beside levels.
  package struct Replayed: Sendable {
    /// The price of its last trade.
    package var last: Price?
    /// Whether it has rows that are not the book's: mark, index, funding, forced orders.
    package var hasOthers = false
    /// The best bid after it, in ticks; zero where there is none.
    package var bid: Int64 = 0
    /// The best ask after it, in ticks; zero where there is none.
    package var ask: Int64 = 0
    /// Whether one of them is another than before it.
    package var hasNewTouch = false
  }

  /// Lets a recorded message happen: levels change, trades print, and accounts' orders fill where it reaches them.
  ///
  /// An account's resting order fills when a trade prints beyond its price, when one at its price gets to it in the
  /// queue, and when the best price of the other side reaches it.
  package mutating func replay(_ rows: UnsafeBufferPointer<TapeRow>) -> Replayed {
    outcome.removeAll()
    var replayed = Replayed()
    let (bid, ask) = (recorded.shown.best(.buy), recorded.shown.best(.sell))
    for row in rows {
      if row.isLevel {
        let change = recorded.shown.set(row)
        if openCount > 0 { noteLevel(row, change) }
        continue
      }
      switch row.kind {
      case .clear: recorded.shown.clear()
      case .buyTrade: replayed.last = printTrade(.buy, row)
      case .sellTrade: replayed.last = printTrade(.sell, row)
      case .trade: replayed.last = printTrade(recorded.shown.taker(at: Int64(row.ticks)), row)
      case .bid, .ask, .mark, .index, .fundingRate, .forcedBuy, .forcedSell:
        replayed.hasOthers = true
      case nil: invariant(false, "a row of a tape is of a kind")
      }
    }
    let (newBid, newAsk) = (recorded.shown.best(.buy), recorded.shown.best(.sell))
    replayed.bid = newBid == PriceLadder.noRank ? 0 : newBid
    replayed.ask = newAsk == PriceLadder.noRank ? 0 : -newAsk
    replayed.hasNewTouch = newBid != bid || newAsk != ask
    return replayed
  }

  // MARK: Levels

  /// The rank of the best price of a side, of accounts' orders or recorded; `PriceLadder.noRank` where there is none.
  @inline(__always)
  func bestRank(_ side: Side) -> Int64 {
    let count = levels.count(side)
    let own = count > 0 ? levels[side, count - 1].rank : PriceLadder.noRank
    return isReplayed ? max(own, recorded.shown.best(side)) : own
  }

  /// Lets accounts' orders know of a level that shows another size.
  @inline(__always)
  private mutating func noteLevel(_ row: TapeRow, _ change: ShownBook.Change) {
    let side = row.side
    let count = levels.count(side)
    if count > 0, change.rank <= levels[side, count - 1].rank, change.rank >= levels[side, 0].rank {
      moveQueue(side, change.rank, from: change.previous, to: row.amount)
    }
    if change.isBetter { fillReached(side.opposite) }
  }

  /// Moves accounts' orders in the queue of a level whose size changes.
  @inline(never)
  private mutating func moveQueue(_ side: Side, _ rank: Int64, from previous: Int64, to lots: Int64)
  {
    let place = levelIndex(side, rank)
    guard levels[side, place].rank == rank else { return }
    let (model, lotSize) = (recorded.fills.queue, recorded.lotSize)
    var slot = levels[side, place].head
    while slot != BookOrder.none {
      recorded.places[slot].change(from: previous, to: lots, model, lotSize: lotSize)
      slot = orders[slot].next
    }
  }

  /// Fills accounts' orders that the best price of the other side has reached.
  private mutating func fillReached(_ side: Side) {
    let best = recorded.shown.best(side.opposite)
    if best == PriceLadder.noRank { return }
    let limit = -best
    while levels.count(side) > 0, levels[side, levels.count(side) - 1].rank >= limit {
      let slot = levels[side, levels.count(side) - 1].head
      fillResting(slot, orders[slot].remaining)
    }
  }

  // MARK: Trades

  /// A trade prints: accounts' orders beyond its price fill, and those at its price whose turn it is.
  private mutating func printTrade(_ taker: Side, _ row: TapeRow) -> Price {
    let price = Price(ticks: Int64(row.ticks))
    let side = taker.opposite
    let rank = price.ticks * side.sign
    while levels.count(side) > 0 {
      let level = levels[side, levels.count(side) - 1]
      if level.rank < rank { break }
      if level.rank == rank {
        tradeAtLevel(level, lots: row.amount)
        break
      }
      fillResting(level.head, orders[level.head].remaining)
    }
    if recorded.shown.showsTrades {
      recorded.shown.show(tradeBy: taker, at: price.ticks, row.amount)
      fillReached(taker)
    }
    lastPrice = price
    triggerStops(price)
    return price
  }

  private mutating func tradeAtLevel(_ level: BookLevel, lots: Int64) {
    var slot = level.head
    while slot != BookOrder.none {
      let next = orders[slot].next
      recorded.places[slot].trade(lots)
      let reached = recorded.places[slot].reached
      if reached > 0 {
        fillResting(slot, recorded.fills.isWhole ? orders[slot].remaining : Quantity(lots: reached))
      }
      slot = next
    }
  }

  // MARK: Fills

  /// Fills a resting order at its price, as far as the recorded market has reached it.
  private mutating func fillResting(_ slot: Int32, _ reached: Quantity) {
    if orders[slot].flags.contains(.reduceOnly), !cutToReducible(slot) { return }
    let resting = orders[slot]
    let quantity = min(reached, resting.remaining)
    let remaining = resting.remaining - quantity
    let notional = instrument.notional(resting.price, quantity)
    trade(resting.owner, resting.side, quantity)
    outcome.append(
      .filled(
        BookFill(
          maker: handle(slot), taker: .recorded, makerOwner: resting.owner,
          takerOwner: recorded.owner, makerTag: resting.tag, takerTag: -1, price: resting.price,
          quantity: quantity, makerRemaining: remaining, takerRemaining: .zero,
          makerFee: instrument.fee(notional, instrument.makerFee), takerFee: .zero,
          takerSide: resting.side.opposite)))
    if remaining == .zero {
      unlink(slot)
      closeForOwner(slot)
      free(slot)
    } else {
      orders[slot].remaining = remaining
      levels[resting.side, levelIndex(resting.side, resting.rank)].total -= quantity
      // It is the first now: the next trade at its price is its own.
      recorded.places[slot].ahead = 0
    }
  }

  /// Cuts a resting reduce-only order to the position that it may reduce; false when that ends it.
  private mutating func cutToReducible(_ slot: Int32) -> Bool {
    let order = orders[slot]
    let allowed = reducible(order.owner, order.side)
    let excess = order.remaining - allowed
    if excess <= .zero { return true }
    if allowed == .zero {
      outcome.append(
        .cancelled(report(slot, quantity: order.remaining, remaining: .zero), .reduceOnly))
      unlink(slot)
      closeForOwner(slot)
      free(slot)
      return false
    }
    orders[slot].remaining = allowed
    levels[order.side, levelIndex(order.side, order.rank)].total -= excess
    outcome.append(.reduced(report(slot, quantity: excess, remaining: allowed), .reduceOnly))
    return true
  }

  /// Moves a position from the recorded market to an owner who trades on a side.
  private mutating func trade(_ owner: OwnerID, _ side: Side, _ quantity: Quantity) {
    owners[owner.index].position += Quantity(lots: quantity.lots * side.sign)
    owners[recorded.owner.index].position -= Quantity(lots: quantity.lots * side.sign)
  }

  // MARK: Taking

  /// Trades an incoming order against what is recorded and accounts' orders; at one price the recorded come first.
  mutating func matchReplayed(_ slot: Int32) -> Quantity {
    let taker = orders[slot]
    let opposite = taker.side.opposite
    var remaining = taker.remaining
    var rank = recorded.shown.best(opposite)
    while remaining > .zero {
      let count = levels.count(opposite)
      let own = count > 0 ? levels[opposite, count - 1].rank : PriceLadder.noRank
      let best = max(rank, own)
      if best == PriceLadder.noRank || (taker.kind.hasLimit && taker.rank < -best) { break }
      if rank < own {
        let level = levels[opposite, count - 1]
        guard let left = matchFirst(slot, taker, level, remaining) else { return .zero }
        remaining = left
        continue
      }
      let quantity = min(remaining, takeable(opposite, rank, remaining))
      if quantity > .zero {
        remaining -= quantity
        fillRecorded(slot, rank, quantity, remaining: remaining)
      }
      if remaining > .zero { rank = recorded.shown.next(opposite, below: rank) }
    }
    return remaining
  }

  /// What an incoming order finds at a recorded level.
  private func takeable(_ side: Side, _ rank: Int64, _ wanted: Quantity) -> Quantity {
    recorded.fills.isWhole ? wanted : recorded.available(side, at: rank, time)
  }

  /// One trade of an incoming order with a recorded level.
  private mutating func fillRecorded(
    _ slot: Int32, _ rank: Int64, _ quantity: Quantity, remaining: Quantity
  ) {
    let incoming = orders[slot]
    let opposite = incoming.side.opposite
    let price = Price(ticks: rank * opposite.sign)
    let notional = instrument.notional(price, quantity)
    let now = time
    recorded.take(quantity, opposite, at: rank, now)
    trade(incoming.owner, incoming.side, quantity)
    outcome.append(
      .filled(
        BookFill(
          maker: .recorded, taker: handle(slot), makerOwner: recorded.owner,
          takerOwner: incoming.owner, makerTag: -1, takerTag: incoming.tag, price: price,
          quantity: quantity, makerRemaining: .zero, takerRemaining: remaining, makerFee: .zero,
          takerFee: instrument.fee(notional, instrument.takerFee), takerSide: incoming.side)))
    lastPrice = price
    triggerStops(price)
  }

  /// Whether an incoming order would be filled whole by what is recorded.
  ///
  /// Accounts' orders are not counted: a fill-or-kill order takes no chance on what another account may cancel.
  func canFillReplayed(_ slot: Int32) -> Bool {
    let taker = orders[slot]
    let opposite = taker.side.opposite
    var missing = taker.remaining
    var rank = recorded.shown.best(opposite)
    while missing > .zero, rank != PriceLadder.noRank {
      if taker.kind.hasLimit, taker.rank < -rank { return false }
      missing -= min(missing, takeable(opposite, rank, missing))
      rank = recorded.shown.next(opposite, below: rank)
    }
    return missing == .zero
  }
}

extension OrderID {
  /// No order of the book: the other side of a trade with the recorded market.
  package static var recorded: OrderID { OrderID(rawValue: .max) }
}
