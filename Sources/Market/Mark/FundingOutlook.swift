public import Units

/// The funding that is to be settled next, as the mark price sees it.
public struct FundingOutlook: Sendable, Hashable {
  /// The rate of the last settlement.
  public var rate: Rate
  /// The time left to the next settlement.
  public var remaining: Interval
  /// The time between two settlements; positive.
  public var interval: Interval

  /// Makes an outlook.
  public init(rate: Rate, remaining: Interval, interval: Interval) {
    invariant(interval > .zero, "the time between settlements is positive")
    self.rate = rate
    self.remaining = remaining
    self.interval = interval
  }
}
