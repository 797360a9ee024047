/// What an account of the ledger is for.
package enum AccountKind: UInt8, Sendable, Hashable {
  /// A trader, a market maker, a backstop provider: whoever takes part in the market.
  case participant
  /// The insurance fund.
  case fund
  /// Where trading fees go and rebates come from.
  case fees
  /// Where the fractions of divided payments go.
  case rounding
  /// The outside world: minus what was deposited net of withdrawals.
  case deposits
}
