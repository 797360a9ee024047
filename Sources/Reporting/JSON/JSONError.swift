/// Why a text is not JSON, and where.
package struct JSONError: Error, Sendable, Hashable {
  /// The line, from 1.
  package let line: Int
  /// The byte in the line, from 1.
  package let column: Int
  /// What was expected or forbidden there.
  package let reason: String

  /// Makes an error.
  package init(line: Int, column: Int, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// One line for people.
  package var message: String { "line \(line), column \(column): \(reason)" }
}
