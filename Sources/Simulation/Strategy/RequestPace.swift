import Units

/// How fast a strategy asks: a bucket that leaks at the pace allowed for good.
struct RequestPace: Sendable {
  /// How long the requests so far keep the strategy busy at the pace that it may keep for good, from the last
  /// request on.
  private var backlog = Interval.zero
  private var lastRequest = Instant.zero
  /// Requests beyond the limit.
  private var excessCount = 0

  /// Counts a request, and says whether it is within the limit.
  mutating func take(at now: Instant) -> Bool {
    let turn = Interval(
      nanoseconds: 1_000_000_000 / Int64(StrategyLimits.requestsPerSecondMax))
    backlog = max(backlog - (now - lastRequest), .zero)
    lastRequest = now
    if backlog.nanoseconds <= turn.nanoseconds * Int64(StrategyLimits.requestsAtOnceMax - 1) {
      backlog = backlog + turn
      return true
    }
    excessCount += 1
    invariant(
      excessCount <= StrategyLimits.excessMax, "a callback of a strategy comes to an end")
    return false
  }
}
