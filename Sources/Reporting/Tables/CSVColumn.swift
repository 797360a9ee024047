/// One column of a CSV file: its header, which ends in the unit, and what its cells are.
package struct CSVColumn: Sendable, Hashable {
  /// What the cells of a column are.
  package enum Kind: Sendable, Hashable {
    /// Words and identifiers; may be empty.
    case text
    /// Whole numbers; never empty.
    case integer
    /// Numbers with fixed decimals; empty where the number does not exist.
    case decimal
  }

  /// The header, unit last: `shortfall_bp`, `fund_draw_quote`, `time_s`.
  package let header: String
  /// What the cells are.
  package let kind: Kind

  /// Makes a column.
  package init(_ header: String, _ kind: Kind) {
    self.header = header
    self.kind = kind
  }
}
