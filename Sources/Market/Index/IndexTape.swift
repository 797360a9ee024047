public import Units

/// The whole course of a price, known before the run.
///
/// Each index is a tape, read from a file or generated from a seed, so that every path and every
/// branch of a comparison meets the same prices. Times never run backwards; where several updates
/// share an instant the last one stands.
public struct IndexTape: Sendable, Hashable {
  /// The updates, in order of time.
  public let updates: [IndexUpdate]

  /// Checks the updates and makes a tape.
  public init(updates: [IndexUpdate]) throws(TapeError) {
    if updates.isEmpty { throw .empty }
    for position in updates.indices {
      if updates[position].price <= .zero { throw .priceNotPositive(position: position) }
      if position > 0, updates[position].time < updates[position - 1].time {
        throw .timeRunsBackwards(position: position)
      }
    }
    self.updates = updates
  }

  /// Makes a tape from updates that are in order by construction.
  init(ordered updates: [IndexUpdate]) {
    invariant(!updates.isEmpty, "a tape holds a price")
    self.updates = updates
  }

  /// When the first price is known.
  public var start: Instant { updates[0].time }

  /// When the last price comes.
  public var end: Instant { updates[updates.count - 1].time }

  /// The price that holds at an instant, or `nil` before the first.
  public func price(at instant: Instant) -> Price? {
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
  public func window(from: Instant, length: Interval) throws(TapeError) -> IndexTape {
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
  public func range(from: Instant, to: Instant) -> (low: Price, high: Price)? {
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
