import Units

/// The trades whose markouts are still to come, at each horizon in the order of time.
///
/// Trades come in that order, so one row of them serves all horizons, each with a place of its own in it.
struct MarkoutQueue: Sendable {
  private struct Item: Sendable {
    let strategy: Int32
    let trade: Int32
    let time: Instant
  }

  private let horizons = StrategyTrade.horizons
  private var items: [Item] = []
  private var places = StrategyTrade.horizons.map { _ in 0 }
  /// When the next one is due; nil while none is to come.
  private var next: Instant?

  /// Takes a trade in.
  mutating func add(strategy: Int, trade: Int, at time: Instant) {
    items.append(Item(strategy: Int32(strategy), trade: Int32(trade), time: time))
    let first = time + horizons[0]
    next = next.map { min($0, first) } ?? first
  }

  /// Whether one was due before an instant.
  @inline(__always)
  func isDue(before time: Instant) -> Bool {
    if let next { next < time } else { false }
  }

  /// Takes out one that was due before an instant; nil where none is left.
  mutating func takeDue(before time: Instant) -> (strategy: Int, trade: Int, horizon: Int)? {
    var later: Instant?
    for (horizon, interval) in horizons.enumerated() {
      let place = places[horizon]
      if place == items.count { continue }
      let item = items[place]
      let due = item.time + interval
      if due < time {
        places[horizon] += 1
        return (Int(item.strategy), Int(item.trade), horizon)
      }
      later = later.map { min($0, due) } ?? due
    }
    next = later
    return nil
  }
}
