import Units

/// The orders that rest at one price, first come first served.
struct BookLevel: BitwiseCopyable {
  /// How good the price is: its ticks for a buy, minus its ticks for a sell.
  var rank: Int64
  /// The sum over the orders.
  var total: Quantity
  /// The first in the queue.
  var head: Int32
  /// The last in the queue.
  var tail: Int32
}
