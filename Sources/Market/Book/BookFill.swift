package import Units

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
