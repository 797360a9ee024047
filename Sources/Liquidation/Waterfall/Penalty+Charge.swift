package import Margin
import Market
package import Units

// What a penalty comes to.
extension Penalty {
  /// What an account pays for lots that were closed: what the rule asks for, as far as it can pay.
  ///
  /// - Parameters:
  ///   - closed: The lots.
  ///   - account: The account after the close.
  ///   - rules: The margin rules.
  ///   - check: The price the account is valued at.
  /// - Returns: Not negative; the account pays the fraction of an atom.
  package func charge(
    for closed: ClosedLots, to account: Account, rules: MarginRules, at check: Price
  ) -> Money {
    let means = account.position.isFlat ? account.cash : rules.equity(of: account, at: check)
    let asked = amount(for: closed, of: account, rules: rules, at: check)
    return max(min(asked, means), .zero)
  }

  /// What the rule asks for, whatever the account has.
  private func amount(
    for closed: ClosedLots, of account: Account, rules: MarginRules, at check: Price
  ) -> Money {
    let base =
      switch self.base {
      case .closedNotional: closed.notional
      case .maintenance: Self.maintenance(of: closed, before: account, rules: rules, at: check)
      }
    // Up: the account pays the fraction.
    let asked = base.times(rate, rounding: .up)
    guard cappedByGapToBankruptcy else { return asked }
    return min(asked, max(closed.gap(of: rules.instrument), .zero))
  }

  /// The part of the requirement before the close that belonged to the lots closed.
  private static func maintenance(
    of closed: ClosedLots, before account: Account, rules: MarginRules, at check: Price
  ) -> Money {
    var before = account
    before.position.size += closed.isLong ? closed.quantity : -closed.quantity
    let whole = rules.maintenance(of: before, at: check)
    let part = Int128(whole.atoms) * Int128(closed.quantity.lots)
    // Up: the account pays the fraction.
    return Money(
      atoms: Int64(
        divide(part, by: Int128(before.position.size.magnitude.lots), rounding: .up)))
  }
}
