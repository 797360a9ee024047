import Margin
import Units

/// A strategy's account as it was last booked, and what has been booked to it since the start, by kind.
///
/// Double entry: cash is capital plus realised profit less fees, plus rebates and funding, less penalties, plus
/// adjustments; cash and entry cost together are the same with the cash flows of all trades instead of the realised
/// profit. Both are held against the ledger in every build.
struct AccountSheet: Sendable {
  /// A payment without a trade.
  enum Payment {
    /// Funding was settled.
    case funding
    /// The venue charged for liquidating.
    case penalty(Money)
    /// The venue booked something else, signed as the account sees it.
    case adjustment(Money)
  }

  private let capital: Money
  private var account: Account
  /// The cash flows of all trades, fees apart: negative where more was bought.
  private var flows = Money.zero
  private(set) var realised = Money.zero
  private(set) var feesPaid = Money.zero
  private(set) var rebates = Money.zero
  private(set) var funding = Money.zero
  private(set) var penalties = Money.zero
  private(set) var adjustments = Money.zero
  private(set) var turnover = Money.zero

  /// Starts with the collateral put in.
  init(capital: Money) {
    self.capital = capital
    account = Account(cash: capital)
  }

  /// Books a trade or a handover.
  ///
  /// - Parameters:
  ///   - change: Lots bought, or minus the lots sold.
  ///   - value: Their signed value.
  ///   - notional: What they traded for.
  ///   - fee: What was paid; negative for a rebate.
  ///   - booked: The account as the ledger has it after the trade.
  ///   - event: The event being handled.
  /// - Returns: What the part that was closed has won.
  mutating func trade(
    _ change: Quantity, value: Money, notional: Money, fee: Money, account booked: Account,
    at event: UInt64
  ) -> Money {
    invariant(
      booked.position.size == account.position.size + change,
      "the ledger books the lots of a strategy's trade", at: event)
    invariant(
      booked.fixedPart == account.fixedPart - value - fee,
      "the ledger books a strategy's trade at its price, and its fee", at: event)
    let profit = booked.cash - account.cash + fee
    account = booked
    flows -= value
    realised += profit
    turnover += notional
    if fee > .zero { feesPaid += fee } else { rebates -= fee }
    return profit
  }

  /// Books a payment.
  mutating func pay(_ payment: Payment, account booked: Account, at event: UInt64) {
    let amount = booked.cash - account.cash
    switch payment {
    case .funding: funding += amount
    case .penalty(let charged):
      invariant(amount == -charged, "the ledger books a strategy's penalty", at: event)
      penalties += charged
    case .adjustment(let expected):
      invariant(amount == expected, "the ledger books what a strategy is given", at: event)
      adjustments += expected
    }
    invariant(
      booked.position == account.position, "a payment leaves a strategy its position", at: event)
    account = booked
  }

  /// Checks that nothing was booked that is not in the sheet, and that the sheet adds up.
  func check(_ booked: Account, at event: UInt64) {
    invariant(
      booked == account, "every booking to a strategy's account is written down", at: event)
    let paid = feesPaid + penalties - rebates - funding - adjustments
    invariant(
      booked.cash == capital + realised - paid,
      "a strategy's cash is its capital and what has been realised and paid", at: event)
    invariant(
      booked.fixedPart == capital + flows - paid,
      "a strategy's cash and entry cost are its capital and all cash flows", at: event)
  }
}
