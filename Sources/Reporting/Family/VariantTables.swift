/// Tables of several variants put together, each row led by the variant's name.
package enum VariantTables {
  /// The header of the column.
  static let header = "variant"

  /// Whether a file has the column.
  package static func isVaried(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array((header + ",").utf8))
  }

  /// The header of a file and the rows of one variant.
  package static func rows(of variant: String, in bytes: [UInt8]) -> [UInt8] {
    let start = Array((variant + ",").utf8)
    var kept: [UInt8] = []
    for (place, row) in rows(bytes).enumerated() where place == 0 || row.starts(with: start) {
      kept.append(contentsOf: row)
    }
    return kept
  }

  /// One file of the files of several variants that have the same columns.
  ///
  /// - Parameter parts: The variants' names with their files, each a header and rows.
  static func joined(_ parts: [(variant: String, bytes: [UInt8])]) -> [UInt8] {
    var joined: [UInt8] = []
    for (place, part) in parts.enumerated() {
      for (number, row) in rows(part.bytes).enumerated() where number > 0 || place == 0 {
        joined.append(contentsOf: ((number == 0 ? header : part.variant) + ",").utf8)
        joined.append(contentsOf: row)
      }
    }
    return joined
  }

  /// The rows of a file with their line feeds, of which those within quotes end none.
  private static func rows(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var rows: [ArraySlice<UInt8>] = []
    var isQuoted = false
    var start = 0
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted {
        rows.append(bytes[start...place])
        start = place + 1
      }
    }
    return rows
  }
}
