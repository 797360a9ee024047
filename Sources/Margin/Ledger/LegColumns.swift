package import Units

/// The positions of everybody in one contract, one column for each field.
package struct LegColumns: Sendable, Hashable {
  /// Lots held, signed.
  package private(set) var size: [Quantity]
  /// The cash flow of the entry, signed.
  package private(set) var entryCost: [Money]

  /// Opens flat accounts.
  init(accountCount: Int) {
    size = Array(repeating: .zero, count: accountCount)
    entryCost = Array(repeating: .zero, count: accountCount)
  }

  /// The position of one account.
  func position(_ account: Int) -> Position {
    Position(size: size[account], entryCost: entryCost[account])
  }

  /// Replaces the position of one account.
  mutating func set(_ account: Int, _ position: Position) {
    size[account] = position.size
    entryCost[account] = position.entryCost
  }
}
