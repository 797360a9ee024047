/// Why an order, or a part of it, left without a trade.
public enum OrderCancelReason: UInt8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
  /// Its owner asked.
  case requested
  /// The book had no more to fill an order that may not rest.
  case unfilled
  /// A fill-or-kill order could not be filled whole.
  case fillOrKill
  /// It met an order of the same owner.
  case selfTrade
  /// A reduce-only order was larger than the position that it may reduce.
  case reduceOnly
  /// The liquidation engine took over the account.
  case liquidation
  /// The venue withdrew it.
  case venue
}
