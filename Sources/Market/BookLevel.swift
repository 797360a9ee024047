import Units

/// The orders that rest at one price, first come first served.
struct BookLevel: BitwiseCopyable {
  var price: Price
  /// The sum over the orders.
  var total: Quantity
  /// The first in the queue.
  var head: Int32
  /// The last in the queue.
  var tail: Int32
}
