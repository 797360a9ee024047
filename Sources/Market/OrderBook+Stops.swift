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
    orders[slot].arrival = arrivals
    arrivals += 1
    let entry = BookStop(trigger: stop.trigger, arrival: orders[slot].arrival, slot: slot)
    stops.insert(entry, stop.side, at: stopIndex(entry, stop.side))
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
    let entry = BookStop(trigger: order.trigger, arrival: order.arrival, slot: slot)
    stops.remove(order.side, at: stopIndex(entry, order.side))
  }

  /// The index of a stop among those of its side, or where it would be; the next to trigger is on top.
  private func stopIndex(_ stop: BookStop, _ side: Side) -> Int {
    var low = 0
    var high = stops.count(side)
    while low < high {
      let middle = (low + high) >> 1
      let other = stops[side, middle]
      let comesLater =
        other.trigger == stop.trigger
        ? other.arrival > stop.arrival
        : isAtOrBeyond(other.trigger, stop.trigger, side)
      if comesLater { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
