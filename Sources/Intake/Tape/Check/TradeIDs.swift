/// The numbers that a venue gives to trades, as they come.
package struct TradeIDs: Sendable, Hashable {
  private var last: Int64?
  private var count: Int64 = 0
  private var leftOut: Int64 = 0
  /// Trades with the id of the trade before them.
  package private(set) var repeated: Int64 = 0

  /// Starts with nothing.
  package init() {}

  /// The next trade's id.
  @inline(__always)
  mutating func note(_ id: Int64) {
    count += 1
    if let last {
      if id == last { repeated += 1 }
      // A step back tells nothing of what is missing.
      if id > last { leftOut &+= id - last - 1 }
    }
    last = id
  }

  /// The ids left out; zero where they are more than the trades, as they are then no numbers of this market alone.
  package var missing: Int64 { leftOut > count || leftOut < 0 ? 0 : leftOut }
}
