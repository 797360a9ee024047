import Liquidation
import TestSupport
import Testing
import Units

/// What capacity windows have left, against a list of all that was closed, looked through each time.
@Suite struct CapacityMeterTests {
  private struct Close {
    var window: CapacityWindow
    var account: Int
    var at: Instant
    var lots: Int64
  }

  /// Whether a close counts against a window for an account at a time.
  private func counts(_ close: Close, _ window: CapacityWindow, _ account: Int, _ now: Instant)
    -> Bool
  {
    guard close.window == window, window.scope == .market || close.account == account else {
      return false
    }
    let length = window.length.nanoseconds
    return window.kind == .block
      ? close.at.nanoseconds / length == now.nanoseconds / length
      : now.nanoseconds - close.at.nanoseconds < length
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func whatIsLeftIsWhatALookAtEveryCloseFinds(seed: UInt64) {
    var random = TestRandom(seed: seed)
    var windows: [CapacityWindow] = []
    for kind in [CapacityWindow.Kind.block, .rolling] {
      for scope in [CapacityWindow.Scope.account, .market] {
        windows.append(
          CapacityWindow(
            .quantity(Quantity(lots: 500)), within: .seconds(7), kind: kind, scope: scope))
        windows.append(
          CapacityWindow(
            .notional(Money(atoms: 3000)), within: .seconds(3), kind: kind, scope: scope))
      }
    }
    var meter = CapacityMeter()
    var closes: [Close] = []
    var now = Instant.zero
    for _ in 0..<600 {
      now = now + .milliseconds(random.integer(0...900))
      let window = random.pick(windows)
      let account = Int(random.integer(0...3))
      let lots = random.integer(1...80)
      meter.take(
        Quantity(lots: lots), notional: Money(atoms: 10 * lots), of: account, in: window, at: now)
      closes.append(Close(window: window, account: account, at: now, lots: lots))
      let asked = random.pick(windows)
      let other = Int(random.integer(0...3))
      let later = now + .milliseconds(random.integer(0...4000))
      let counted = closes.filter { counts($0, asked, other, later) }
      let used = counted.reduce(0) { $0 + $1.lots }
      let left: CapacityWindow.Amount =
        switch asked.amount {
        case .quantity: .quantity(Quantity(lots: max(500 - used, 0)))
        case .notional: .notional(Money(atoms: max(3000 - 10 * used, 0)))
        }
      #expect(meter.left(in: asked, of: other, at: later) == left, "seed \(seed)")
      if asked.kind == .rolling {
        let oldest = counted.map(\.at).min() ?? later
        #expect(meter.roomAgain(in: asked, of: other, at: later) == oldest + asked.length)
      }
    }
  }
}
