import Margin
import Market
package import Units

/// The prices at which a position in liquidation may change hands.
extension VenueView {
  /// The bankruptcy price of the account, whole ticks and at least one; with support, what both can pay together.
  ///
  /// Rounded to the side that the account can pay. Where no price is one, it is the mark.
  ///
  /// - Parameter support: What the fund adds.
  package func bankruptcyPrice(support: Money = .zero) -> Price {
    rules.tradable(
      rules.bankruptcyPrice(of: account, support: support) ?? prices.mark, near: prices.index)
  }

  /// The price at which the position is handed over: the one a path asks for, or bankruptcy if that is better.
  ///
  /// The fund pays for orders in the book, not for a backstop or for counterparties.
  package func handoverPrice(_ asked: Price) -> Price {
    better(asked, bankruptcyPrice())
  }

  /// The price at which counterparties are deleveraged: the path's, unless the venue has a rule of its own.
  package func deleveragingPrice(_ asked: Price, by rule: DeleveragingPrice) -> Price {
    if rule == .bankruptcy { return handoverPrice(asked) }
    let ruled = rule.price(
      bankruptcy: bankruptcyPrice(), mark: prices.mark, previousMark: prices.previousMark,
      index: prices.index)
    return rules.tradable(ruled, near: prices.index)
  }

  /// The limit of a forced order, and what the fund sets aside for it.
  ///
  /// A path may ask for a worse limit than account and fund can pay; it gets what they can. The fund could have to pay
  /// what the account lacks if the whole position went at the limit, the closing fee included.
  package func forcedLimit(_ asked: Price) -> (limit: Price, fundExposure: Money) {
    let support = fund.support
    let limit = better(asked, bankruptcyPrice(support: support))
    let equity = rules.equity(of: account, at: limit)
    // Up: the account pays the fraction.
    let fee = rules.notional(of: account, at: limit).times(rules.closingFeeRate, rounding: .up)
    return (limit, min(max(fee - equity, .zero), support))
  }

  /// What a counterparty of the account loses against the mark when it closes at a price.
  package func counterpartyLoss(_ quantity: Quantity, at price: Price) -> Money {
    let paid =
      rules.instrument.value(quantity, at: price)
      - rules.instrument.value(quantity, at: prices.mark)
    return max(isLong ? paid : -paid, .zero)
  }

  /// The better of two prices for the account, which sells a long and buys back a short.
  private func better(_ one: Price, _ other: Price) -> Price {
    isLong ? max(one, other) : min(one, other)
  }
}
