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

  /// The table for a terminal: columns two spaces apart, without the marks of Markdown.
  package var plainLines: [String] {
    let all = ([headers] + rows).map { $0.map(Self.plain) }
    let widths = headers.indices.map { column in all.reduce(0) { max($0, $1[column].count) } }
    return all.map { cells in
      let padded = zip(cells, zip(widths, alignments)).map { cell, layout in
        let padding = String(repeating: " ", count: layout.0 - cell.count)
        return layout.1 == .left ? cell + padding : padding + cell
      }
      let line = padded.joined(separator: "  ")
      guard let last = line.lastIndex(where: { $0 != " " }) else { return "" }
      return String(line[...last])
    }
  }

  /// A cell without the marks of code, of bold text, and of a pipe.
  private static func plain(_ cell: String) -> String {
    var text = cell.replacing("**", with: "")
    text = text.replacing("`", with: "")
    return text.replacing("\\|", with: "|")
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
