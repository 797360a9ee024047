/// Plain text for a terminal: columns that line up, and lines that end before the margin.
enum TextLayout {
  /// The width of a line.
  static let width = 120

  /// A table with its header; numbers lean right.
  ///
  /// - Parameters:
  ///   - columns: The headers, and which way each leans.
  ///   - rows: One text for each column.
  static func table(
    _ columns: [(header: String, alignment: MarkdownTable.Alignment)], _ rows: [[String]]
  ) -> [String] {
    let widths = columns.indices.map { column in
      rows.reduce(columns[column].header.count) { max($0, $1[column].count) }
    }
    return ([columns.map(\.header)] + rows).map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        if column > 0 { line += "  " }
        line += columns[column].alignment == .left ? cell + padding : padding + cell
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Breaks a text at spaces.
  ///
  /// - Parameters:
  ///   - text: Words with one space between them.
  ///   - indent: Spaces before the first line.
  ///   - hanging: Spaces before the lines that follow.
  static func wrapped(_ text: String, indent: Int = 0, hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = String(repeating: " ", count: indent) + word
      } else if line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging) + word
      } else {
        line += " " + word
      }
    }
    return lines + [line]
  }
}
