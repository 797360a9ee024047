public import Units

/// How a deficit is paid: by the insurance fund first, and what is left is socialised.
public struct DeficitCover: Sendable, Hashable {
  /// What the fund pays.
  public let paidByFund: Money
  /// What nobody has paid yet: the budget of deleveraging.
  public let residual: Money
  /// What the fund has left.
  public let fundAfter: Money

  /// Pays a deficit.
  ///
  /// - Parameters:
  ///   - deficit: What is owed; not negative.
  ///   - fund: What the fund holds; not negative.
  public init(deficit: Money, fund: Money) {
    invariant(deficit >= .zero, "a deficit is not negative")
    invariant(fund >= .zero, "the fund holds no debt")
    paidByFund = min(deficit, fund)
    residual = deficit - paidByFund
    fundAfter = fund - paidByFund
  }
}
