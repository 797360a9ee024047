import Units

/// A Markdown file under construction: blocks parted by one empty line, ended by one LF.
package struct MarkdownDocument: Sendable {
  private var blocks: [String] = []
  /// By how many levels headings stand below the level that they are given.
  private var depth = 0

  /// Starts an empty document.
  package init() {}

  /// Adds a heading of level 1 to 6.
  package mutating func heading(_ level: Int, _ text: String) {
    invariant(level >= 1 && level + depth <= 6, "a heading has a level from 1 to 6")
    blocks.append(String(repeating: "#", count: level + depth) + " " + text)
  }

  /// Adds blocks whose headings stand some levels below those that they are given.
  package mutating func deepen(by levels: Int, _ add: (inout MarkdownDocument) -> Void) {
    depth += levels
    add(&self)
    depth -= levels
  }

  /// Adds a paragraph.
  package mutating func paragraph(_ text: String) { blocks.append(text) }

  /// Adds a list of points, numbered where their order matters.
  package mutating func list(_ items: [String], numbered: Bool = false) {
    let lines = items.enumerated().map { place, item in
      (numbered ? "\(place + 1). " : "- ") + item
    }
    blocks.append(lines.joined(separator: "\n"))
  }

  /// Adds a table.
  package mutating func table(_ table: MarkdownTable) {
    blocks.append(String(table.text.dropLast()))
  }

  /// Adds a picture; the description stands in for it where it cannot be seen.
  package mutating func image(_ description: String, path: String) {
    blocks.append("![" + description + "](" + path + ")")
  }

  /// Adds a block of literal text.
  package mutating func code(_ text: String, language: String = "") {
    let body = text.hasSuffix("\n") ? text : text + "\n"
    blocks.append("```" + language + "\n" + body + "```")
  }

  /// The whole document.
  package var text: String { blocks.joined(separator: "\n\n") + "\n" }
}
