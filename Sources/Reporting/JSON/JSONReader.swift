/// Reads strict JSON (RFC 8259) and nothing more: no comments, no trailing comma, no member twice.
///
/// Meant for the manifests that this program writes. Nesting is limited to 32 levels.
package struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0
  private static let depthMax = 32

  /// Reads a whole text as one value.
  package static func value(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.readValue(depth: 0)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw reader.error("nothing more was expected") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func readValue(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.depthMax else { throw error("the nesting is deeper than \(Self.depthMax)") }
    skipSpace()
    guard let byte = current else { throw error("a value was expected") }
    switch byte {
    case UInt8(ascii: "{"): return try readObject(depth: depth)
    case UInt8(ascii: "["): return try readArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(try readNumber())
    case UInt8(ascii: "t"): return try readWord("true", .boolean(true))
    case UInt8(ascii: "f"): return try readWord("false", .boolean(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    default: throw error("a value was expected")
    }
  }

  private mutating func readObject(depth: Int) throws(JSONError) -> JSONValue {
    place += 1
    var members: [JSONMember] = []
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw error("a member's name was expected") }
      let nameStart = place
      let name = try readString()
      guard !members.contains(where: { $0.name == name }) else {
        place = nameStart
        throw error("this name stands twice in its object")
      }
      skipSpace()
      guard take(":") else { throw error("':' was expected") }
      members.append(JSONMember(name, try readValue(depth: depth + 1)))
      skipSpace()
      if take(",") { continue }
      guard take("}") else { throw error("',' or '}' was expected") }
      return .object(members)
    }
  }

  private mutating func readArray(depth: Int) throws(JSONError) -> JSONValue {
    place += 1
    var items: [JSONValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      items.append(try readValue(depth: depth + 1))
      skipSpace()
      if take(",") { continue }
      guard take("]") else { throw error("',' or ']' was expected") }
      return .array(items)
    }
  }

  private mutating func readString() throws(JSONError) -> String {
    place += 1
    var text: [UInt8] = []
    while let byte = current {
      if byte == UInt8(ascii: "\"") {
        place += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw error("the string is not UTF-8")
        }
        return string
      }
      guard byte >= 0x20 else { throw error("a control character stands in the string") }
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: try readEscape())
      } else {
        text.append(byte)
        place += 1
      }
    }
    throw error("the string has no end")
  }

  private mutating func readEscape() throws(JSONError) -> [UInt8] {
    place += 1
    guard let byte = current else { throw error("the string has no end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try readCodePoint()
    default: throw error("the escape is unknown")
    }
  }

  private mutating func readCodePoint() throws(JSONError) -> [UInt8] {
    var code = try readFourDigits()
    if code >= 0xD800 && code < 0xDC00 {
      guard take("\\"), take("u") else { throw error("the second half of a pair was expected") }
      let low = try readFourDigits()
      guard low >= 0xDC00 && low < 0xE000 else {
        throw error("the second half of a pair was expected")
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw error("the code point does not exist") }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func readFourDigits() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("four hexadecimal digits were expected")
      }
      code = code << 4 | UInt32(digit)
      place += 1
    }
    return code
  }

  private mutating func readNumber() throws(JSONError) -> String {
    let start = place
    if current == UInt8(ascii: "-") { place += 1 }
    if current == UInt8(ascii: "0") {
      place += 1
    } else {
      try readDigits()
    }
    if take(".") { try readDigits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try readDigits()
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func readDigits() throws(JSONError) {
    let start = place
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { place += 1 }
    guard place > start else { throw error("a digit was expected") }
  }

  private mutating func readWord(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue
  {
    guard bytes[place...].starts(with: word.utf8) else { throw error("a value was expected") }
    place += word.utf8.count
    return value
  }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: symbol) else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      place += 1
    }
  }

  private func error(_ reason: String) -> JSONError {
    let before = bytes[..<min(place, bytes.count)]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return JSONError(line: line, column: place - start + 1, reason: reason)
  }
}

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
