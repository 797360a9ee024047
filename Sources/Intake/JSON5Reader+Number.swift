import Units

// Numbers.
extension JSON5Reader {
  /// Reads a decimal or hexadecimal number with an optional sign, exactly.
  mutating func readNumber() throws(InputError) -> ExactDecimal {
    let start = offset
    let isNegative = peek() == UInt8(ascii: "-")
    if isNegative || peek() == UInt8(ascii: "+") { offset += 1 }
    if peek() == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x") || peek(1) == UInt8(ascii: "X") {
      return try readHexadecimalNumber(start: start, isNegative: isNegative)
    }
    let digitsStart = offset
    let wholeCount = skipDigits()
    if wholeCount > 1, source.bytes[digitsStart] == UInt8(ascii: "0") {
      throw failure(
        at: start, expected: "a number without leading zeros", found: written(from: start))
    }
    var fractionCount = 0
    if peek() == UInt8(ascii: ".") {
      offset += 1
      fractionCount = skipDigits()
    }
    guard wholeCount + fractionCount > 0 else {
      if let next = scalar(at: offset), Self.startsName(next.scalar) {
        throw failure(at: start, expected: "a finite number", found: written(from: start))
      }
      throw unexpected("a digit")
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      offset += 1
      if peek() == UInt8(ascii: "-") || peek() == UInt8(ascii: "+") { offset += 1 }
      guard skipDigits() > 0 else { throw unexpected("a digit of the exponent") }
    }
    try endNumber(start: start)
    let text = String(decoding: source.bytes[start..<offset], as: UTF8.self)
    guard let number = ExactDecimal(text, notation: .scientific) else {
      throw failure(
        at: start,
        expected: "a number of at most \(ExactDecimal.digitCountMax) digits"
          + " and exponent \(ExactDecimal.exponentMax)",
        found: written(from: start))
    }
    return number
  }

  private mutating func readHexadecimalNumber(
    start: Int, isNegative: Bool
  ) throws(InputError) -> ExactDecimal {
    offset += 2
    var value: UInt64 = 0
    var digitCount = 0
    while let byte = peek(), let digit = Self.hexadecimalDigit(byte) {
      guard value >> 60 == 0 else {
        throw failure(
          at: start, expected: "a hexadecimal number of at most 64 bits",
          found: written(from: start))
      }
      value = value << 4 | UInt64(digit)
      digitCount += 1
      offset += 1
    }
    guard digitCount > 0 else { throw unexpected("a hexadecimal digit") }
    try endNumber(start: start)
    let magnitude = Int128(value)
    return ExactDecimal(coefficient: isNegative ? -magnitude : magnitude, exponent: 0)
  }

  /// Checks that the number ends where it should: `5ms` needs quotes.
  private func endNumber(start: Int) throws(InputError) {
    guard let next = scalar(at: offset), Self.continuesName(next.scalar) || next.scalar == "."
    else {
      return
    }
    throw failure(
      at: start, expected: "a number; a number with a unit needs quotes",
      found: written(from: start))
  }

  private mutating func skipDigits() -> Int {
    let start = offset
    while let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { offset += 1 }
    return offset - start
  }

  /// The number with what is attached to it, as a message shows it.
  private func written(from start: Int) -> String {
    var end = start
    while let next = scalar(at: end),
      Self.continuesName(next.scalar) || next.scalar == "." || next.scalar == "%"
        || next.scalar == "+" || next.scalar == "-"
    {
      end += next.count
    }
    return InputError.quoted(String(decoding: source.bytes[start..<end], as: UTF8.self))
  }
}
