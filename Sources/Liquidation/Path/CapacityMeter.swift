public import Units

/// What has been closed in capacity windows so far.
///
/// A value: a copy is a fork. Entries that have left their window are dropped when a new one comes.
public struct CapacityMeter: Sendable, Hashable {
  private struct Use: Sendable, Hashable {
    var window: CapacityWindow
    var account: Int?
    var at: Instant
    var quantity: Quantity
    var notional: Money
  }

  private var uses: [Use] = []

  /// Starts with nothing closed.
  public init() {}

  /// Books what was closed.
  ///
  /// - Parameters:
  ///   - quantity: Lots, positive.
  ///   - notional: Their value at the price the window counts by.
  ///   - account: Whose position it was.
  ///   - window: The window it counts against.
  ///   - now: The time.
  public mutating func take(
    _ quantity: Quantity, notional: Money, of account: Int, in window: CapacityWindow,
    at now: Instant
  ) {
    uses.removeAll { !Self.counts($0, at: now) }
    uses.append(
      Use(
        window: window, account: window.scope == .account ? account : nil, at: now,
        quantity: quantity, notional: notional))
  }

  /// What may still be closed.
  ///
  /// - Parameters:
  ///   - window: The window asked about.
  ///   - account: Whose position is to be closed.
  ///   - now: The time.
  public func left(
    in window: CapacityWindow, of account: Int, at now: Instant
  ) -> CapacityWindow.Amount {
    let current = current(window, account, now)
    switch window.amount {
    case .quantity(let most):
      return .quantity(max(current.reduce(most) { $0 - $1.quantity }, .zero))
    case .notional(let most):
      return .notional(max(current.reduce(most) { $0 - $1.notional }, .zero))
    }
  }

  /// When a window that is used up has room again; at the latest one length from now.
  public func roomAgain(in window: CapacityWindow, of account: Int, at now: Instant) -> Instant {
    switch window.kind {
    case .block:
      let block = now.nanoseconds / window.length.nanoseconds
      return Instant(nanoseconds: (block + 1) * window.length.nanoseconds)
    case .rolling:
      return (current(window, account, now).map(\.at).min() ?? now) + window.length
    }
  }

  private func current(_ window: CapacityWindow, _ account: Int, _ now: Instant) -> [Use] {
    let holder = window.scope == .account ? account : nil
    return uses.filter { $0.window == window && $0.account == holder && Self.counts($0, at: now) }
  }

  private static func counts(_ use: Use, at now: Instant) -> Bool {
    let length = use.window.length.nanoseconds
    switch use.window.kind {
    case .block: return use.at.nanoseconds / length == now.nanoseconds / length
    case .rolling: return (now - use.at).nanoseconds < length
    }
  }
}
