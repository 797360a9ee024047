package import Units

/// What has been closed in capacity windows so far.
///
/// A value: a copy is a fork. What has left its window is dropped when something new is closed in it.
package struct CapacityMeter: Sendable, Hashable {
  /// A window, and whose it is where each account has its own.
  private struct Key: Sendable, Hashable {
    var window: CapacityWindow
    var account: Int?

    init(_ window: CapacityWindow, _ account: Int) {
      self.window = window
      self.account = window.scope == .account ? account : nil
    }
  }

  private var uses: [Key: CapacityUse] = [:]

  /// Starts with nothing closed.
  package init() {}

  /// Books what was closed.
  ///
  /// - Parameters:
  ///   - quantity: Lots, positive.
  ///   - notional: Their value at the price the window counts by.
  ///   - account: Whose position it was.
  ///   - window: The window it counts against.
  ///   - now: The time; never before that of an earlier call.
  package mutating func take(
    _ quantity: Quantity, notional: Money, of account: Int, in window: CapacityWindow,
    at now: Instant
  ) {
    uses[Key(window, account), default: CapacityUse()].add(
      quantity, notional: notional, in: window, at: now)
  }

  /// What may still be closed.
  ///
  /// - Parameters:
  ///   - window: The window asked about.
  ///   - account: Whose position is to be closed.
  ///   - now: The time.
  package func left(
    in window: CapacityWindow, of account: Int, at now: Instant
  ) -> CapacityWindow.Amount {
    let current = uses[Key(window, account)]?.current(in: window, at: now)
    switch window.amount {
    case .quantity(let most): return .quantity(max(most - (current?.quantity ?? .zero), .zero))
    case .notional(let most): return .notional(max(most - (current?.notional ?? .zero), .zero))
    }
  }

  /// When a window that is used up has room again; at the latest one length from now.
  package func roomAgain(in window: CapacityWindow, of account: Int, at now: Instant) -> Instant {
    switch window.kind {
    case .block:
      let block = now.nanoseconds / window.length.nanoseconds
      return Instant(nanoseconds: (block + 1) * window.length.nanoseconds)
    case .rolling:
      let oldest = uses[Key(window, account)]?.current(in: window, at: now).oldest
      return (oldest ?? now) + window.length
    }
  }
}
