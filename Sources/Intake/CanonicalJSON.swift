import Units

/// Writes a document in its one form, so that two documents that say the same are the same bytes.
///
/// Plain JSON (RFC 8259): keys sorted by their UTF-8 bytes, one member or element a line, two
/// spaces for each level, LF after the last line, numbers as exact decimals without exponent.
/// Comments, white space, quotes, trailing commas and the way a number is written do not matter.
package enum CanonicalJSON {
  /// The form of a value, ending with a line feed.
  package static func text(_ value: JSON5Value) -> String {
    var text = ""
    write(value, level: 0, to: &text)
    text += "\n"
    return text
  }

  /// A value on one line with the members of objects in their order, for documents whose order matters.
  package static func line(_ value: JSON5Value) -> String {
    switch value.content {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .text(let content): quoted(content)
    case .list(let elements): "[\(elements.map(line).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\(quoted($0.key)): \(line($0.value))" }.joined(separator: ", "))}"
    }
  }

  /// Text in quotes with the escapes that JSON demands and no other.
  package static func quoted(_ text: String) -> String {
    var line = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": line += "\\\""
      case "\\": line += "\\\\"
      case "\u{8}": line += "\\b"
      case "\u{C}": line += "\\f"
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line + "\""
  }

  private static func write(_ value: JSON5Value, level: Int, to text: inout String) {
    switch value.content {
    case .null: text += "null"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .number(let number): text += number.text
    case .text(let content): text += quoted(content)
    case .list(let elements):
      writeItems(elements, brackets: ("[", "]"), level: level, to: &text) { element, text in
        write(element, level: level + 1, to: &text)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      writeItems(sorted, brackets: ("{", "}"), level: level, to: &text) { member, text in
        text += quoted(member.key) + ": "
        write(member.value, level: level + 1, to: &text)
      }
    }
  }

  private static func writeItems<Item>(
    _ items: [Item], brackets: (String, String), level: Int, to text: inout String,
    write: (Item, inout String) -> Void
  ) {
    text += brackets.0
    for (index, item) in items.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += String(repeating: "  ", count: level + 1)
      write(item, &text)
    }
    if !items.isEmpty { text += "\n" + String(repeating: "  ", count: level) }
    text += brackets.1
  }
}
