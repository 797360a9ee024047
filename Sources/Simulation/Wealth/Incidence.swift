package import Units

/// Who has more and who has less at the end of a branch than in the control, group by group.
///
/// The changes sum to exactly zero: what one group has more, others have less. Both branches are settled by the
/// same rule and valued at the same index.
package struct Incidence: Sendable, Equatable {
  private let changes: [Money]

  /// The change of a group's wealth against the control.
  package subscript(group: WealthGroup) -> Money { changes[group.place] }

  /// The change of a block's wealth against the control.
  package func change(of block: WealthGroup.Block) -> Money {
    WealthGroup.allCases.reduce(.zero) { $1.block == block ? $0 + self[$1] : $0 }
  }

  /// Makes a table from its rows, which must sum to zero.
  package init(_ changes: [WealthGroup: Money]) {
    self.changes = WealthGroup.allCases.map { changes[$0] ?? .zero }
    invariant(
      self.changes.reduce(.zero, +) == .zero, "what one group has more, others have less")
  }

  /// Compares what everybody has in a branch with what they have in the control.
  ///
  /// - Parameters:
  ///   - branch: The wealth in the branch.
  ///   - control: The wealth in the control of the same seed.
  ///   - group: The group of an owner, by account.
  init(_ branch: Wealth, against control: Wealth, group: (Int) -> WealthGroup) {
    var changes: [WealthGroup: Money] = [:]
    for member in WealthGroup.allCases { changes[member] = branch[member] - control[member] }
    for owner in branch.owners.indices {
      changes[group(owner), default: .zero] += branch.owners[owner] - control.owners[owner]
    }
    self.init(changes)
  }
}
