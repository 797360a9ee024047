#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Why the file system refused, in the words of the system.
package struct FileFailure: Error, Sendable, Hashable {
  /// What was tried.
  package enum Attempt: String, Sendable, Hashable {
    /// Reading a file.
    case read
    /// Writing a file.
    case write
    /// Making a folder.
    case create
    /// Listing a folder.
    case list
    /// Removing a file or folder.
    case remove
    /// Moving a folder to its place.
    case move
  }

  /// What was tried.
  package let attempt: Attempt
  /// The file or folder as it was named.
  package let path: String
  /// The system's error number.
  package let code: Int32

  /// Takes the error number of the call that has just failed.
  init(_ attempt: Attempt, _ path: String) { self.init(attempt, path, code: errno) }

  /// Makes a failure whose error number is known.
  init(_ attempt: Attempt, _ path: String, code: Int32) {
    self.attempt = attempt
    self.path = path
    self.code = code
  }

  /// One line for people: "cannot write out/report.md: No space left on device".
  package var message: String {
    "cannot \(attempt.rawValue) \(path): \(String(cString: strerror(code)))"
  }
}
