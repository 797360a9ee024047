// Quoted text and names without quotes.
extension JSON5Reader {
  /// Reads text in single or double quotes.
  mutating func readText() throws(InputError) -> String {
    let start = offset
    guard let quote = peek() else { throw unexpected("text in quotes") }
    offset += 1
    var text = String.UnicodeScalarView()
    while let next = scalar(at: offset) {
      if next.scalar == Unicode.Scalar(quote) {
        offset += 1
        return String(text)
      }
      switch next.scalar {
      case "\\":
        if let escaped = try readEscape() { text.append(escaped) }
      case "\n", "\r":
        throw failure(at: start, expected: "closing quotes on the same line", found: "a new line")
      default:
        text.append(next.scalar)
        offset += next.count
      }
    }
    throw failure(at: start, expected: "closing quotes", found: "the end of the file")
  }

  /// Reads what follows a backslash; nothing for a line that is continued.
  private mutating func readEscape() throws(InputError) -> Unicode.Scalar? {
    let start = offset
    offset += 1
    guard let next = scalar(at: offset) else { throw unexpected("a character after \"\\\"") }
    offset += next.count
    switch next.scalar {
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "0":
      if let digit = peek(), digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
        throw unexpected("no digit after \"\\0\"")
      }
      return "\0"
    case "1"..."9":
      throw failure(
        at: start, expected: "a known escape", found: InputError.quoted("\\\(next.scalar)"))
    case "x": return Unicode.Scalar(try readHexadecimal(digitCount: 2))
    case "u": return try readUnicodeEscape(start: start)
    case "\r":
      if peek() == UInt8(ascii: "\n") { offset += 1 }
      return nil
    case "\n", "\u{2028}", "\u{2029}": return nil
    default: return next.scalar
    }
  }

  /// Reads the digits after `\u`, and a second escape where the first is half of a pair.
  private mutating func readUnicodeEscape(start: Int) throws(InputError) -> Unicode.Scalar {
    let unit = try readHexadecimal(digitCount: 4)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") {
      offset += 2
      let low = try readHexadecimal(digitCount: 4)
      if (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
    }
    throw failure(
      at: start, expected: "a whole surrogate pair",
      found: InputError.quoted("\\u" + String(unit, radix: 16)))
  }

  private mutating func readHexadecimal(digitCount: Int) throws(InputError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digitCount {
      guard let byte = peek(), let digit = Self.hexadecimalDigit(byte) else {
        throw unexpected("\(digitCount) hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }

  /// The value of a hexadecimal digit.
  static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  // MARK: Names

  /// Reads a name without quotes (ECMAScript 5.1 `IdentifierName`).
  mutating func readName() throws(InputError) -> String {
    var name = String.UnicodeScalarView()
    while let next = scalar(at: offset) {
      let start = offset
      var scalar = next.scalar
      if scalar == "\\" {
        offset += 1
        guard peek() == UInt8(ascii: "u") else { throw unexpected("\"u\" after \"\\\" in a key") }
        offset += 1
        scalar = try readUnicodeEscape(start: start)
        guard name.isEmpty ? Self.startsName(scalar) : Self.continuesName(scalar) else {
          throw failure(
            at: start, expected: "a letter in a key without quotes",
            found: InputError.quoted(String(scalar)))
        }
      } else if Self.continuesName(scalar) {
        offset += next.count
      } else {
        break
      }
      name.append(scalar)
    }
    return String(name)
  }

  /// Whether a name without quotes may start with the character.
  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "$", "_": return true
    case "\0"..."\u{7F}": return false
    default:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .letterNumber:
        return true
      default: return false
      }
    }
  }

  /// Whether a name without quotes may go on with the character.
  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9": return true
    case "\0"..."\u{7F}": return startsName(scalar)
    case "\u{200C}", "\u{200D}": return true
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return true
      default: return startsName(scalar)
      }
    }
  }
}
