public import Liquidation
public import Units

/// The venue's liquidation rules that hold whatever the path.
public struct LiquidationSettings: Sendable, Hashable {
  /// The price that drives the margin check.
  public var checkPrice: CheckPrice
  /// The time between margin checks.
  public var checkInterval: Interval
  /// The fee on liquidated notional, paid to the insurance fund as far as the account can.
  public var fee: Rate
  /// What the insurance fund holds at the start.
  public var fund: Money
  /// The most one forced order may cost the fund, as a share of what is not promised to others.
  public var fundShare: Rate
  /// The backstop provider.
  public var backstop: BackstopSettings

  /// Makes the settings.
  public init(
    checkPrice: CheckPrice, checkInterval: Interval, fee: Rate, fund: Money, fundShare: Rate,
    backstop: BackstopSettings
  ) {
    self.checkPrice = checkPrice
    self.checkInterval = checkInterval
    self.fee = fee
    self.fund = fund
    self.fundShare = fundShare
    self.backstop = backstop
  }
}

/// The provider that takes over positions with their margin and unwinds them in the book.
public struct BackstopSettings: Sendable, Hashable {
  /// The provider's collateral at the start.
  public var capital: Money
  /// The most notional it holds; beyond it a transfer is refused.
  public var notionalMaximum: Money
  /// The time between two orders of its unwinding.
  public var unwindInterval: Interval
  /// The share of its position that each order sells or buys.
  public var unwindShare: Rate

  /// Makes the settings.
  public init(
    capital: Money, notionalMaximum: Money, unwindInterval: Interval, unwindShare: Rate
  ) {
    self.capital = capital
    self.notionalMaximum = notionalMaximum
    self.unwindInterval = unwindInterval
    self.unwindShare = unwindShare
  }
}
