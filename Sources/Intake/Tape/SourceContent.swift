import Dispatch
import Kernel
import Synchronization

/// The content of a source, and what identifies its file.
struct SourceContent {
  /// The content as text that ends with a line feed.
  let text: SourceBytes
  /// The content as it is, where the file was packed.
  let unpacked: [UInt8]?
  /// The bytes as stored.
  let byteCount: Int
  /// The entries of an archive that were left out.
  let entriesLeftOut: [String]
  /// The SHA-256 of the stored bytes, where it is known already.
  private let sha256: String?

  /// Maps a plain file, and unpacks a packed one; a `.npz` is a `.zip`.
  init(_ path: String) throws(InputError) {
    if path.lowercased().hasSuffix(".npz") {
      let stored = try InputFile.readStored(path)
      let content = try Packing.zip.unpack(path, stored: stored)
      self.init(
        content.bytes, byteCount: stored.count, sha256: SHA256.hex(of: stored),
        leftOut: content.entries?.leftOut ?? [])
    } else if Packing(path) == nil {
      self.init(try MappedFile(path))
    } else {
      let file = try InputFile.read(path)
      self.init(
        file.bytes, byteCount: file.storedByteCount, sha256: file.storedSHA256,
        leftOut: file.entriesLeftOut)
    }
    try check(path)
  }

  /// Takes a content that is in memory.
  init(_ bytes: [UInt8], path: String) throws(InputError) {
    self.init(bytes, byteCount: bytes.count, sha256: SHA256.hex(of: bytes), leftOut: [])
    try check(path)
  }

  private func check(_ path: String) throws(InputError) {
    guard text.count > 0 else {
      throw InputError(.badData, file: path, expected: "a header or a row", found: "an empty file")
    }
  }

  private init(_ file: MappedFile) {
    let isWhole = file.bytes.last == UInt8(ascii: "\n")
    text = isWhole ? SourceBytes(file) : SourceBytes(file.bytes)
    unpacked = nil
    byteCount = file.bytes.count
    entriesLeftOut = []
    sha256 = nil
  }

  private init(_ bytes: [UInt8], byteCount: Int, sha256: String, leftOut: [String]) {
    text = SourceBytes(bytes)
    unpacked = bytes
    self.byteCount = byteCount
    self.sha256 = sha256
    entriesLeftOut = leftOut
  }

  /// Starts to compute the SHA-256 of the stored bytes, beside the reading.
  func digest() -> Digest { Digest(self) }

  /// The SHA-256 of a file, which is computed beside the reading; gone only when that is done, since the file may be
  /// another afterwards.
  final class Digest: Sendable {
    private final class Found: Sendable {
      let text = Mutex("")
    }

    private let found = Found()
    private let work = DispatchGroup()

    fileprivate init(_ content: SourceContent) {
      let found = found
      if let known = content.sha256 {
        found.text.withLock { $0 = known }
        return
      }
      let (bytes, count) = (content.text, content.byteCount)
      DispatchQueue.global().async(group: work) {
        var hash = SHA256()
        hash.update(UnsafeBufferPointer(start: bytes.start, count: count).span)
        found.text.withLock { $0 = hash.hex() }
      }
    }

    deinit { work.wait() }

    /// The digest in hexadecimal.
    func value() -> String {
      work.wait()
      return found.text.withLock { $0 }
    }
  }
}
