import Units

/// Reads numbers and words byte by byte, from where it stands up to the end of the field.
///
/// No reading passes a line feed, and the text ends with one.
struct FieldCursor {
  /// The next byte.
  var at: UnsafePointer<UInt8>
  /// The byte after the last.
  let end: UnsafePointer<UInt8>

  /// Whether the field ends here.
  @inline(__always)
  var isAtEnd: Bool {
    let byte = at.pointee
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Steps over the rest of the field.
  @inline(__always)
  mutating func skipField() {
    while !isAtEnd { at += 1 }
  }

  /// Digits, at most 18 that count; nil where there are none or more.
  @inline(__always)
  mutating func digits() -> Int64? {
    var value: UInt64 = 0
    var count = 0
    while end - at >= 8, let eight = Self.eightDigits(at) {
      value = value &* 100_000_000 &+ eight
      count += 8
      at += 8
      if count > 16 { return nil }
    }
    while true {
      let digit = at.pointee &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      value = value &* 10 &+ UInt64(digit)
      count += 1
      at += 1
      if count > 19 { return nil }
    }
    guard count > 0 else { return nil }
    return Int64(exactly: value)
  }

  /// The number that eight bytes spell; nil where one of them is no digit.
  ///
  /// Pairs, then fours, then all eight are combined by one multiplication each (Lemire 2022, "Number parsing at a
  /// gigabyte per second", section 3).
  @inline(__always)
  private static func eightDigits(_ at: UnsafePointer<UInt8>) -> UInt64? {
    let word = UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
    let digits = word ^ 0x3030_3030_3030_3030
    guard (digits | (digits &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0 else {
      return nil
    }
    let pairs = digits &* 10 &+ digits >> 8
    let left = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let right = (pairs >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (left &+ right) >> 32
  }

  /// A plain decimal of zero or more in units of 10^-decimals; nil where it is written otherwise, has more decimals
  /// or does not fit, so that the slow way has to say what it is.
  @inline(__always)
  mutating func decimal(_ decimals: Int) -> Int64? {
    var value: UInt64 = 0
    let start = at
    while true {
      let digit = at.pointee &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      value = value &* 10 &+ UInt64(digit)
      at += 1
    }
    var count = at - start
    var fraction = 0
    if at.pointee == UInt8(ascii: ".") {
      at += 1
      let point = at
      while true {
        let digit = at.pointee &- UInt8(ascii: "0")
        guard digit <= 9 else { break }
        value = value &* 10 &+ UInt64(digit)
        at += 1
      }
      fraction = at - point
      count += fraction
    }
    guard count > 0, count <= 18, fraction <= decimals, isAtEnd else { return nil }
    let (units, overflow) = Int64(value).multipliedReportingOverflow(
      by: Self.power(decimals - fraction))
    return overflow ? nil : units
  }

  /// Ten to a power from 0 to 12.
  @inline(__always)
  static func power(_ exponent: Int) -> Int64 {
    switch exponent {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1000
    case 4: 10_000
    case 5: 100_000
    case 6: 1_000_000
    case 7: 10_000_000
    case 8: 100_000_000
    case 9: 1_000_000_000
    case 10: 10_000_000_000
    case 11: 100_000_000_000
    default: 1_000_000_000_000
    }
  }

  /// The rest of the field as a word, see ``FieldWord``.
  @inline(__always)
  mutating func word() -> Int64 {
    var code: UInt64 = 0
    var shift: UInt64 = 0
    while !isAtEnd {
      code |= shift < 64 ? UInt64(at.pointee) &<< shift : UInt64.max
      shift += 8
      at += 1
    }
    return Int64(bitPattern: code)
  }

  /// Whether the field is exactly these bytes; steps over it if so.
  @inline(__always)
  mutating func isField(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard end - at > bytes.count else { return false }
    var place = 0
    while place < bytes.count {
      if at[place] != bytes[place] { return false }
      place += 1
    }
    let byte = at[place]
    guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    else { return false }
    at += place
    return true
  }
}
