package import Simulation
package import Units

/// The size of a position over a run, either side of it counted as positive.
package struct Inventory: Sendable, Hashable {
  /// Lots times nanoseconds for which they were held.
  package var lotTime: Int128 = 0
  /// The most lots held at any time.
  package var lotsMax: Int64 = 0
  /// How long the run was.
  package let length: Interval

  /// Follows a position from trade to trade, from nothing at the start to the end of the run.
  package init(_ trades: [StrategyTrade], length: Interval) {
    self.length = length
    var held: Int64 = 0
    var since = Instant.zero
    for trade in trades {
      lotTime += Int128(held) * Int128((trade.time - since).nanoseconds)
      since = trade.time
      held = trade.position.magnitude.lots
      lotsMax = max(lotsMax, held)
    }
    lotTime += Int128(held) * Int128((Instant.zero + length - since).nanoseconds)
  }

  /// The mean over time in lots; nil for a run without length.
  package var lotsMean: Double? {
    length > .zero ? Double(lotTime) / Double(length.nanoseconds) : nil
  }
}
