public import Margin
import Market
public import Units

/// A position, or a part of it, that a liquidator takes over while the insurance fund takes its fee (Drift v2).
///
/// The liquidator pays the price of the transfer, the account also the fund's fee. Both stay in the quote of
/// the position until it is settled, so they count as profit or loss of what is left
/// (drift-labs/protocol-v2 at 0ae3e3b1, read 2026-11).
public struct CoverTransfer: Sendable, Hashable {
  /// The account afterwards.
  public let account: Account
  /// What the liquidator receives for taking over; negative is what it pays.
  public let liquidatorQuote: Money
  /// What the fund receives.
  public let fundFee: Money

  /// Transfers lots.
  ///
  /// - Parameters:
  ///   - quantity: The lots, positive, at most what is held.
  ///   - price: The price of the transfer.
  ///   - situation: The account before, and its prices.
  ///   - cover: The terms.
  public init(
    _ quantity: Quantity, at price: Price, in situation: Situation, under cover: ShortageCover
  ) {
    let held = situation.size
    invariant(quantity <= held.magnitude, "nobody hands over more than it holds")
    let change = held > .zero ? -quantity : quantity
    let value = situation.rules.instrument.value(change, at: price)
    let rate = cover.fundFee(in: situation)
    // Up: the account pays the fraction of an atom.
    fundFee = situation.rules.instrument.notional(situation.checkPrice, quantity)
      .times(rate, rounding: .up)
    liquidatorQuote = value
    var account = situation.account
    account.position.size += change
    account.position.entryCost -= value + fundFee
    self.account = account
  }
}
