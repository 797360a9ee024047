/// Reads a JSON5 document (json5.org specification 1.0.0) from bytes.
///
/// Every value and key keeps its line and column, and numbers keep every decimal. Stricter than the
/// specification where a slip would go unnoticed: a key that occurs twice, `NaN` and `Infinity` are
/// errors. Size, depth and the length of a key have limits.
package struct JSON5Reader {
  /// The largest document, in bytes.
  package static let byteCountMax = 4 << 20
  /// The most lists and objects inside one another.
  package static let depthMax = 64
  /// The longest key, in bytes.
  package static let keyByteCountMax = 256

  let source: SourceText
  var offset = 0
  /// The keys and list places from the root to the value being read.
  private var path: [String] = []

  /// Reads one document.
  ///
  /// - Parameters:
  ///   - bytes: The document, UTF-8.
  ///   - file: The name that errors carry.
  package static func read(_ bytes: [UInt8], file: String) throws(InputError) -> JSON5Value {
    guard bytes.count <= byteCountMax else {
      throw InputError(
        .badData, file: file, expected: "at most \(byteCountMax) bytes",
        found: "\(bytes.count) bytes")
    }
    var reader = JSON5Reader(source: try SourceText(bytes, file: file))
    try reader.skipSpace()
    let value = try reader.readValue()
    try reader.skipSpace()
    guard reader.offset == bytes.count else {
      throw reader.unexpected("the end of the file after the first value")
    }
    return value
  }

  private init(source: SourceText) { self.source = source }

  // MARK: Values

  private mutating func readValue() throws(InputError) -> JSON5Value {
    let position = source.position(at: offset)
    guard let byte = peek() else { throw unexpected("a value") }
    switch byte {
    case UInt8(ascii: "{"):
      return JSON5Value(.object(try readMembers()), at: position)
    case UInt8(ascii: "["):
      return JSON5Value(.list(try readElements()), at: position)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return JSON5Value(.text(try readText()), at: position)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return JSON5Value(.number(try readNumber()), at: position)
    default:
      return JSON5Value(try readWord(), at: position)
    }
  }

  /// `true`, `false` or `null`; anything else is explained.
  private mutating func readWord() throws(InputError) -> JSON5Value.Content {
    let start = offset
    guard let first = scalar(at: offset), Self.startsName(first.scalar) else {
      throw unexpected("a value")
    }
    let word = try readName()
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case "NaN", "Infinity":
      throw failure(at: start, expected: "a finite number", found: word)
    default:
      throw failure(
        at: start, expected: "a value; text needs quotes", found: InputError.quoted(word),
        suggestion: Suggestion.nearest(to: word, among: ["true", "false", "null"]))
    }
  }

  private mutating func readElements() throws(InputError) -> [JSON5Value] {
    try enter()
    var elements: [JSON5Value] = []
    try skipSpace()
    while peek() != UInt8(ascii: "]") {
      path.append("[\(elements.count)]")
      elements.append(try readValue())
      path.removeLast()
      try endItem(closing: UInt8(ascii: "]"), of: "list")
    }
    leave()
    return elements
  }

  private mutating func readMembers() throws(InputError) -> [JSON5Value.Member] {
    try enter()
    var members: [JSON5Value.Member] = []
    var firstLines: [String: Int] = [:]
    try skipSpace()
    while peek() != UInt8(ascii: "}") {
      let start = offset
      let key = try readKey()
      let position = source.position(at: start)
      path.append(key)
      if let line = firstLines.updateValue(position.line, forKey: key) {
        throw InputError(
          .badData, file: source.file, line: position.line, column: position.column,
          key: pathText, problem: "duplicate key, first on line \(line)")
      }
      try skipSpace()
      guard peek() == UInt8(ascii: ":") else { throw unexpected("\":\" after a key") }
      offset += 1
      try skipSpace()
      let value = try readValue()
      members.append(JSON5Value.Member(key: key, position: position, value: value))
      path.removeLast()
      try endItem(closing: UInt8(ascii: "}"), of: "object")
    }
    leave()
    return members
  }

  private mutating func readKey() throws(InputError) -> String {
    let start = offset
    let key: String
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): key = try readText()
    default:
      guard let first = scalar(at: offset), Self.startsName(first.scalar) || first.scalar == "\\"
      else { throw unexpected("a key or \"}\"") }
      key = try readName()
    }
    guard key.utf8.count <= Self.keyByteCountMax else {
      throw failure(
        at: start, expected: "a key of at most \(Self.keyByteCountMax) bytes",
        found: "\(key.utf8.count) bytes")
    }
    return key
  }

  /// Steps over the comma after an item, or stops at the closing bracket.
  private mutating func endItem(closing: UInt8, of container: String) throws(InputError) {
    try skipSpace()
    if peek() == UInt8(ascii: ",") {
      offset += 1
      try skipSpace()
      return
    }
    guard peek() == closing else {
      let bracket = String(UnicodeScalar(closing))
      throw unexpected("\",\" or \"\(bracket)\" in \(container == "list" ? "a list" : "an object")")
    }
  }

  // MARK: Depth

  private var depth = 0

  private mutating func enter() throws(InputError) {
    depth += 1
    guard depth <= Self.depthMax else {
      throw failure(
        at: offset, expected: "at most \(Self.depthMax) lists and objects inside one another",
        found: "more")
    }
    offset += 1
  }

  private mutating func leave() {
    depth -= 1
    offset += 1
  }

  // MARK: Errors

  private var pathText: String { InputPath.joined(path) }

  /// The byte at the reading position, or nothing at the end.
  func peek(_ ahead: Int = 0) -> UInt8? {
    offset + ahead < source.bytes.count ? source.bytes[offset + ahead] : nil
  }

  /// An error at the reading position that names what stands there.
  func unexpected(_ expected: String) -> InputError {
    let found = scalar(at: offset).map { InputError.quoted(String($0.scalar)) }
    return failure(at: offset, expected: expected, found: found ?? "the end of the file")
  }

  /// An error of syntax at a byte.
  func failure(
    at offset: Int, expected: String, found: String, suggestion: String? = nil
  ) -> InputError {
    let position = source.position(at: offset)
    return InputError(
      .badData, file: source.file, line: position.line, column: position.column,
      expected: expected, found: found, suggestion: suggestion)
  }
}
