import Units

extension OrderBook {
  /// A stop arrives and waits; one whose trigger the last price has reached already acts at once.
  mutating func enterStop(_ slot: Int32) {
    let stop = orders[slot]
    if let last = lastPrice, isAtOrBeyond(last, stop.trigger, stop.side) {
      trigger(slot)
      admit(slot)
      return
    }
    orders[slot].stage = .dormant
    stops.insert(
      BookStop(trigger: stop.trigger, slot: slot), stop.side,
      at: stopIndex(stop.side, stop.trigger))
    openForOwner(slot)
    outcome.append(.armed(report(slot, quantity: stop.remaining, remaining: stop.remaining)))
  }

  /// Sets off the stops that a trade's price has reached: buys before sells, on each side the nearest
  /// trigger first, then the earlier arrival.
  @inline(__always)
  mutating func triggerStops(_ price: Price) {
    triggerStops(price, .buy)
    triggerStops(price, .sell)
  }

  @inline(__always)
  private mutating func triggerStops(_ price: Price, _ side: Side) {
    while stops.count(side) > 0 {
      let next = stops[side, stops.count(side) - 1]
      guard isAtOrBeyond(price, next.trigger, side) else { return }
      stops.removeTop(side)
      closeForOwner(next.slot)
      trigger(next.slot)
    }
  }

  /// Turns a stop into the order that it stands for, in flight.
  private mutating func trigger(_ slot: Int32) {
    orders[slot].stage = .inFlight
    orders[slot].kind = orders[slot].kind == .stop ? .market : .limit
    let quantity = orders[slot].remaining
    outcome.append(.triggered(report(slot, quantity: quantity, remaining: quantity)))
  }

  /// Takes a stop out of those that wait.
  mutating func disarm(_ slot: Int32) {
    let order = orders[slot]
    var place = stopIndex(order.side, order.trigger)
    while stops[order.side, place].slot != slot { place += 1 }
    stops.remove(order.side, at: place)
  }

  /// The lowest index of a trigger among the stops of a side, or where it would be.
  ///
  /// The next to trigger is on top: farther triggers are below, and of one trigger later arrivals.
  private func stopIndex(_ side: Side, _ trigger: Price) -> Int {
    var low = 0
    var high = stops.count(side)
    while low < high {
      let middle = (low + high) >> 1
      let other = stops[side, middle].trigger
      if other != trigger && isAtOrBeyond(other, trigger, side) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
