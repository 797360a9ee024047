import Dispatch
import Kernel
import Synchronization

/// The SHA-256 of a file, worked out beside what else is done with it where the file is large.
struct FileDigest: Sendable {
  private final class Work: Sendable {
    let found = Mutex("")
    let group = DispatchGroup()
  }

  private let work = Work()

  /// A digest that is known.
  init(_ hex: String) { work.found.withLock { $0 = hex } }

  /// The digest of a tape's file, which is worked out on another thread.
  init(of tape: TapeFile) {
    let work = work
    DispatchQueue.global().async(group: work.group) {
      var hash = SHA256()
      hash.update(Span(_unsafeElements: tape.bytes.bindMemory(to: UInt8.self)))
      let hex = hash.hex()
      work.found.withLock { $0 = hex }
    }
  }

  /// The digest in hexadecimal; waits until it is known.
  var hex: String {
    work.group.wait()
    return work.found.withLock { $0 }
  }
}
