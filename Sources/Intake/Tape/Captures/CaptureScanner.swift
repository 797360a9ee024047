import Units

/// Walks over the lines of a recorded websocket session: a time of arrival, then what came, as JSON.
///
/// `1723161256172216566 {...}` or `1626993367.875267: {...}`: nanoseconds, or seconds with a fraction, since 1970. Lines
/// that begin with an address, as those of what was sent, are passed over.
struct CaptureScanner: ~Copyable {
  /// The name that errors carry.
  let file: String
  /// The number of the current line, from 1.
  private(set) var line = 0
  /// When the current line arrived, in nanoseconds since 1970; nil where the line does not say.
  private(set) var arrival: Int64?

  private let bytes: SourceBytes
  private var next: UnsafePointer<UInt8>
  private var lineStart: UnsafePointer<UInt8>

  /// Starts before the first line.
  init(_ bytes: SourceBytes, file: String) {
    self.bytes = bytes
    self.file = file
    (next, lineStart) = (bytes.start, bytes.start)
  }

  /// Steps to the next line with JSON; nil at the end.
  mutating func nextLine() throws(InputError) -> JSONCursor? {
    while next < bytes.end {
      line += 1
      lineStart = next
      var at = next
      while next.pointee != UInt8(ascii: "\n") { next += 1 }
      next += 1
      if isControl(at) { continue }
      arrival = nil
      if at.pointee != UInt8(ascii: "{") {
        guard let time = Self.time(&at) else {
          throw error(JSONFault(place: 0, expected: "a time since 1970 and JSON"))
        }
        arrival = time
      }
      return JSONCursor(at: at, lineStart: lineStart)
    }
    return nil
  }

  /// Whether a line is of what was sent, or empty.
  private func isControl(_ start: UnsafePointer<UInt8>) -> Bool {
    let byte = start.pointee
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return true }
    // `wss://` and `https://`.
    return byte == UInt8(ascii: "w") || byte == UInt8(ascii: "h")
  }

  /// The time in front of a line, and the spaces after it.
  private static func time(_ at: inout UnsafePointer<UInt8>) -> Int64? {
    var count: Int64 = 0
    var digits = 0
    while at.pointee &- UInt8(ascii: "0") <= 9, digits < 19 {
      let (tens, overflow) = count.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int64(at.pointee &- UInt8(ascii: "0")))
      if overflow || carry { return nil }
      (count, digits) = (sum, digits + 1)
      at += 1
    }
    guard digits > 0, let unit = TimeUnit(of: count) else { return nil }
    var time = count * unit.nanoseconds
    if at.pointee == UInt8(ascii: "."), unit == .seconds {
      at += 1
      var place: Int64 = 100_000_000
      while at.pointee &- UInt8(ascii: "0") <= 9 {
        time += place * Int64(at.pointee &- UInt8(ascii: "0"))
        place /= 10
        at += 1
      }
    }
    if at.pointee == UInt8(ascii: ":") { at += 1 }
    guard at.pointee == UInt8(ascii: " ") else { return nil }
    while at.pointee == UInt8(ascii: " ") { at += 1 }
    return time
  }

  /// What is wrong with the current line.
  func error(_ fault: JSONFault) -> InputError {
    let text = UnsafeBufferPointer(start: lineStart, count: bytes.end - lineStart)
    let rest = text.dropFirst(fault.place).prefix { $0 != UInt8(ascii: "\n") }.prefix(41)
    return InputError(
      .badData, file: file, line: line, column: fault.place + 1, expected: fault.expected,
      found: rest.isEmpty
        ? "the end of the line" : InputError.quoted(String(decoding: rest, as: UTF8.self)))
  }

  /// An error at the current line.
  func mismatch(_ key: String, problem: String? = nil, expected: String, found: String)
    -> InputError
  {
    InputError(
      .badData, file: file, line: line, key: key, problem: problem, expected: expected,
      found: found)
  }
}
