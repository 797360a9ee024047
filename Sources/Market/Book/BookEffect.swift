/// One thing that an operation did in the book.
///
/// An operation leaves its effects in the order in which they came about.
package enum BookEffect: Sendable, Hashable, BitwiseCopyable {
  /// An order came to rest. `quantity` and `remaining` are its size, `price` is where it rests.
  case rested(OrderReport)
  /// A stop was accepted and waits.
  case armed(OrderReport)
  /// A stop's trigger was reached. Unless the stop was just entering, it is in flight again and the
  /// caller says when it enters.
  case triggered(OrderReport)
  /// Two orders traded.
  case filled(BookFill)
  /// A part of an order was taken off: `quantity` went, `remaining` is left.
  case reduced(OrderReport, OrderCancelReason)
  /// An order is gone without a trade of its last `quantity`.
  case cancelled(OrderReport, OrderCancelReason)
  /// An arriving order was not accepted.
  case rejected(OrderReport, OrderRejectReason)
  /// A resting order got smaller at its price and kept its place.
  case resized(OrderReport)
  /// A cancel or a replace changed nothing.
  case refused(OrderID, OrderRefusal)
}
