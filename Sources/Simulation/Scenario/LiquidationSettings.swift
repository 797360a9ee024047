package import Liquidation
package import Units

/// The venue's liquidation rules that hold whatever the path.
package struct LiquidationSettings: Sendable, Hashable {
  /// The price that drives the margin check.
  package var checkPrice: CheckPrice
  /// The time between margin checks.
  package var checkInterval: Interval
  /// The fee on liquidated notional, paid to the insurance fund as far as the account can.
  package var fee: Rate
  /// What the insurance fund holds at the start.
  package var fund: Money
  /// The most one forced order may cost the fund, as a share of what is not promised to others.
  package var fundShare: Rate
  /// The backstop provider.
  package var backstop: BackstopSettings

  /// Makes the settings.
  package init(
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
package struct BackstopSettings: Sendable, Hashable {
  /// The provider's collateral at the start.
  package var capital: Money
  /// The most notional it holds; beyond it a transfer is refused.
  package var notionalMaximum: Money
  /// The time between two orders of its unwinding.
  package var unwindInterval: Interval
  /// The share of its position that each order sells or buys.
  package var unwindShare: Rate

  /// Makes the settings.
  package init(
    capital: Money, notionalMaximum: Money, unwindInterval: Interval, unwindShare: Rate
  ) {
    self.capital = capital
    self.notionalMaximum = notionalMaximum
    self.unwindInterval = unwindInterval
    self.unwindShare = unwindShare
  }
}
