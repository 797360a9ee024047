import Dispatch
import Foundation

/// Ends the process on SIGINT and SIGTERM, but never between the halves of a replaced report.
///
/// A run keeps everything in memory, so it can end at any moment. The moment in which a report is written
/// and put in its place is guarded: a signal that comes then waits until the folder is whole. A second signal
/// ends the process at once; what it leaves behind is removed by the next writer.
package final class Interruption: Sendable {
  private let gate = NSLock()

  /// Makes a guard that listens to nothing yet.
  package init() {}

  /// Starts to listen for the life of the process.
  package func install() {
    // A broken rule traps after its message; the shell is to see our own code.
    TrapNote.install()
    let queue = DispatchQueue(label: "interruption")
    for (number, code) in [(SIGINT, ExitCode.interrupted), (SIGTERM, .terminated)] {
      // The source hears the signal only if its default, to end the process, is off.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in
        signal(number, SIG_DFL)
        gate.lock()
        // The handler holds its source, which lives as long as the process.
        withExtendedLifetime(source) {}
        // No cleanup: other threads are in the middle of their runs.
        _exit(code.rawValue)
      }
      source.resume()
    }
  }

  /// Does something that no signal may cut in two.
  func whole<Result>(_ body: () -> Result) -> Result {
    gate.lock()
    defer { gate.unlock() }
    return body()
  }
}
