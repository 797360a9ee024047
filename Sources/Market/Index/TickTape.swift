import Units

/// Makes a tape from trades.
public enum TickTape {
  /// Turns trades into the updates of a price.
  ///
  /// Of the trades of one instant the last stands, and a trade at the price already in force is left
  /// out. The order of the list is the order of the trades; it must not run back in time.
  ///
  /// - Parameter trades: Times and prices of trades, in order of time.
  public static func tape(trades: [IndexUpdate]) throws(TapeError) -> IndexTape {
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
    return IndexTape(ordered: updates)
  }
}
