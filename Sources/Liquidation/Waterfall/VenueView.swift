package import Margin
package import Market
package import Units

/// What a venue goes by when it decides about one account in liquidation: its rules, its prices, its fund, and what
/// the account has.
///
/// A snapshot: it is made anew for each decision.
package struct VenueView: Sendable {
  /// The margin rules.
  package let rules: MarginRules
  /// The prices of now.
  package let prices: Prices
  /// The insurance fund.
  package let fund: FundPromise
  /// Cash and position.
  package let account: Account

  /// Makes a view.
  package init(rules: MarginRules, prices: Prices, fund: FundPromise, account: Account) {
    self.rules = rules
    self.prices = prices
    self.fund = fund
    self.account = account
  }

  /// The venue's prices at a moment.
  package struct Prices: Sendable, Hashable {
    /// The price that drives the margin check.
    package var check: Price
    /// The published mark.
    package var mark: Price
    /// The mark before it.
    package var previousMark: Price
    /// The index as the venue sees it.
    package var index: Price
    /// The last trade; nil before the first.
    package var last: Price?

    /// Gathers prices.
    package init(check: Price, mark: Price, previousMark: Price, index: Price, last: Price?) {
      self.check = check
      self.mark = mark
      self.previousMark = previousMark
      self.index = index
      self.last = last
    }
  }

  /// Whether the position is a long.
  package var isLong: Bool { account.position.size > .zero }

  /// The side of an order that reduces the position.
  package var closingSide: Side { isLong ? .sell : .buy }
}
