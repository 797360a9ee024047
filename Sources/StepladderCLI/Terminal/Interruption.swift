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
    // Blocked before any other thread begins, and in all of them: a signal waits for the one that asks for it, so
    // that none is lost, however early it comes.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Thread.detachNewThread { [self, signals] in
      var awaited = signals
      var number: Int32 = 0
      guard sigwait(&awaited, &number) == 0 else { return }
      // A second one does what it does by default, at once.
      for signal in [SIGINT, SIGTERM] { Foundation.signal(signal, SIG_DFL) }
      pthread_sigmask(SIG_UNBLOCK, &awaited, nil)
      gate.lock()
      // No cleanup: other threads are in the middle of their runs.
      _exit((number == SIGINT ? ExitCode.interrupted : .terminated).rawValue)
    }
  }

  /// Does something that no signal may cut in two.
  func whole<Result>(_ body: () -> Result) -> Result {
    gate.lock()
    defer { gate.unlock() }
    return body()
  }
}
