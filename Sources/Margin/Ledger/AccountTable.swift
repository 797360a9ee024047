package import Market
package import Units

/// The accounts of a ledger, one column for each field.
package struct AccountTable: Sendable, Hashable {
  /// Collateral.
  package private(set) var cash: [Money]
  /// Lots held, signed.
  package private(set) var size: [Quantity]
  /// The cash flow of the entry, signed.
  package private(set) var entryCost: [Money]
  /// What each account is for.
  package let kind: [AccountKind]

  /// Opens empty accounts.
  package init(kinds: [AccountKind]) {
    kind = kinds
    cash = Array(repeating: .zero, count: kinds.count)
    size = Array(repeating: .zero, count: kinds.count)
    entryCost = Array(repeating: .zero, count: kinds.count)
  }

  /// How many accounts there are, house accounts included.
  package var count: Int { kind.count }

  /// One account as a value.
  package subscript(owner: OwnerID) -> Account {
    let index = Int(owner.index)
    return Account(
      cash: cash[index],
      position: Position(size: size[index], entryCost: entryCost[index]))
  }

  /// Adds to the collateral of an account.
  ///
  /// - Returns: The change of cash plus entry cost that was booked.
  mutating func credit(_ owner: OwnerID, _ amount: Money) -> Money {
    let index = Int(owner.index)
    let before = cash[index]
    cash[index] = before + amount
    return cash[index] - before
  }

  /// Trades lots for an account and takes a fee.
  ///
  /// - Returns: The change of cash plus entry cost that was booked.
  mutating func trade(
    _ owner: OwnerID, _ change: Quantity, value: Money, fee: Money
  ) -> Money {
    let index = Int(owner.index)
    var position = Position(size: size[index], entryCost: entryCost[index])
    let before = cash[index] + position.entryCost
    cash[index] += position.trade(change, value: value) - fee
    size[index] = position.size
    entryCost[index] = position.entryCost
    return cash[index] + position.entryCost - before
  }
}
