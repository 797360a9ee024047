// White space, comments and characters.
extension JSON5Reader {
  /// Steps over white space and comments.
  mutating func skipSpace() throws(InputError) {
    while let byte = peek() {
      switch byte {
      case 0x09...0x0D, 0x20:
        offset += 1
      case UInt8(ascii: "/"):
        try skipComment()
      case 0x80...:
        guard let next = scalar(at: offset), Self.isSpace(next.scalar) else { return }
        offset += next.count
      default:
        return
      }
    }
  }

  private mutating func skipComment() throws(InputError) {
    let start = offset
    switch peek(1) {
    case UInt8(ascii: "/"):
      while let next = scalar(at: offset), !Self.endsLine(next.scalar) { offset += next.count }
    case UInt8(ascii: "*"):
      offset += 2
      while peek() != UInt8(ascii: "*") || peek(1) != UInt8(ascii: "/") {
        guard peek() != nil else {
          throw failure(
            at: start, expected: "\"*/\" to close the comment", found: "the end of the file")
        }
        offset += 1
      }
      offset += 2
    default:
      throw unexpected("a value or a comment")
    }
  }

  /// The character at a byte and the bytes that it takes; nothing at the end.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, count: Int)? {
    guard offset < source.bytes.count else { return nil }
    let first = source.bytes[offset]
    // The text is known to be UTF-8, so the lead byte gives the length.
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard count > 1 else { return (Unicode.Scalar(first), 1) }
    var value = UInt32(first) & (0x7F >> UInt32(count))
    for index in 1..<count where offset + index < source.bytes.count {
      value = value << 6 | UInt32(source.bytes[offset + index] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", count)
  }

  /// The white space beyond ASCII: the byte order mark, line separators and the category Zs.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FEFF}" || endsLine(scalar) || scalar.properties.generalCategory == .spaceSeparator
  }

  /// The line terminators of the specification.
  static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }
}
