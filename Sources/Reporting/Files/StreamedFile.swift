/// A long file that is written piece by piece, and stands under its name only once it is whole.
///
/// Until then it has a hidden name beside its own, and an earlier file of that name is untouched, whatever happens:
/// a full disk, an error, an interrupt. What an interrupt leaves behind is removed by the next writer.
package struct StreamedFile: ~Copyable {
  /// The file as it was named.
  private let path: String
  private let hidden: String
  private let file: CInt
  private var buffer: [UInt8] = []
  private var isOpen = true

  /// How many bytes are gathered before they are written.
  private static let chunk = 1 << 20
  private static let mark = ".stepladder-new-"

  private init(path: String, hidden: String, file: CInt) {
    self.path = path
    self.hidden = hidden
    self.file = file
    buffer.reserveCapacity(Self.chunk + (1 << 16))
  }

  /// Makes the hidden file.
  ///
  /// - Parameters:
  ///   - path: Where the file is to stand.
  ///   - sign: What it will begin with. A file there is replaced only if it begins so.
  ///   - content: What it is, for a refusal: "event log".
  package static func open(
    path: String, sign: [UInt8], content: String
  ) throws(StreamedFileError) -> StreamedFile {
    let target = FileStore.resolved(path) ?? path
    switch FileStore.kind(of: target) {
    case .missing: break
    case .folder, .other: throw .notAFile(path)
    case .file:
      guard let head = try? FileStore.head(target, count: sign.count), head == sign else {
        throw .holdsOther(path, content: content)
      }
    }
    let (parent, name) = FileStore.split(target)
    let prefix = "." + name + mark
    let hidden = (parent == "/" ? "/" : parent + "/") + prefix + String(FileStore.ownProcess)
    removeLeftovers(prefix: prefix, in: parent)
    do {
      try FileStore.checkWritable(parent)
      let file = try FileStore.create(hidden)
      return StreamedFile(path: path, hidden: hidden, file: file)
    } catch { throw .system(FileFailure(error.attempt, path, code: error.code)) }
  }

  deinit {
    guard isOpen else { return }
    FileStore.abandon(file)
    try? FileStore.removeTree(hidden)
  }

  /// Lets bytes be added, and writes them down where there are enough.
  mutating func append(_ body: (inout [UInt8]) -> Void) throws(StreamedFileError) {
    body(&buffer)
    if buffer.count >= Self.chunk { try flush() }
  }

  /// Adds bytes.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(StreamedFileError) {
    try append { $0.append(contentsOf: bytes) }
  }

  /// Waits until the device has the whole file, and puts it in its place.
  package mutating func finish() throws(StreamedFileError) {
    try flush()
    isOpen = false
    do {
      try FileStore.finish(file, hidden)
      try FileStore.move(hidden, to: FileStore.resolved(path) ?? path)
    } catch {
      try? FileStore.removeTree(hidden)
      throw .system(FileFailure(error.attempt, path, code: error.code))
    }
  }

  private mutating func flush() throws(StreamedFileError) {
    do { try FileStore.append(buffer, to: file, hidden) } catch {
      throw .system(FileFailure(error.attempt, path, code: error.code))
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Removes what interrupted writers of the same file left.
  private static func removeLeftovers(prefix: String, in parent: String) {
    guard let names = try? FileStore.names(in: parent) else { return }
    for name in names where name.hasPrefix(prefix) {
      guard let process = Int32(name.dropFirst(prefix.count)),
        process == FileStore.ownProcess || !FileStore.isRunning(process: process)
      else { continue }
      try? FileStore.removeTree(parent + "/" + name)
    }
  }
}

/// Why a streamed file was not written; what stood there is as it was before.
package enum StreamedFileError: Error, Sendable, Hashable {
  /// Something other than a file stands there.
  case notAFile(String)
  /// The file there is not what is to be written.
  case holdsOther(String, content: String)
  /// The system refused.
  case system(FileFailure)

  /// One line for people.
  package var message: String {
    switch self {
    case .notAFile(let path): "cannot replace \(path): it is not a file"
    case .holdsOther(let path, let content):
      "cannot replace \(path): it is no \(content) of Stepladder; name another file"
    case .system(let failure): failure.message
    }
  }
}
