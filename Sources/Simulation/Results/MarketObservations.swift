package import Market
package import Units

/// The raw material of the table that sets the simulated market beside a measured one.
package struct MarketObservations: Sendable, Equatable {
  /// Twice the mid price in ticks at each tenth of a second.
  package var doubledMids: [Int64] = []
  /// Each taker order that traded, in order.
  package var takerOrders: [TakerOrder] = []
  /// Nanoseconds with a spread of one tick.
  package var timeAtOneTick = Interval.zero
  /// Nanoseconds observed.
  package var timeObserved = Interval.zero
  /// Sums over seconds of the size at the touch and the next four occupied levels, both sides.
  package var levelSizes: [Int64] = [0, 0, 0, 0, 0]
  /// How many books were added to the sums, two for each second.
  package var levelSamples: Int64 = 0
  /// Size at the touch, each second, both sides.
  package var touchSizes: [Int64] = []
  /// Sums over seconds of buy and sell size within 1, 5 and 10 basis points of the mid.
  package var depths: [Int64] = [0, 0, 0]
  /// Messages that reached the book.
  package var messages: Int64 = 0
  /// Times from a sweep of a side's touch until half of the size swept was back.
  package var refills: [Interval] = []
  /// Sweeps whose depth was not back by the end.
  package var unrefilled = 0

  /// Starts from nothing.
  package init() {}
}

/// A taker order that traded.
package struct TakerOrder: Sendable, Equatable {
  /// When.
  package var time: Instant
  /// Its side.
  package var side: Side
  /// What it traded.
  package var quantity: Quantity
  /// Twice the mid in ticks before it.
  package var doubledMid: Int64
}
