/// The direction of an order or of a trade.
public enum Side: Int8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
  /// Wants a longer position.
  case buy = 1
  /// Wants a shorter position.
  case sell = -1

  /// The other direction.
  public var opposite: Side { self == .buy ? .sell : .buy }

  /// Plus one for a buy, minus one for a sell: what one lot traded adds to the position.
  public var sign: Int64 { Int64(rawValue) }
}
