/// Writes JSON with one spelling for each value: two-space indentation, LF, no escapes but the needed.
package struct JSONWriter {
  private var bytes: [UInt8] = []

  /// The text of a value over several lines, ended by LF.
  ///
  /// Arrays of plain values stay on one line; everything else takes a line for each member.
  package static func text(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.write(value, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: put("null")
    case .boolean(let isTrue): put(isTrue ? "true" : "false")
    case .number(let digits): put(digits)
    case .string(let text): write(string: text)
    case .array(let items): write(array: items, depth: depth)
    case .object(let members): write(object: members, depth: depth)
    }
  }

  private mutating func write(array items: [JSONValue], depth: Int) {
    if items.allSatisfy(Self.isPlain) {
      put("[")
      for (place, item) in items.enumerated() {
        if place > 0 { put(", ") }
        write(item, depth: depth)
      }
      put("]")
      return
    }
    put("[\n")
    for (place, item) in items.enumerated() {
      indent(depth + 1)
      write(item, depth: depth + 1)
      put(place + 1 < items.count ? ",\n" : "\n")
    }
    indent(depth)
    put("]")
  }

  private mutating func write(object members: [JSONMember], depth: Int) {
    if members.isEmpty {
      put("{}")
      return
    }
    put("{\n")
    for (place, member) in members.enumerated() {
      indent(depth + 1)
      write(string: member.name)
      put(": ")
      write(member.value, depth: depth + 1)
      put(place + 1 < members.count ? ",\n" : "\n")
    }
    indent(depth)
    put("}")
  }

  private mutating func write(string text: String) {
    put("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): put("\\\"")
      case UInt8(ascii: "\\"): put("\\\\")
      case UInt8(ascii: "\n"): put("\\n")
      case UInt8(ascii: "\t"): put("\\t")
      case UInt8(ascii: "\r"): put("\\r")
      case 0..<0x20: put("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    put("\"")
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func indent(_ depth: Int) {
    for _ in 0..<depth { put("  ") }
  }

  private static func isPlain(_ value: JSONValue) -> Bool {
    switch value {
    case .null, .boolean, .number, .string: true
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    }
  }
}
