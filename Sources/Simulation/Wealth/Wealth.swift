import Liquidation
import Units

/// What everybody has when a run ends: positions at the index, negative equity settled, hedges included.
///
/// Every branch is settled by one rule, the control too. What an owner or a strategy owes is paid by the insurance
/// fund as far as what it has goes; the rest is borne by the owners who have something, in proportion to what they
/// have, and by the venue where no owner has anything.
struct Wealth: Sendable, Equatable {
  /// What each owner has, by account; not negative.
  private(set) var owners: [Money]
  /// What each strategy has, in the order of the scenario; not negative.
  let strategies: [Money]
  /// What the other groups have, by place of the group; zero for groups of owners.
  private var groups: [Money]
  /// What was brought in by all of them: deposits less withdrawals.
  let deposited: Money

  /// Settles what is owed.
  ///
  /// - Parameters:
  ///   - owners: The equity of each owner at the index, of either sign.
  ///   - strategies: The equity of each strategy at the index, of either sign.
  ///   - others: What the remaining groups have, of either sign.
  ///   - deposited: Deposits less withdrawals; all wealth sums to it.
  ///   - event: The event being handled.
  init(
    owners: [Money], strategies: [Money], others: [WealthGroup: Money], deposited: Money,
    at event: UInt64? = nil
  ) {
    self.deposited = deposited
    self.owners = owners.map { max($0, .zero) }
    groups = WealthGroup.allCases.map { others[$0] ?? .zero }
    self.strategies = strategies.map { max($0, .zero) }
    groups[WealthGroup.strategies.place] += self.strategies.reduce(.zero, +)
    let owed = (owners + strategies).reduce(.zero) { $0 + max(-$1, .zero) }
    let fund = WealthGroup.fund.place
    let paid = min(owed, max(groups[fund], .zero))
    groups[fund] -= paid
    socialise(owed - paid)
    invariant(total == deposited, "everybody's wealth sums to what was brought in", at: event)
  }

  /// What a group other than the owners has.
  subscript(group: WealthGroup) -> Money { groups[group.place] }

  /// Everybody's wealth.
  private var total: Money { owners.reduce(.zero, +) + groups.reduce(.zero, +) }

  /// Spreads what the fund cannot pay over the owners who have something.
  private mutating func socialise(_ loss: Money) {
    if loss == .zero { return }
    let bearable = min(loss, owners.reduce(.zero, +))
    // In whole atoms; the greatest fractions bear one more.
    let parts = LargestRemainder.split(bearable.atoms, by: owners.map(\.atoms))
    for (owner, part) in parts.enumerated() { owners[owner] -= Money(atoms: part) }
    groups[WealthGroup.fees.place] -= loss - bearable
  }
}
