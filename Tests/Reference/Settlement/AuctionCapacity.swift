package import Units

/// How much debt may be under auction at once, over all collaterals and for one of them.
///
/// MakerDAO's `Hole` and `hole` (`dog.sol`, dss commit fa4f6630): a new auction gets what is free of
/// both, and a paid debt frees it again.
package struct AuctionCapacity: Sendable, Hashable {
  /// The most debt under auction over all collaterals (`Hole`).
  package let total: Money
  /// The most debt under auction for one collateral (`hole`).
  package let perCollateral: Money
  /// The debt under auction for each collateral (`dirt`), by its index.
  package private(set) var used: [Money]

  /// Starts with nothing under auction.
  package init(total: Money, perCollateral: Money, collateralCount: Int) {
    invariant(total >= .zero && perCollateral >= .zero, "a capacity is not negative")
    invariant(collateralCount >= 0, "a count is not negative")
    self.total = total
    self.perCollateral = perCollateral
    used = Array(repeating: .zero, count: collateralCount)
  }

  /// The debt that a new auction of a collateral may carry.
  package func room(for collateral: Int) -> Money {
    let all = used.reduce(Money.zero, +)
    return max(min(total - all, perCollateral - used[collateral]), .zero)
  }

  /// Puts as much of a debt under auction as there is room for.
  ///
  /// - Returns: The part that may be auctioned; the rest has to wait.
  package mutating func claim(_ debt: Money, for collateral: Int) -> Money {
    invariant(debt >= .zero, "a debt is not negative")
    let granted = min(debt, room(for: collateral))
    used[collateral] += granted
    return granted
  }

  /// Frees what was paid, or what was given up with the last lot.
  package mutating func free(_ debt: Money, for collateral: Int) {
    invariant(debt >= .zero, "a debt is not negative")
    invariant(debt <= used[collateral], "no more is freed than was claimed")
    used[collateral] -= debt
  }
}
