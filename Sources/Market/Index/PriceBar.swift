public import Units

/// The four prices of one stretch of time.
public struct PriceBar: Sendable, Hashable {
  /// When the bar starts.
  public var opensAt: Instant
  /// The first price.
  public var open: Price
  /// The highest price.
  public var high: Price
  /// The lowest price.
  public var low: Price
  /// The last price.
  public var close: Price

  /// Makes a bar.
  public init(opensAt: Instant, open: Price, high: Price, low: Price, close: Price) {
    self.opensAt = opensAt
    self.open = open
    self.high = high
    self.low = low
    self.close = close
  }

  /// Whether the high is the highest and the low the lowest of the four.
  public var isConsistent: Bool {
    low <= min(open, close) && max(open, close) <= high
  }
}
