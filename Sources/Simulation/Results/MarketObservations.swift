public import Market
public import Units

/// The raw material of the table that sets the simulated market beside a measured one.
public struct MarketObservations: Sendable, Equatable {
  /// Twice the mid price in ticks at each tenth of a second.
  public var doubledMids: [Int64] = []
  /// Each taker order that traded, in order.
  public var takerOrders: [TakerOrder] = []
  /// Nanoseconds with a spread of one tick.
  public var timeAtOneTick = Interval.zero
  /// Nanoseconds observed.
  public var timeObserved = Interval.zero
  /// Sums over seconds of the size at the touch and the next four occupied levels, both sides.
  public var levelSizes: [Int64] = [0, 0, 0, 0, 0]
  /// How many books were added to the sums, two for each second.
  public var levelSamples: Int64 = 0
  /// Size at the touch, each second, both sides.
  public var touchSizes: [Int64] = []
  /// Sums over seconds of buy and sell size within 1, 5 and 10 basis points of the mid.
  public var depths: [Int64] = [0, 0, 0]
  /// Messages that reached the book.
  public var messages: Int64 = 0
  /// Times from a sweep of a side's touch until half of the size swept was back.
  public var refills: [Interval] = []
  /// Sweeps whose depth was not back by the end.
  public var unrefilled = 0

  /// Starts from nothing.
  public init() {}
}

/// A taker order that traded.
public struct TakerOrder: Sendable, Equatable {
  /// When.
  public var time: Instant
  /// Its side.
  public var side: Side
  /// What it traded.
  public var quantity: Quantity
  /// Twice the mid in ticks before it.
  public var doubledMid: Int64
}
