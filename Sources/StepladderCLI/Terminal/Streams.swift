import Foundation
package import Intake

/// Where a command's words go.
package struct Streams: Sendable {
  /// Takes results, for people or programs.
  private let output: @Sendable (String) throws -> Void
  /// Takes errors and remarks.
  private let errors: @Sendable (String) -> Void
  /// Takes progress, where someone is watching.
  package let progress: (@Sendable (String) -> Void)?

  /// Makes streams of one's own.
  package init(
    output: @escaping @Sendable (String) throws -> Void,
    errors: @escaping @Sendable (String) -> Void,
    progress: (@Sendable (String) -> Void)? = nil
  ) {
    self.output = output
    self.errors = errors
    self.progress = progress
  }

  /// The standard output and standard error of this process; progress only where the latter is a terminal.
  static func process() -> Streams {
    let isWatched =
      isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    let write: @Sendable (String) -> Void = { text in
      try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
    return Streams(
      output: { try FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) }, errors: write,
      progress: isWatched ? write : nil)
  }

  /// Prints a result.
  package func result(_ text: String) throws(InputError) {
    do { try output(text) } catch {
      throw InputError(
        .inputOutput, file: "standard output", problem: "the result cannot be written")
    }
  }

  /// Prints an error or a remark.
  package func message(_ text: String) { errors(text) }
}
