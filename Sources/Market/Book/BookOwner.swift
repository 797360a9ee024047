import Units

/// What the book knows of one owner.
struct BookOwner: BitwiseCopyable {
  /// The net position: positive is long.
  var position = Quantity.zero
  /// The position as it would be while a fill-or-kill order is tried.
  var trial = Quantity.zero
  /// The trial that `trial` belongs to.
  var trialNumber: UInt64 = 0
  /// The oldest open order.
  var oldest = BookOrder.none
  /// The youngest open order.
  var youngest = BookOrder.none
  /// How many orders rest or wait for a trigger.
  var openCount: Int32 = 0
}
