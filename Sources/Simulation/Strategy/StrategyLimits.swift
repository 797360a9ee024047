package import Units

/// What a strategy may ask for: wide for any that trades, and narrow enough that a run ends.
///
/// What is beyond a limit of an order is rejected with an ``OrderRejection``. What is beyond
/// ``requestsAtOnceMax`` is a runaway and ends the run: nothing is written, and the program says which
/// strategy it was, on which seed and path, and when.
public enum StrategyLimits {
  /// Orders, cancels, replacements and timers that a strategy may send for good in each simulated second: 1,000.
  ///
  /// Venues allow a few hundred.
  public static var requestsPerSecondMax: Int { 1000 }
  /// Such requests that a strategy may send at once, beyond ``requestsPerSecondMax`` in each second: 10,000.
  public static var requestsAtOnceMax: Int { 10_000 }
  /// Orders of one strategy that have not ended: 1,000.
  public static var openOrdersMax: Int { 1000 }
  /// The size of one order in lots: a thousand million.
  public static var orderLotsMax: Int64 { 1_000_000_000 }
  /// A limit or trigger price in ticks: a million million.
  public static var priceTicksMax: Int64 { 1_000_000_000_000 }
  /// Levels of each side of the book that a strategy may ask for with ``Strategy/bookDepth``: 50.
  public static var bookDepthMax: Int { 50 }
  /// Requests beyond the limit that are passed over until the callback returns: a million.
  ///
  /// A callback that asks for more is held to be in a loop without end, and traps.
  static var excessMax: Int { 1_000_000 }
}

/// A strategy's mistake that ended a run.
///
/// What a run that ended so had come to is no result.
package struct StrategyFault: Sendable, Equatable {
  /// The strategy, by its place in the scenario, from 0.
  package var strategy: Int
  /// When.
  package var time: Instant
  /// What it did.
  package var kind: Kind

  /// Makes a fault; the world does, and tests.
  package init(strategy: Int, time: Instant, kind: Kind) {
    self.strategy = strategy
    self.time = time
    self.kind = kind
  }

  /// What a strategy may do that ends a run.
  package enum Kind: Sendable, Equatable {
    /// It asked for more than ``StrategyLimits/requestsAtOnceMax`` and, in each simulated second,
    /// ``StrategyLimits/requestsPerSecondMax``.
    case tooManyRequests
    /// It set a timer that does not wait.
    case timerWithoutWait(Interval)
  }

  /// What happened, to stand after the name of the strategy.
  package var claim: String {
    switch kind {
    case .tooManyRequests:
      "ran away: it sent more than \(StrategyLimits.requestsAtOnceMax) orders, cancels, replacements and "
        + "timers beyond \(StrategyLimits.requestsPerSecondMax) in each simulated second"
    case .timerWithoutWait(let time):
      "set a timer of \(time.nanoseconds) ns, where a timer waits at least 1 ns"
    }
  }
}
