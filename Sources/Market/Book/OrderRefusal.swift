/// Why a cancel or a replace changed nothing.
public enum OrderRefusal: UInt8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
  /// The order is filled, cancelled or rejected.
  case gone
  /// The order has not reached the book yet.
  case inFlight
  /// A stop that waits for its trigger can be cancelled, not replaced.
  case dormant
}
