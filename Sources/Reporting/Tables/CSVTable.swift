package import Units

/// A CSV file under construction: RFC 4180 quoting, lines ended by LF, columns in fixed order.
///
/// Cells are checked against their column as they come, so that a file never has a short row, a blank
/// integer or a word among numbers. Text is quoted only where it must be, so a table has one spelling.
package struct CSVTable: Sendable {
  /// The columns, in the order of the file.
  package let columns: [CSVColumn]
  /// How many rows follow the header.
  package private(set) var rowCount = 0
  /// The file so far.
  package private(set) var bytes: [UInt8] = []

  /// Starts a file with its header line.
  package init(columns: [CSVColumn]) {
    invariant(!columns.isEmpty, "a table has a column")
    invariant(
      Set(columns.map(\.header)).count == columns.count, "each header of a table stands once")
    self.columns = columns
    for (place, column) in columns.enumerated() {
      if place > 0 { bytes.append(Self.comma) }
      append(text: column.header)
    }
    bytes.append(Self.lineFeed)
  }

  /// Adds a row; its cells fit the columns.
  package mutating func append(_ cells: [CSVCell]) {
    invariant(cells.count == columns.count, "a row has one cell for each column")
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(Self.comma) }
      append(cell, in: columns[place])
    }
    bytes.append(Self.lineFeed)
    rowCount += 1
  }

  private mutating func append(_ cell: CSVCell, in column: CSVColumn) {
    switch cell {
    case .text(let text):
      invariant(column.kind == .text, "only a column of text holds text")
      append(text: text)
    case .integer(let value):
      invariant(column.kind == .integer, "only a column of integers holds an integer")
      bytes.append(contentsOf: String(value).utf8)
    case .decimal(let number):
      invariant(column.kind == .decimal, "only a column of decimals holds a decimal")
      bytes.append(contentsOf: number.text.utf8)
    case .missing:
      invariant(column.kind == .decimal, "only a column of decimals lacks a value")
    }
  }

  private mutating func append(text: String) {
    let mustQuote = text.utf8.contains {
      $0 == Self.comma || $0 == Self.quote || $0 == Self.lineFeed || $0 == Self.carriageReturn
    }
    if !mustQuote {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(Self.quote)
    for byte in text.utf8 {
      if byte == Self.quote { bytes.append(Self.quote) }
      bytes.append(byte)
    }
    bytes.append(Self.quote)
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}

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

/// One cell of a CSV file.
package enum CSVCell: Sendable, Hashable {
  /// Words or an identifier.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// A number with fixed decimals.
  case decimal(FixedDecimal)
  /// A number that does not exist; only columns of decimals may lack one.
  case missing

  /// A printed statistic, missing where it does not exist.
  package static func number(_ value: Double?, decimals: Int) -> CSVCell {
    guard let value, let number = FixedDecimal(value, decimals: decimals) else { return .missing }
    return .decimal(number)
  }

  /// Seconds since the start, to the nanosecond.
  package static func seconds(_ instant: Instant) -> CSVCell {
    .decimal(FixedDecimal(units: Int128(instant.nanoseconds), decimals: 9))
  }

  /// A count.
  package static func count(_ value: Int) -> CSVCell { .integer(Int64(value)) }
}
