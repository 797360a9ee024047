public import Market
public import Units

/// An order as a strategy asks for it.
public struct OrderRequest: Sendable, Hashable {
  /// The side.
  public var side: Side
  /// The size; a positive one is accepted.
  public var quantity: Quantity
  /// What kind of order.
  public var kind: Kind
  /// Whether it may only reduce the position.
  public var isReduceOnly: Bool

  /// The kinds of orders.
  public enum Kind: Sendable, Hashable {
    /// At the best prices there are.
    case market
    /// At a price or better; the rest waits in the book.
    case limit(Price)
    /// At a price or better at once; the rest is cancelled.
    case immediateOrCancel(Price)
    /// At a price or better, whole and at once; cancelled where that is not possible.
    case fillOrKill(Price)
    /// At a price, only as a maker; rejected where it would take.
    case postOnly(Price)
    /// A market order once last reaches a price.
    case stop(trigger: Price)
    /// A limit order once last reaches a price: it trades at its limit or better, and the rest waits in the book.
    case stopLimit(trigger: Price, limit: Price)
  }

  /// Makes a request.
  public init(side: Side, quantity: Quantity, kind: Kind, isReduceOnly: Bool = false) {
    self.side = side
    self.quantity = quantity
    self.kind = kind
    self.isReduceOnly = isReduceOnly
  }

  /// What is wrong with the request whatever the market is; nil where nothing is.
  var flaw: OrderRejection? {
    if let flaw = Self.flaw(of: quantity) { return flaw }
    switch kind {
    case .market: return nil
    case .limit(let price), .immediateOrCancel(let price), .fillOrKill(let price),
      .postOnly(let price):
      return Self.flaw(of: price)
    case .stop(let trigger): return Self.flaw(ofTrigger: trigger)
    case .stopLimit(let trigger, let limit):
      return Self.flaw(ofTrigger: trigger) ?? Self.flaw(of: limit)
    }
  }

  /// What is wrong with a trigger.
  private static func flaw(ofTrigger trigger: Price) -> OrderRejection? {
    if trigger <= .zero { return .triggerNotPositive }
    return trigger.ticks > StrategyLimits.priceTicksMax ? .triggerTooHigh : nil
  }

  /// What is wrong with a size.
  static func flaw(of quantity: Quantity) -> OrderRejection? {
    if quantity <= .zero { return .quantityNotPositive }
    return quantity.lots > StrategyLimits.orderLotsMax ? .orderTooLarge : nil
  }

  /// What is wrong with a limit price.
  static func flaw(of price: Price) -> OrderRejection? {
    if price <= .zero { return .priceNotPositive }
    return price.ticks > StrategyLimits.priceTicksMax ? .priceTooHigh : nil
  }

  /// The book's ticket for the request.
  func ticket(owner: OwnerID, tag: Int64) -> OrderTicket {
    let reducing: OrderTicket.Flags = isReduceOnly ? .reduceOnly : .none
    switch kind {
    case .market:
      return .market(owner: owner, side: side, quantity: quantity, flags: reducing, tag: tag)
    case .limit(let price):
      return .limit(
        owner: owner, side: side, price: price, quantity: quantity, flags: reducing, tag: tag)
    case .immediateOrCancel(let price):
      return .limit(
        owner: owner, side: side, price: price, quantity: quantity,
        timeInForce: .immediateOrCancel, flags: reducing, tag: tag)
    case .fillOrKill(let price):
      return .limit(
        owner: owner, side: side, price: price, quantity: quantity, timeInForce: .fillOrKill,
        flags: reducing, tag: tag)
    case .postOnly(let price):
      return .limit(
        owner: owner, side: side, price: price, quantity: quantity,
        flags: isReduceOnly ? reducing.union(.postOnly) : .postOnly, tag: tag)
    case .stop(let trigger):
      return .stop(
        owner: owner, side: side, triggerPrice: trigger, quantity: quantity, flags: reducing,
        tag: tag)
    case .stopLimit(let trigger, let limit):
      return .stopLimit(
        owner: owner, side: side, triggerPrice: trigger, price: limit, quantity: quantity,
        flags: reducing, tag: tag)
    }
  }
}
