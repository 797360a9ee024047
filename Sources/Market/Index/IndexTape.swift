package import Units

/// The whole course of a price, known before the run.
///
/// Each index is a tape, read from a file or generated from a seed, so that every path and every
/// branch of a comparison meets the same prices. Times never run backwards; where several updates
/// share an instant the last one stands.
package struct IndexTape: Sendable, Hashable {
  /// The updates, in order of time.
  package let updates: [IndexUpdate]

  /// Checks the updates and makes a tape.
  package init(updates: [IndexUpdate]) throws(TapeError) {
    if updates.isEmpty { throw .empty }
    for position in updates.indices {
      if updates[position].price <= .zero { throw .priceNotPositive(position: position) }
      if position > 0, updates[position].time < updates[position - 1].time {
        throw .timeRunsBackwards(position: position)
      }
    }
    self.updates = updates
  }

  /// Turns trades into the updates of a price.
  ///
  /// Of the trades of one instant the last stands, and a trade at the price already in force is left
  /// out. The order of the list is the order of the trades; it must not run back in time.
  ///
  /// - Parameter trades: Times and prices of trades, in order of time.
  package init(trades: [IndexUpdate]) throws(TapeError) {
    if trades.isEmpty { throw .empty }
    var updates: [IndexUpdate] = []
    for position in trades.indices {
      let trade = trades[position]
      if trade.price <= .zero { throw .priceNotPositive(position: position) }
      if position > 0, trade.time < trades[position - 1].time {
        throw .timeRunsBackwards(position: position)
      }
      if let last = updates.last, last.time == trade.time { updates.removeLast() }
      if updates.last?.price != trade.price { updates.append(trade) }
    }
    self.init(ordered: updates)
  }

  /// Makes a tape from updates that are in order by construction.
  package init(ordered updates: [IndexUpdate]) {
    invariant(!updates.isEmpty, "a tape holds a price")
    self.updates = updates
  }

  /// When the first price is known.
  package var start: Instant { updates[0].time }

  /// When the last price comes.
  package var end: Instant { updates[updates.count - 1].time }

  /// The price that holds at an instant, or `nil` before the first.
  package func price(at instant: Instant) -> Price? {
    let next = countOfUpdates(upTo: instant)
    return next == 0 ? nil : updates[next - 1].price
  }

  /// How many updates have come by an instant, that instant included.
  package func countOfUpdates(upTo instant: Instant) -> Int {
    var low = 0
    var high = updates.count
    while low < high {
      let middle = low + (high - low) / 2
      if updates[middle].time <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Cuts out a window and sets its start to time 0.
  ///
  /// The first update of the result is at 0 and holds the price known then.
  ///
  /// - Parameters:
  ///   - from: The first instant of the window; a price must be known by then.
  ///   - length: Updates at this distance from the start, or later, are left out.
  package func window(from: Instant, length: Interval) throws(TapeError) -> IndexTape {
    guard let first = price(at: from) else { throw .startsAfterWindow }
    var cut = [IndexUpdate(time: .zero, price: first)]
    let shift = from - Instant.zero
    for update in updates[countOfUpdates(upTo: from)...] where update.time < from + length {
      cut.append(IndexUpdate(time: update.time - shift, price: update.price))
    }
    return IndexTape(ordered: cut)
  }

  /// The lowest and the highest price from one instant to another, both included.
  ///
  /// The price already in force at the first instant counts too. `nil` where no price is known yet.
  package func range(from: Instant, to: Instant) -> (low: Price, high: Price)? {
    let last = countOfUpdates(upTo: to)
    let first = max(countOfUpdates(upTo: from) - 1, 0)
    guard first < last else { return nil }
    var low = updates[first].price
    var high = low
    for update in updates[first..<last] {
      low = min(low, update.price)
      high = max(high, update.price)
    }
    return (low, high)
  }
}

/// A new value of a price, from one instant on.
package struct IndexUpdate: Sendable, Hashable {
  /// From when the price holds.
  package var time: Instant
  /// The price from then on.
  package var price: Price

  /// Makes an update.
  package init(time: Instant, price: Price) {
    self.time = time
    self.price = price
  }
}

/// Why a list of prices is no tape.
///
/// Positions count from 0 in the list that was given, so that a reader of files can name the line.
package enum TapeError: Error, Sendable, Hashable {
  /// There is no price at all.
  case empty
  /// The item at this position is earlier than the one before it, or overlaps it.
  case timeRunsBackwards(position: Int)
  /// The price at this position is zero or below.
  case priceNotPositive(position: Int)
  /// The bar's high is below, or its low above, another of its prices.
  case barInconsistent(position: Int)
  /// No price is known at the start of the window that was asked for.
  case startsAfterWindow
}
