import Kernel
import Synchronization

/// The SHA-256 of a file, worked out when it is first asked for: of a tape that takes longer than to open it.
final class FileDigest: Sendable {
  private let known: Mutex<String?>
  private let tape: TapeFile?

  /// A digest that is known.
  init(_ hex: String) {
    known = Mutex(hex)
    tape = nil
  }

  /// The digest of a tape's file.
  init(of tape: TapeFile) {
    known = Mutex(nil)
    self.tape = tape
  }

  /// The digest in hexadecimal.
  var hex: String {
    known.withLock { known in
      if let hex = known { return hex }
      var hash = SHA256()
      if let tape { hash.update(Span(_unsafeElements: tape.bytes.bindMemory(to: UInt8.self))) }
      let hex = hash.hex()
      known = hex
      return hex
    }
  }
}
