package import Market

/// One thing that a source says, before the grid of the tape is known.
package struct DraftRow: Sendable, Hashable, BitwiseCopyable {
  /// The price in hundred-millionths of the quote currency; zero where the kind has none.
  package var price: Int64
  /// A size in hundred-millionths; for a mark price, an index or a rate the number as the tape holds it.
  package var amount: Int64
  /// The line of the source that says it, from 1.
  package var line: UInt32
  /// The code of its kind.
  package var code: UInt8

  /// Makes a row.
  package init(_ kind: TapeRow.Kind, price: Int64 = 0, amount: Int64 = 0, line: Int) {
    self.price = price
    self.amount = amount
    self.line = UInt32(truncatingIfNeeded: line)
    code = kind.rawValue
  }

  /// What it is.
  package var kind: TapeRow.Kind { TapeRow.Kind(rawValue: code) ?? .clear }
}
