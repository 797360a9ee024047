import Units

/// What has been closed against one window, oldest first, with its sums.
struct CapacityUse: Sendable, Hashable {
  private struct Close: Sendable, Hashable {
    var at: Instant
    var quantity: Quantity
    var notional: Money
  }

  private var closes: [Close] = []
  /// The first that had not left the window when the last one came; the sums begin there.
  private var first = 0
  private var quantity = Quantity.zero
  private var notional = Money.zero

  /// Books a close, and drops what has left the window.
  mutating func add(
    _ lots: Quantity, notional money: Money, in window: CapacityWindow, at now: Instant
  ) {
    while first < closes.count, !window.counts(closes[first].at, at: now) {
      quantity -= closes[first].quantity
      notional -= closes[first].notional
      first += 1
    }
    // Half of the list at a time, so that what is dropped costs no more than what is booked.
    if 2 * first > closes.count {
      closes.removeFirst(first)
      first = 0
    }
    closes.append(Close(at: now, quantity: lots, notional: money))
    quantity += lots
    notional += money
  }

  /// What counts at a time, and when the oldest of it was closed; nil where nothing counts.
  func current(
    in window: CapacityWindow, at now: Instant
  ) -> (quantity: Quantity, notional: Money, oldest: Instant?) {
    var current = (quantity: quantity, notional: notional, oldest: Instant?.none)
    for close in closes[first...] {
      if window.counts(close.at, at: now) {
        current.oldest = close.at
        break
      }
      current.quantity -= close.quantity
      current.notional -= close.notional
    }
    return current
  }
}

extension CapacityWindow {
  /// Whether what was closed at a time still counts.
  fileprivate func counts(_ closedAt: Instant, at now: Instant) -> Bool {
    switch kind {
    case .block:
      closedAt.nanoseconds / length.nanoseconds == now.nanoseconds / length.nanoseconds
    case .rolling: now - closedAt < length
    }
  }
}
