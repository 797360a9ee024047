package import Units

/// What one effect says about one order.
package struct OrderReport: Sendable, Hashable, BitwiseCopyable {
  /// The order.
  package var order: OrderID
  /// Whose it is.
  package var owner: OwnerID
  /// Which way it trades.
  package var side: Side
  /// The caller's mark on the ticket.
  package var tag: Int64
  /// The limit; nil for an order without one.
  package var price: Price?
  /// The lots that the effect is about: put to rest, or taken off.
  package var quantity: Quantity
  /// The lots that are left of the order.
  package var remaining: Quantity

  /// Describes one order.
  package init(
    order: OrderID, owner: OwnerID, side: Side, tag: Int64, price: Price?, quantity: Quantity,
    remaining: Quantity
  ) {
    self.order = order
    self.owner = owner
    self.side = side
    self.tag = tag
    self.price = price
    self.quantity = quantity
    self.remaining = remaining
  }
}
