package import Margin
import Market
package import Units

/// Lots of a position in liquidation that are offered to the backstop provider or to the insurance fund.
package struct Takeover: Sendable {
  /// The lots, with the sign of the position they come from.
  package let lots: Quantity
  /// Their price.
  package let price: Price
  /// Who is to take them.
  package let taker: Account
  private let rules: MarginRules
  private let mark: Price

  /// Offers lots of an account to a taker.
  ///
  /// - Parameters:
  ///   - quantity: How many, positive.
  ///   - view: The account they come from, and the venue.
  package init(_ quantity: Quantity, of view: VenueView, at price: Price, to taker: Account) {
    invariant(
      quantity > .zero && quantity <= view.account.position.size.magnitude,
      "no more is handed over than is held")
    lots = view.isLong ? quantity : -quantity
    self.price = price
    self.taker = taker
    rules = view.rules
    mark = view.prices.mark
  }

  /// Whether it is all that the account holds.
  package func isWhole(of view: VenueView) -> Bool { lots == view.account.position.size }

  /// Whether the backstop provider takes them: without a loss at once, within its limit, and with money of its own.
  ///
  /// - Parameter notionalMaximum: The most that it holds, at the mark.
  package func suitsBackstop(notionalMaximum: Money) -> Bool {
    let isLossAtOnce = lots > .zero ? price > mark : price < mark
    return !isLossAtOnce && notionalAfter <= notionalMaximum && equity > .zero
  }

  /// Whether the fund takes them: with equity, and within the notional that its venue allows it.
  ///
  /// It takes any price the account can pay, also one that is worse than the mark: covering that loss is what it is
  /// for.
  package func suitsFund(_ terms: FundTerms) -> Bool {
    guard equity > .zero else { return false }
    guard let most = terms.notionalShareMax else { return true }
    // By cross-multiplication: the fund holds no more than its part.
    return Int128(notionalAfter.atoms) * 1_000_000
      <= Int128(equity.atoms) * Int128(most.partsPerMillion)
  }

  private var equity: Money { rules.equity(of: taker, at: mark) }

  private var notionalAfter: Money {
    rules.instrument.notional(mark, (taker.position.size + lots).magnitude)
  }
}
