package import Units

/// What an owner asks of the book.
///
/// A quantity, and where they apply a price and a trigger price, are positive; that is an invariant.
/// Terms that contradict each other (a market order that must not take) are rejected by the book.
package struct OrderTicket: Sendable, Hashable {
  /// Who asks.
  package let owner: OwnerID
  /// Which way.
  package let side: Side
  /// Market or limit, at once or when triggered.
  package let kind: Kind
  /// The limit, in ticks; nil for an order without one.
  package let price: Price?
  /// The last price that sets off a stop; nil for an order that is none.
  package let triggerPrice: Price?
  /// The size, in lots.
  package let quantity: Quantity
  /// How long what is not filled stays.
  package let timeInForce: TimeInForce
  /// Restrictions.
  package let flags: Flags
  /// What happens when the order meets one of the same owner.
  package let selfTrade: SelfTrade
  /// The caller's own mark; the book only carries it.
  package let tag: Int64

  private init(
    _ kind: Kind, owner: OwnerID, side: Side, price: Price?, triggerPrice: Price?,
    quantity: Quantity, timeInForce: TimeInForce, flags: Flags, selfTrade: SelfTrade, tag: Int64
  ) {
    invariant(quantity > .zero, "the quantity of an order is positive")
    invariant(owner.index >= 0, "the owner of an order is an account")
    if let price {
      invariant(price > .zero, "the limit price of an order is positive")
      invariant(price.ticks < Self.priceLimitTicks, "a limit price is less than 2^62 ticks")
    }
    if let triggerPrice { invariant(triggerPrice > .zero, "the trigger price is positive") }
    self.kind = kind
    self.owner = owner
    self.side = side
    self.price = price
    self.triggerPrice = triggerPrice
    self.quantity = quantity
    self.timeInForce = timeInForce
    self.flags = flags
    self.selfTrade = selfTrade
    self.tag = tag
  }

  /// An order to trade at a price or better.
  package static func limit(
    owner: OwnerID, side: Side, price: Price, quantity: Quantity,
    timeInForce: TimeInForce = .goodTilCancelled, flags: Flags = [],
    selfTrade: SelfTrade = .cancelResting, tag: Int64 = 0
  ) -> OrderTicket {
    OrderTicket(
      .limit, owner: owner, side: side, price: price, triggerPrice: nil, quantity: quantity,
      timeInForce: timeInForce, flags: flags, selfTrade: selfTrade, tag: tag)
  }

  /// An order to trade at once at any price; what finds no counterparty is cancelled.
  package static func market(
    owner: OwnerID, side: Side, quantity: Quantity,
    timeInForce: TimeInForce = .immediateOrCancel, flags: Flags = [],
    selfTrade: SelfTrade = .cancelResting, tag: Int64 = 0
  ) -> OrderTicket {
    OrderTicket(
      .market, owner: owner, side: side, price: nil, triggerPrice: nil, quantity: quantity,
      timeInForce: timeInForce, flags: flags, selfTrade: selfTrade, tag: tag)
  }

  /// A market order that waits for the last price to reach a trigger.
  package static func stop(
    owner: OwnerID, side: Side, triggerPrice: Price, quantity: Quantity, flags: Flags = [],
    selfTrade: SelfTrade = .cancelResting, tag: Int64 = 0
  ) -> OrderTicket {
    OrderTicket(
      .stop, owner: owner, side: side, price: nil, triggerPrice: triggerPrice, quantity: quantity,
      timeInForce: .immediateOrCancel, flags: flags, selfTrade: selfTrade, tag: tag)
  }

  /// A limit order that waits for the last price to reach a trigger.
  package static func stopLimit(
    owner: OwnerID, side: Side, triggerPrice: Price, price: Price, quantity: Quantity,
    timeInForce: TimeInForce = .goodTilCancelled, flags: Flags = [],
    selfTrade: SelfTrade = .cancelResting, tag: Int64 = 0
  ) -> OrderTicket {
    OrderTicket(
      .stopLimit, owner: owner, side: side, price: price, triggerPrice: triggerPrice,
      quantity: quantity, timeInForce: timeInForce, flags: flags, selfTrade: selfTrade, tag: tag)
  }

  /// Prices are below this many ticks, so that their differences fit 64 bits.
  static var priceLimitTicks: Int64 { 1 << 62 }

  /// Whether the terms can be met together: an order that must not take has a limit and may rest.
  package var isConsistent: Bool {
    guard flags.contains(.postOnly) || flags.contains(.postOnlySlide) else { return true }
    return price != nil && timeInForce == .goodTilCancelled
  }
}
