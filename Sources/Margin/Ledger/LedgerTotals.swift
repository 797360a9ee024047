package import Units

/// The sums of a full recount.
package struct LedgerTotals: Sendable, Hashable {
  /// Deposits less withdrawals.
  package let netDeposits: Money
  /// Cash plus entry cost of all participants.
  package let participants: Money
  /// Cash plus entry cost of the insurance fund.
  package let fund: Money
  /// Fees received less rebates paid.
  package let fees: Money
  /// Fractions of divided payments.
  package let rounding: Money
  /// Divisions that could leave a fraction to the rounding account.
  package let divisionCount: Int64
  /// Lots held long by contract, which equal the lots held short.
  package let openInterest: [Quantity]
}
