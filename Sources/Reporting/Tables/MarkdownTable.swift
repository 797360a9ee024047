import Units

/// A table in Markdown whose pipes line up in the source too.
package struct MarkdownTable: Sendable {
  /// Which way a column leans.
  package enum Alignment: Sendable, Hashable {
    /// Words.
    case left
    /// Numbers.
    case right
  }

  private let headers: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Starts a table with its headers; units belong in them.
  package init(_ columns: [(header: String, alignment: Alignment)]) {
    invariant(!columns.isEmpty, "a table has a column")
    headers = columns.map { Self.escaped($0.header) }
    alignments = columns.map(\.alignment)
  }

  /// Adds a row with one text for each column.
  package mutating func append(_ cells: [String]) {
    invariant(cells.count == headers.count, "a row has one cell for each column")
    rows.append(cells.map(Self.escaped))
  }

  /// The lines of the table, each ended by LF.
  package var text: String {
    let widths = headers.indices.map { column in
      rows.reduce(max(3, headers[column].count)) { max($0, $1[column].count) }
    }
    var lines = line(headers, widths)
    let rules = headers.indices.map { column in
      switch alignments[column] {
      case .left: String(repeating: "-", count: widths[column])
      case .right: String(repeating: "-", count: widths[column] - 1) + ":"
      }
    }
    lines += line(rules, widths)
    for row in rows { lines += line(row, widths) }
    return lines
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = "|"
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      switch alignments[column] {
      case .left: text += " " + cell + padding + " |"
      case .right: text += " " + padding + cell + " |"
      }
    }
    return text + "\n"
  }

  /// A cell on one line whose pipes do not end it.
  private static func escaped(_ cell: String) -> String {
    var text = ""
    for character in cell {
      if character == "|" {
        text += "\\|"
      } else if character.isNewline {
        text += " "
      } else {
        text.append(character)
      }
    }
    return text
  }
}
