package import Units

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

/// One trade between an incoming and a resting order, at the resting order's price.
package struct BookFill: Sendable, Hashable, BitwiseCopyable {
  /// The resting order.
  package var maker: OrderID
  /// The incoming order.
  package var taker: OrderID
  /// Whose order rested.
  package var makerOwner: OwnerID
  /// Whose order came in.
  package var takerOwner: OwnerID
  /// The caller's mark on the resting order.
  package var makerTag: Int64
  /// The caller's mark on the incoming order.
  package var takerTag: Int64
  /// The price of the trade.
  package var price: Price
  /// The size of the trade.
  package var quantity: Quantity
  /// What is left of the resting order.
  package var makerRemaining: Quantity
  /// What is left of the incoming order.
  package var takerRemaining: Quantity
  /// What the maker pays; negative is a rebate.
  package var makerFee: Money
  /// What the taker pays.
  package var takerFee: Money
  /// Which way the incoming order traded.
  package var takerSide: Side

  /// Describes one trade.
  package init(
    maker: OrderID, taker: OrderID, makerOwner: OwnerID, takerOwner: OwnerID, makerTag: Int64,
    takerTag: Int64, price: Price, quantity: Quantity, makerRemaining: Quantity,
    takerRemaining: Quantity, makerFee: Money, takerFee: Money, takerSide: Side
  ) {
    self.maker = maker
    self.taker = taker
    self.makerOwner = makerOwner
    self.takerOwner = takerOwner
    self.makerTag = makerTag
    self.takerTag = takerTag
    self.price = price
    self.quantity = quantity
    self.makerRemaining = makerRemaining
    self.takerRemaining = takerRemaining
    self.makerFee = makerFee
    self.takerFee = takerFee
    self.takerSide = takerSide
  }

  /// Who bought.
  package var buyer: OwnerID { takerSide == .buy ? takerOwner : makerOwner }
  /// Who sold.
  package var seller: OwnerID { takerSide == .buy ? makerOwner : takerOwner }
  /// What the buyer pays in fees.
  package var buyerFee: Money { takerSide == .buy ? takerFee : makerFee }
  /// What the seller pays in fees.
  package var sellerFee: Money { takerSide == .buy ? makerFee : takerFee }
}

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

/// Why the book did not accept an order.
package enum OrderRejectReason: UInt8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
  /// A post-only order would have taken.
  case wouldTake
  /// A reduce-only order had no position to reduce.
  case nothingToReduce
  /// The terms contradict each other, such as a market order that must not take.
  case contradictory
  /// A post-only order would have slid to a price that is not positive.
  case noPriceLeft
}

/// Why a cancel or a replace changed nothing.
package enum OrderRefusal: UInt8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
  /// The order is filled, cancelled or rejected.
  case gone
  /// The order has not reached the book yet.
  case inFlight
  /// A stop that waits for its trigger can be cancelled, not replaced.
  case dormant
}
