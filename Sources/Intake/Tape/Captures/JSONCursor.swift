import Units

/// What is wrong with JSON text, and where in its line.
struct JSONFault: Error {
  /// The byte of the line, from 0.
  let place: Int
  /// What was expected there.
  let expected: String
}

/// A piece of text between quotes as it stands in a line.
struct JSONText {
  let start: UnsafePointer<UInt8>
  let count: Int

  /// The text; escapes stay as they are written.
  var string: String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Whether it is exactly this ASCII text.
  @inline(__always)
  func isText(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for place in 0..<count where start[place] != text.utf8Start[place] { return false }
    return true
  }

  /// Whether it is exactly these bytes.
  @inline(__always)
  func isText(_ bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    for place in 0..<count where start[place] != bytes[place] { return false }
    return true
  }

  /// The only byte; nil where there are more or none.
  @inline(__always)
  var onlyByte: UInt8? { count == 1 ? start.pointee : nil }
}

/// Pulls values out of a line of JSON (RFC 8259) without keeping any of it.
///
/// No reading passes a line feed, and every line ends with one. Nothing recurses, so that no depth uses up the stack.
struct JSONCursor {
  /// The next byte.
  private(set) var at: UnsafePointer<UInt8>
  private let start: UnsafePointer<UInt8>

  /// Starts at a byte of a line.
  ///
  /// - Parameters:
  ///   - at: The first byte of the value.
  ///   - start: The first byte of the line.
  init(at: UnsafePointer<UInt8>, lineStart start: UnsafePointer<UInt8>) {
    self.at = at
    self.start = start
  }

  /// What is wrong here.
  func fault(_ expected: String) -> JSONFault { JSONFault(place: at - start, expected: expected) }

  @inline(__always)
  private mutating func skipSpace() {
    while at.pointee == UInt8(ascii: " ") || at.pointee == UInt8(ascii: "\t") { at += 1 }
  }

  /// The next byte that is no space.
  @inline(__always)
  mutating func peek() -> UInt8 {
    skipSpace()
    return at.pointee
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8, _ expected: String) throws(JSONFault) {
    guard peek() == byte else { throw fault(expected) }
    at += 1
  }

  // MARK: Structure

  /// Enters an object.
  @inline(__always)
  mutating func openObject() throws(JSONFault) { try take(UInt8(ascii: "{"), "an object") }

  /// Enters a list.
  @inline(__always)
  mutating func openList() throws(JSONFault) { try take(UInt8(ascii: "["), "a list") }

  /// The next key of an object, with its value ahead; nil at the end, which is left behind.
  @inline(__always)
  mutating func key(_ isFirst: inout Bool) throws(JSONFault) -> JSONText? {
    if peek() == UInt8(ascii: "}") {
      at += 1
      return nil
    }
    if !isFirst { try take(UInt8(ascii: ","), "a comma or the end of the object") }
    isFirst = false
    let key = try text()
    try take(UInt8(ascii: ":"), "a colon")
    return key
  }

  /// Whether an element of a list is ahead; at the end, which is left behind, it is not.
  @inline(__always)
  mutating func hasElement(_ isFirst: inout Bool) throws(JSONFault) -> Bool {
    if peek() == UInt8(ascii: "]") {
      at += 1
      return false
    }
    if !isFirst { try take(UInt8(ascii: ","), "a comma or the end of the list") }
    isFirst = false
    return true
  }

