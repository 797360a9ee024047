package import Units

/// The money of a margin account and its position in each contract, as a margin book reads them.
package struct AccountView: Sendable {
  /// Collateral.
  package let cash: Money
  /// In the first contract; apart from the others, so that an account with one leg needs no list.
  private let first: Position
  private let others: [Position]

  /// The account with its position in the first contract, and those in the others.
  package init(_ account: Account, others: [Position] = []) {
    cash = account.cash
    first = account.position
    self.others = others
  }

  /// The position in a contract.
  package subscript(leg: Int) -> Position { leg == 0 ? first : others[leg - 1] }
}
