/// Where the parts of a tape file lie.
///
/// Little-endian: 64 bytes of numbers, the facts as JSON, then the columns messages (24 bytes each), rows (16 bytes
/// each) and order by the venue's clock (4 bytes each, or none), then the checksum. Each part begins at a multiple of 64
/// bytes; what lies between is zero.
struct TapeLayout: Hashable {
  /// What a tape file begins with: `STPLTAPE`.
  static let magic: UInt64 = 0x4550_4154_4C50_5453
  /// The version of this layout.
  static let version: UInt64 = 1
  /// The bytes of the numbers in front.
  static let headByteCount = 64
  /// The most messages, as their order is in 32 bits.
  static let messageCountMax = Int(UInt32.max)

  /// The bytes of the facts.
  let factsByteCount: Int
  /// The messages.
  let messageCount: Int
  /// The rows.
  let rowCount: Int
  /// The messages of the order by the venue's clock; none where it is that of arrival.
  let orderCount: Int

  /// The facts.
  var facts: Range<Int> { Self.headByteCount..<Self.headByteCount + factsByteCount }
  /// The messages.
  var messages: Range<Int> { Self.part(after: facts.upperBound, messageCount * 24) }
  /// The rows.
  var rows: Range<Int> { Self.part(after: messages.upperBound, rowCount * 16) }
  /// The order.
  var order: Range<Int> { Self.part(after: rows.upperBound, orderCount * 4) }
  /// The bytes that are summed.
  var summedByteCount: Int { Self.aligned(order.upperBound) }
  /// The bytes of the file.
  var byteCount: Int { summedByteCount + 8 }

  private static func part(after end: Int, _ byteCount: Int) -> Range<Int> {
    let start = aligned(end)
    return start..<start + byteCount
  }

  /// The next multiple of 64.
  static func aligned(_ place: Int) -> Int { (place + 63) & ~63 }

  /// The numbers in front.
  var head: [UInt64] {
    [
      Self.magic, Self.version, UInt64(byteCount), UInt64(factsByteCount), UInt64(messageCount),
      UInt64(rowCount), UInt64(orderCount), 0,
    ]
  }

  /// Makes a layout.
  init(factsByteCount: Int, messageCount: Int, rowCount: Int, orderCount: Int) {
    self.factsByteCount = factsByteCount
    self.messageCount = messageCount
    self.rowCount = rowCount
    self.orderCount = orderCount
  }

  /// Reads the numbers in front and checks that the file has the bytes that they say.
  init(of bytes: UnsafeRawBufferPointer, file: String) throws(InputError) {
    func word(_ number: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: number * 8, as: UInt64.self))
    }
    guard bytes.count >= 8, word(0) == Self.magic else {
      throw InputError(
        .badData, file: file, expected: "a tape, as import tape writes it",
        found: bytes.isEmpty ? "an empty file" : "something else")
    }
    guard bytes.count >= Self.headByteCount else { throw Self.cut(file, bytes.count) }
    guard word(1) == Self.version else {
      throw InputError(
        .badData, file: file, expected: "a tape of version \(Self.version)",
        found: "version \(word(1))")
    }
    // No count can be larger than the file, so that no product below is too large.
    let counts = (3...6).map { Int(exactly: word($0)) ?? Int.max }
    guard counts.allSatisfy({ $0 <= bytes.count }), counts[1] <= Self.messageCountMax else {
      throw Self.cut(file, bytes.count)
    }
    self.init(
      factsByteCount: counts[0], messageCount: counts[1], rowCount: counts[2],
      orderCount: counts[3])
    guard UInt64(byteCount) == word(2), byteCount == bytes.count, word(7) == 0 else {
      throw Self.cut(file, bytes.count)
    }
  }

  private static func cut(_ file: String, _ found: Int) -> InputError {
    InputError(
      .badData, file: file, problem: "the tape is cut or damaged",
      expected: "as many bytes as its head says", found: "\(found)")
  }
}
