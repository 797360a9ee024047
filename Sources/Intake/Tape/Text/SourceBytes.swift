import Foundation

/// The text of a source in memory, which ends with a line feed.
///
/// A loop that stops at a line feed therefore never leaves it.
final class SourceBytes: @unchecked Sendable {
  // Unchecked: the memory is never written after this is made.

  /// The first byte.
  let start: UnsafePointer<UInt8>
  /// The number of bytes.
  let count: Int
  private let release: () -> Void

  /// The byte after the last.
  var end: UnsafePointer<UInt8> { start + count }

  /// Copies bytes, and ends them with a line feed where they do not.
  init(_ bytes: some Collection<UInt8>) {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count + 1)
    let (_, filled) = room.initialize(from: bytes)
    var count = filled
    if count > 0, room[count - 1] != UInt8(ascii: "\n") {
      room.initializeElement(at: count, to: UInt8(ascii: "\n"))
      count += 1
    }
    start = UnsafePointer(room.baseAddress ?? room.baseAddress.unsafelyUnwrapped)
    self.count = count
    nonisolated(unsafe) let kept = room
    release = { kept.deallocate() }
  }

  /// Keeps a mapped file that ends with a line feed.
  init(_ file: MappedFile) {
    let bytes = file.bytes
    start = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    count = bytes.count
    release = { withExtendedLifetime(file) {} }
  }

  deinit { release() }
}
