/// On which line of a document each of its values stands, for errors that are found after it was read.
package struct DocumentPlaces: Sendable, Hashable {
  private var lines: [String: Int] = [:]

  /// Notes every value of a document.
  init(_ root: JSON5Value) { note(root, path: "") }

  /// The line of a value, or of the nearest one around it that is there.
  ///
  /// - Parameter path: The way from the root, such as `strategies[0].parameters.lots`.
  package func line(of path: String) -> Int? {
    var rest = Substring(path)
    while true {
      if let line = lines[String(rest)] { return line }
      guard let end = rest.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      rest = rest[..<end]
    }
  }

  private mutating func note(_ value: JSON5Value, path: String) {
    lines[path] = value.position.line
    switch value.content {
    case .object(let members):
      for member in members {
        note(member.value, path: InputPath.child(member.key, of: path))
      }
    case .list(let elements):
      for (index, element) in elements.enumerated() {
        note(element, path: InputPath.element(index, of: path))
      }
    case .null, .boolean, .number, .text: break
    }
  }
}
