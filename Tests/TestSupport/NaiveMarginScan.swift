package import Margin
import Market
package import Units

/// Who fails at a price, and who may, by asking every account each time: the judge of the margin watch.
package enum NaiveMarginScan {
  /// The accounts that fail, ascending.
  package static func failing(in ledger: Ledger, rules: MarginRules, at price: Price) -> [Int] {
    accounts(ledger) { rules.isLiquidatable($0, at: price) }
  }

  /// The accounts whose liquidation price is reached, ascending.
  package static func reached(in ledger: Ledger, rules: MarginRules, at price: Price) -> [Int] {
    accounts(ledger) { account in
      guard let trigger = rules.liquidationPrice(of: account) else { return false }
      return account.position.size > .zero ? price <= trigger : price >= trigger
    }
  }

  private static func accounts(_ ledger: Ledger, where holds: (Account) -> Bool) -> [Int] {
    (0..<ledger.participantCount).filter { holds(ledger[OwnerID(Int32($0))]) }
  }
}
