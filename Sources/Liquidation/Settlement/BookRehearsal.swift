public import Margin
import Market
public import Units

/// What a forced order does against a given list of resting orders, without a world around it.
///
/// Each match is settled by itself: the fund takes its part of a surplus, or pays a loss. A match that the
/// fund cannot stand fails as a whole, and nothing further fills (dYdX v4 at 84d4664b, read 2026-11).
/// Trading fees are left out.
public struct BookRehearsal: Sendable, Hashable {
  /// An order that rests on the other side.
  public struct Resting: Sendable, Hashable {
    /// Its price.
    public var price: Price
    /// Its size, positive.
    public var quantity: Quantity

    /// Makes a resting order.
    public init(price: Price, quantity: Quantity) {
      self.price = price
      self.quantity = quantity
    }
  }

  /// What came of it.
  public struct Outcome: Sendable, Hashable {
    /// Lots closed.
    public var filled = Quantity.zero
    /// The account afterwards.
    public var account: Account
    /// What the account paid to the fund.
    public var fees = Money.zero
    /// What the fund paid.
    public var fundPaid = Money.zero
    /// Whether a match failed because the fund could not stand it.
    public var isStoppedByFund = false
  }

  /// The other side, in the order in which it is met.
  public var resting: [Resting]
  /// What the fund takes and pays.
  public var settlement: FillSettlement

  /// Makes a rehearsal.
  public init(resting: [Resting], settlement: FillSettlement) {
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
  public func fill(
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
        bankruptcyQuote: BankruptcyQuote(
          outcome.account, closing: matched, rules: rules, at: check
        ).money)
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
