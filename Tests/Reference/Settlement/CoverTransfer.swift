package import Liquidation
package import Margin
import Market
package import Units

/// A part of a position that a liquidator takes over, in the account's own books (Drift v2).
///
/// The price of the transfer and the fund's fee stay in the quote of the position until it is settled, so they
/// count as profit or loss of what is left, and a loss is asked for with the buffer on it at every later look
/// (drift-labs/protocol-v2 at 0ae3e3b1, read 2026-11). A run settles what a transfer realises at once.
package struct CoverTransfer: Sendable, Hashable {
  /// The account afterwards.
  package let account: Account

  /// Transfers lots.
  ///
  /// - Parameters:
  ///   - quantity: The lots, positive, at most what is held.
  ///   - price: The price of the transfer.
  ///   - situation: The account before, and its prices.
  ///   - cover: The terms.
  package init(
    _ quantity: Quantity, at price: Price, in situation: Situation, under cover: ShortageCover
  ) {
    let held = situation.size
    invariant(quantity <= held.magnitude, "nobody hands over more than it holds")
    let change = held > .zero ? -quantity : quantity
    // Up: the account pays the fraction of an atom.
    let fee = situation.rules.instrument.notional(situation.checkPrice, quantity)
      .times(cover.fundFee(in: situation), rounding: .up)
    var account = situation.account
    account.position.size += change
    account.position.entryCost -= situation.rules.instrument.value(change, at: price) + fee
    self.account = account
  }
}
