package import Market

/// A file that holds a tape, mapped into memory.
package struct TapeFile: Sendable {
  /// The file as the user named it.
  package let path: String
  private let file: MappedFile
  /// The bytes of the file, as long as the tape is in use.
  var bytes: UnsafeRawBufferPointer { file.bytes }
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
    let bytes = file.bytes
    let layout = try TapeLayout(of: bytes, file: path)
    var sum = TapeChecksum()
    sum.update(UnsafeRawBufferPointer(rebasing: bytes[..<layout.summedByteCount]))
    let stored = UInt64(
      littleEndian: bytes.loadUnaligned(
        fromByteOffset: layout.summedByteCount, as: UInt64.self))
    guard sum.value == stored else {
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
      memory: MarketTape.Memory { withExtendedLifetime(file) {} })
    return TapeFile(path: path, file: file, tape: tape, facts: facts, checksum: stored)
  }

  /// A column where it lies; its place is a multiple of 64 and a mapped file begins at a page.
  private static func column<Element>(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> UnsafeBufferPointer<Element> {
    UnsafeRawBufferPointer(rebasing: bytes[range]).assumingMemoryBound(to: Element.self)
  }
}
