/// Why the book did not accept an order.
public enum OrderRejectReason: UInt8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
  /// A post-only order would have taken.
  case wouldTake
  /// A reduce-only order had no position to reduce.
  case nothingToReduce
  /// The terms contradict each other, such as a market order that must not take.
  case contradictory
  /// A post-only order would have slid to a price that is not positive.
  case noPriceLeft
}