  /// Steps over any value.
  mutating func skip() throws(JSONFault) {
    var depth = 0
    repeat {
      switch peek() {
      case UInt8(ascii: "\""): _ = try text()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        at += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw fault("a value") }
        depth -= 1
        at += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw fault("a value") }
        at += 1
      case UInt8(ascii: "\n"): throw fault("a whole line")
      default: at += 1
      }
    } while depth > 0 || !isAtEndOfValue
  }

  /// Whether a plain value ends here.
  @inline(__always)
  private var isAtEndOfValue: Bool {
    switch at.pointee {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "\n"),
      UInt8(ascii: "\r"), UInt8(ascii: " "), UInt8(ascii: "\t"):
      true
    default: false
    }
  }

  /// Steps over the rest of the line.
  mutating func skipLine() {
    while at.pointee != UInt8(ascii: "\n") { at += 1 }
  }

  /// Steps to the end of the line, which has to be here.
  mutating func endLine() throws(JSONFault) {
    if peek() == UInt8(ascii: "\r") { at += 1 }
    guard at.pointee == UInt8(ascii: "\n") else { throw fault("the end of the line") }
  }

  // MARK: Plain values

  /// Text between quotes.
  @inline(__always)
  mutating func text() throws(JSONFault) -> JSONText {
    try take(UInt8(ascii: "\""), "text in quotes")
    let first = at
    while true {
      switch at.pointee {
      case UInt8(ascii: "\""):
        let text = JSONText(start: first, count: at - first)
        at += 1
        return text
      case UInt8(ascii: "\n"): throw fault("a closing quote")
      case UInt8(ascii: "\\"):
        at += 1
        if at.pointee != UInt8(ascii: "\n") { at += 1 }
      default: at += 1
      }
    }
  }

  /// True or false.
  mutating func boolean() throws(JSONFault) -> Bool {
    for (word, value) in [("true", true), ("false", false)] as [(StaticString, Bool)] {
      var place = 0
      _ = peek()
      while place < word.utf8CodeUnitCount, at[place] == word.utf8Start[place] { place += 1 }
      if place == word.utf8CodeUnitCount {
        at += place
        return value
      }
    }
    throw fault("true or false")
  }

  /// A whole number of zero or more with at most 18 digits, in quotes or not.
  @inline(__always)
  mutating func whole() throws(JSONFault) -> Int64 {
    let isQuoted = peek() == UInt8(ascii: "\"")
    if isQuoted { at += 1 }
    var value: Int64 = 0
    var count = 0
    while at.pointee &- UInt8(ascii: "0") <= 9, count < 19 {
      value = value &* 10 &+ Int64(at.pointee &- UInt8(ascii: "0"))
      count += 1
      at += 1
    }
    guard (1...18).contains(count) else { throw fault("a whole number of at most 18 digits") }
    if isQuoted { try take(UInt8(ascii: "\""), "a closing quote") }
    return value
  }

  /// A count of seconds, milliseconds, microseconds or nanoseconds since 1970, told by its size, in nanoseconds.
  mutating func time() throws(JSONFault) -> Int64 {
    let count = try whole()
    guard let unit = TimeUnit(of: count) else {
      throw fault("a time in the years 2000 to 2099 before this")
    }
    return count * unit.nanoseconds
  }

  /// A decimal in units of 10^-decimals, in quotes or not; what is finer is rounded to the nearest, ties to even.
  @inline(__always)
  mutating func decimal(_ decimals: Int = TapeGrid.decimals) throws(JSONFault) -> Int64 {
    let isQuoted = peek() == UInt8(ascii: "\"")
    if isQuoted { at += 1 }
    let first = at
    var value: UInt64 = 0
    var count = 0
    var fraction = 0
    while at.pointee &- UInt8(ascii: "0") <= 9 {
      value = value &* 10 &+ UInt64(at.pointee &- UInt8(ascii: "0"))
      count += 1
      at += 1
    }
    if at.pointee == UInt8(ascii: ".") {
      at += 1
      while at.pointee &- UInt8(ascii: "0") <= 9 {
        value = value &* 10 &+ UInt64(at.pointee &- UInt8(ascii: "0"))
        fraction += 1
        at += 1
      }
    }
    count += fraction
    let isPlain =
      isQuoted ? at.pointee == UInt8(ascii: "\"") : isAtEndOfValue
    var units: Int64?
    if isPlain, (1...18).contains(count), fraction <= decimals {
      let (product, overflow) = Int64(value).multipliedReportingOverflow(
        by: FieldCursor.power(decimals - fraction))
      if !overflow { units = product }
    }
    guard let number = units ?? slowDecimal(decimals, from: first, isQuoted: isQuoted) else {
      at = first
      throw fault("a decimal")
    }
    if isQuoted { try take(UInt8(ascii: "\""), "a closing quote") }
    return number
  }

  /// A decimal with a sign, a power of ten or many digits.
  @inline(never)
  private mutating func slowDecimal(
    _ decimals: Int, from first: UnsafePointer<UInt8>, isQuoted: Bool
  ) -> Int64? {
    at = first
    while isQuoted ? at.pointee != UInt8(ascii: "\"") : !isAtEndOfValue {
      if at.pointee == UInt8(ascii: "\n") || at - first > 400 { return nil }
      at += 1
    }
    let text = String(
      decoding: UnsafeBufferPointer(start: first, count: at - first), as: UTF8.self)
    guard let number = ExactDecimal(text, notation: .scientific, excess: .marked) else {
      return nil
    }
    switch number.scaled(decimals: decimals) {
    case .exact(let units): return units
    case .tooLarge: return nil
    case .tooFine: return number.nearest(decimals: decimals)
    }
  }

  /// A moment as `2021-07-22T22:36:10.014Z`, in nanoseconds since 1970.
  mutating func moment() throws(JSONFault) -> Int64 {
    let text = try text()
    guard let time = UTCTime(text.string),
      TimeUnit.microseconds.isPlausible(time.microseconds)
    else {
      throw fault("a time such as 2021-07-22T22:36:10.014Z")
    }
    return time.microseconds * 1000
  }
}
