package import Liquidation
package import Margin
import Market
package import Units

/// What a forced order does against a given list of resting orders, without a world around it.
///
/// Each match is settled by itself: the fund takes its part of a surplus, or pays a loss. A match that the
/// fund cannot stand fails as a whole, and nothing further fills (dYdX v4 at 84d4664b, read 2026-11).
/// Trading fees are left out.
package struct BookRehearsal: Sendable, Hashable {
  /// An order that rests on the other side.
  package struct Resting: Sendable, Hashable {
    /// Its price.
    package var price: Price
    /// Its size, positive.
    package var quantity: Quantity

    /// Makes a resting order.
    package init(price: Price, quantity: Quantity) {
      self.price = price
      self.quantity = quantity
    }
  }

  /// What came of it.
  package struct Outcome: Sendable, Hashable {
    /// Lots closed.
    package var filled = Quantity.zero
    /// The account afterwards.
    package var account: Account
    /// What the account paid to the fund.
    package var fees = Money.zero
    /// What the fund paid.
    package var fundPaid = Money.zero
    /// Whether a match failed because the fund could not stand it.
    package var isStoppedByFund = false
  }

  /// The other side, in the order in which it is met.
  package var resting: [Resting]
  /// What the fund takes and pays.
  package var settlement: FillSettlement

  /// Makes a rehearsal.
  package init(resting: [Resting], settlement: FillSettlement) {
    self.resting = resting
    self.settlement = settlement
  }

  /// Fills an order.
  ///
  /// - Parameters:
  ///   - order: The forced order.
  ///   - account: The account it is for.
  ///   - rules: The margin rules.
  ///   - check: The price the account is valued at.
  ///   - fund: What the fund holds.
  package func fill(
    _ order: ForcedOrder, of account: Account, rules: MarginRules, check: Price, fund: Money
  ) -> Outcome {
    var outcome = Outcome(account: account)
    let isLong = account.position.size > .zero
    for offer in resting where outcome.filled < order.quantity {
      guard isLong ? offer.price >= order.limit : offer.price <= order.limit else { break }
      let matched = min(order.quantity - outcome.filled, offer.quantity)
      let change = Quantity(lots: isLong ? -matched.lots : matched.lots)
      let delta = settlement.fundDelta(
        quote: -rules.instrument.value(change, at: offer.price),
        bankruptcyQuote: outcome.account.bankruptcyQuote(
          closing: matched, rules: rules, at: check))
      guard
        settlement.accepts(
          delta, fund: fund + outcome.fees - outcome.fundPaid, lostInBlock: outcome.fundPaid)
      else {
        outcome.isStoppedByFund = true
        break
      }
      outcome.account.trade(change, at: offer.price, of: rules.instrument, fee: delta)
      outcome.filled += matched
      outcome.fees += max(delta, .zero)
      outcome.fundPaid += max(-delta, .zero)
    }
    return outcome
  }
}
