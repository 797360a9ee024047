public import Units

/// The share of every leg that a venue closes at the mark, in steps, for a penalty on maintenance.
///
/// Paradex (docs, Liquidations, read 2026-11): shares are multiples of 20 %, the target is a ratio of
/// maintenance to account value below 90 %, and closing a share costs share x fee x maintenance. The prose
/// gives a fee of 70 %, every published figure equals 50 %.
public struct ShareLadder: Sendable, Hashable {
  /// The step of the share.
  public var step: Rate
  /// Maintenance over account value is to be below this.
  public var ratio: Rate
  /// The penalty, as a part of the maintenance of what is closed.
  public var penalty: Rate

  /// Makes a ladder.
  public init(step: Rate, ratio: Rate, penalty: Rate) {
    self.step = step
    self.ratio = ratio
    self.penalty = penalty
  }

  /// What is left after a share of every leg is closed at the mark.
  ///
  /// - Returns: Account value and requirement; the account pays the fractions.
  public func after(
    _ share: Rate, accountValue: Money, requirement: Money
  ) -> (accountValue: Money, requirement: Money) {
    (
      accountValue - penalty(of: share, requirement: requirement),
      requirement.times(.one - share, rounding: .up)
    )
  }

  /// What closing a share costs; the account pays the fraction.
  public func penalty(of share: Rate, requirement: Money) -> Money {
    let product =
      Int128(requirement.atoms) * Int128(share.partsPerMillion) * Int128(penalty.partsPerMillion)
    return Money(atoms: Int64(divide(product, by: 1_000_000_000_000, rounding: .up)))
  }

  /// The smallest multiple of the step, at most the whole, that brings the ratio below the target.
  ///
  /// `nil` where none does, because the penalties use up the account.
  public func share(accountValue: Money, requirement: Money) -> Rate? {
    invariant(step > .zero, "a ladder has a step")
    var share = min(step, .one)
    while true {
      let left = after(share, accountValue: accountValue, requirement: requirement)
      let need = Int128(left.requirement.atoms) * 1_000_000
      let have = Int128(left.accountValue.atoms) * Int128(ratio.partsPerMillion)
      if left.accountValue > .zero, need < have { return share }
      if share == .one { return nil }
      share = min(share + step, .one)
    }
  }
}
