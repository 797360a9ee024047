package import Market

/// A file that holds a tape, mapped into memory.
package struct TapeFile: Sendable {
  /// The file as the user named it.
  package let path: String
  /// The bytes of the file, as long as the tape is in use.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  /// The tape; it keeps the file mapped.
  package let tape: MarketTape
  /// What the tape says of itself.
  package let facts: TapeFacts
  /// The checksum of the file, which names its content.
  package let checksum: UInt64

  /// What a tape file begins with, so that no other file is replaced by one.
  package static var sign: [UInt8] {
    withUnsafeBytes(of: TapeLayout.magic.littleEndian, Array.init)
  }

  /// Whether a file begins as a tape does.
  package static func isTape(_ path: String) -> Bool {
    guard let file = try? MappedFile(path), file.bytes.count >= 8 else { return false }
    return UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self)) == TapeLayout.magic
  }

  /// Opens a tape: checks its length, its checksum and that its columns are what a tape has.
  ///
  /// A cut or damaged file is refused as bad data. While a tape is in use its file must not be shortened.
  ///
  /// - Parameter path: The file.
  package static func open(_ path: String) throws(InputError) -> TapeFile {
    let file = try MappedFile(path)
    return try read(
      file.bytes, file: path, memory: MarketTape.Memory { withExtendedLifetime(file) {} })
  }

  /// Reads a tape that is in memory, as ``open(_:)`` does.
  package static func read(_ bytes: [UInt8], file: String) throws(InputError) -> TapeFile {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    copy.copyBytes(from: bytes)
    nonisolated(unsafe) let kept = copy
    return try read(
      UnsafeRawBufferPointer(copy), file: file, memory: MarketTape.Memory { kept.deallocate() })
  }

  private static func read(
    _ bytes: UnsafeRawBufferPointer, file path: String, memory: MarketTape.Memory
  ) throws(InputError) -> TapeFile {
    let layout = try TapeLayout(of: bytes, file: path)
    let sum = TapeChecksum.value(
      of: UnsafeRawBufferPointer(rebasing: bytes[..<layout.summedByteCount]))
    let stored = UInt64(
      littleEndian: bytes.loadUnaligned(
        fromByteOffset: layout.summedByteCount, as: UInt64.self))
    guard sum == stored else {
      throw InputError(
        .badData, file: path, problem: "the tape is damaged: its checksum does not fit")
    }
    let facts = try TapeFacts(Array(bytes[layout.facts]), file: path)
    let columns = TapeColumns(
      messages: column(bytes, layout.messages), rows: column(bytes, layout.rows),
      order: column(bytes, layout.order))
    if let fault = columns.fault {
      throw InputError(.badData, file: path, problem: "the tape is damaged: \(fault)")
    }
    let tape = MarketTape(
      messages: columns.messages, rows: columns.rows, exchangeOrder: columns.order,
      memory: memory)
    return TapeFile(path: path, bytes: bytes, tape: tape, facts: facts, checksum: stored)
  }

  /// The same bytes with the checksum that fits them, so that what else is checked can be tried.
  package static func signed(_ bytes: [UInt8]) -> [UInt8] {
    let end = bytes.count - 8
    guard end >= 0 else { return bytes }
    let sum = bytes.withUnsafeBytes {
      TapeChecksum.value(of: UnsafeRawBufferPointer(rebasing: $0[..<end]))
    }
    return bytes[..<end] + withUnsafeBytes(of: sum.littleEndian, Array.init)
  }

  /// A column where it lies; its place is a multiple of 64 and a mapped file begins at a page.
  private static func column<Element>(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> UnsafeBufferPointer<Element> {
    UnsafeRawBufferPointer(rebasing: bytes[range]).assumingMemoryBound(to: Element.self)
  }
}
