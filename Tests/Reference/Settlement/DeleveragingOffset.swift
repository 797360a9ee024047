package import Margin
package import Units

/// A position closed against listed counterparties at its own bankruptcy price (dYdX v4).
///
/// A counterparty takes part only where the price leaves it no worse than its own bankruptcy price: else its
/// account would be the next loss (dydxprotocol/v4-chain at 84d4664b, read 2026-11).
package struct DeleveragingOffset: Sendable, Hashable {
  /// The liquidated account afterwards.
  package private(set) var account: Account
  /// The counterparties afterwards, in the order listed.
  package private(set) var counterparties: [Account]
  /// Which counterparties took part, by place in the list.
  package private(set) var used: [Int] = []

  /// Offsets as much as the counterparties can take.
  ///
  /// - Parameters:
  ///   - account: The account to close.
  ///   - counterparties: Accounts in the order in which they are visited; only those on the other side count.
  ///   - rules: The margin rules of all of them.
  ///   - price: The oracle price.
  package init(
    _ account: Account, against counterparties: [Account], rules: MarginRules, at price: Price
  ) {
    self.account = account
    self.counterparties = counterparties
    for (index, other) in counterparties.enumerated() {
      let held = self.account.position.size
      if held == .zero { break }
      guard other.position.size.lots.signum() == -held.lots.signum() else { continue }
      let quantity = min(held.magnitude, other.position.size.magnitude)
      let quote = self.account.bankruptcyQuote(closing: quantity, rules: rules, at: price)
      let least = other.bankruptcyQuote(closing: quantity, rules: rules, at: price)
      guard -quote >= least else { continue }
      let change = Quantity(lots: held > .zero ? -quantity.lots : quantity.lots)
      // At a sum of money that need not be a whole price: what one receives the other pays.
      self.account.cash += self.account.position.trade(change, value: -quote)
      self.counterparties[index].cash += self.counterparties[index].position.trade(
        -change, value: quote)
      used.append(index)
    }
  }
}
