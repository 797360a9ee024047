public import Units

/// The market and the fund at the end of one simulated second.
public struct PriceSample: Sendable, Equatable {
  /// The second, the first being 0.
  public var second: Int
  /// The index as the venue last saw it.
  public var index: Price
  /// The mark price.
  public var mark: Price
  /// The last trade; the index before the first.
  public var last: Price
  /// The best bid, where there is one.
  public var bid: Price?
  /// The best ask, where there is one.
  public var ask: Price?
  /// Buy size within 0.1 % of the mid.
  public var bidDepth: Quantity
  /// Sell size within 0.1 % of the mid.
  public var askDepth: Quantity
  /// Accounts in liquidation.
  public var openCases: Int
  /// What the insurance fund holds.
  public var fund: Money

  /// Makes a sample; the world does, and tests of monitors.
  public init(
    second: Int, index: Price, mark: Price, last: Price, bid: Price?, ask: Price?,
    bidDepth: Quantity, askDepth: Quantity, openCases: Int, fund: Money
  ) {
    self.second = second
    self.index = index
    self.mark = mark
    self.last = last
    self.bid = bid
    self.ask = ask
    self.bidDepth = bidDepth
    self.askDepth = askDepth
    self.openCases = openCases
    self.fund = fund
  }
}
