import Synchronization

/// One line on the terminal that counts what is done and says how long the rest may take.
///
/// The only place that looks at a wall clock; nothing of it reaches a result.
final class ProgressLine: Sendable {
  private let seedCount: Int
  private let branchCount: Int
  private let write: @Sendable (String) -> Void
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var seeds = 0
    var branches = 0
    var shown: ContinuousClock.Instant?
  }

  init(seedCount: Int, branchCount: Int, write: @escaping @Sendable (String) -> Void) {
    self.seedCount = seedCount
    self.branchCount = branchCount
    self.write = write
  }

  /// A branch is done.
  func branchDone() { advance { $0.branches += 1 } }

  /// All branches of a seed are done.
  func seedDone() { advance { $0.seeds += 1 } }

  /// Wipes the line.
  func end() { write("\r\u{1B}[K") }

  private func advance(_ change: (inout State) -> Void) {
    let now = ContinuousClock.now
    // Written under the lock, so that an older line never covers a newer one.
    state.withLock { state in
      change(&state)
      if let shown = state.shown, now - shown < .milliseconds(100) { return }
      state.shown = now
      write("\r\u{1B}[K" + text(state, elapsed: now - start))
    }
  }

  private func text(_ state: State, elapsed: Duration) -> String {
    var text =
      "seeds \(state.seeds)/\(seedCount), branches \(state.branches)/\(branchCount)"
    if state.branches > 0 {
      let left = elapsed * (branchCount - state.branches) / state.branches
      text += ", about \(left.components.seconds + 1) s left"
    }
    return text
  }
}
