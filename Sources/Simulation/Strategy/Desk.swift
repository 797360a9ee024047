public import Market
public import Units

/// A strategy's only window on the world: what it holds, and what it wants done.
///
/// The desk knows the account as the strategy's own fills have told it, after latency. Orders leave
/// through the strategy's link and queue at the gateway like everybody's.
public struct Desk: Sendable {
  /// The time.
  public internal(set) var now: Instant
  /// The contract.
  public let instrument: Instrument
  /// The position as told by fills and notices, signed.
  public internal(set) var position = Quantity.zero
  /// The collateral put in at the start.
  public let capital: Money
  /// The last picture of the book.
  public internal(set) var book: BookPicture?
  /// The last published mark.
  public internal(set) var mark: Price?
  /// The orders that have not ended, as told.
  public internal(set) var openOrders: [DeskOrder] = []

  var orderCount = 0
  var commands: [Command] = []

  /// What a strategy asks for.
  enum Command: Sendable {
    case submit(DeskOrder, OrderRequest)
    case cancel(DeskOrder)
    case replace(DeskOrder, price: Price, quantity: Quantity)
    case timer(Int, after: Interval)
  }

  init(instrument: Instrument, capital: Money) {
    now = .zero
    self.instrument = instrument
    self.capital = capital
  }

  /// Sends an order.
  ///
  /// - Parameter request: What to send; its quantity is positive.
  /// - Returns: The order's handle, at once.
  @discardableResult
  public mutating func submit(_ request: OrderRequest) -> DeskOrder {
    invariant(request.quantity > .zero, "a strategy sends a positive quantity")
    let order = DeskOrder(number: orderCount)
    orderCount += 1
    openOrders.append(order)
    commands.append(.submit(order, request))
    return order
  }

  /// Asks for an order to be cancelled; it may trade before the request arrives.
  public mutating func cancel(_ order: DeskOrder) { commands.append(.cancel(order)) }

  /// Asks for every open order to be cancelled.
  public mutating func cancelAll() {
    for order in openOrders { cancel(order) }
  }

  /// Asks for a resting order's price and remaining size to be changed.
  public mutating func replace(_ order: DeskOrder, price: Price, quantity: Quantity) {
    invariant(quantity > .zero, "a strategy replaces to a positive quantity")
    commands.append(.replace(order, price: price, quantity: quantity))
  }

  /// Sets a timer.
  ///
  /// - Parameters:
  ///   - timer: A number of the strategy's choice, given back when the timer fires.
  ///   - time: How long from now; positive.
  public mutating func setTimer(_ timer: Int, after time: Interval) {
    invariant(time > .zero, "a timer waits for some time")
    commands.append(.timer(timer, after: time))
  }
}

/// An order as a strategy asks for it.
public struct OrderRequest: Sendable, Hashable {
  /// The side.
  public var side: Side
  /// The size, positive.
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
    /// At a price, only as a maker; rejected where it would take.
    case postOnly(Price)
    /// A market order once last reaches a price.
    case stop(trigger: Price)
  }

  /// Makes a request.
  public init(side: Side, quantity: Quantity, kind: Kind, isReduceOnly: Bool = false) {
    self.side = side
    self.quantity = quantity
    self.kind = kind
    self.isReduceOnly = isReduceOnly
  }

  /// The book's ticket for the request.
  func ticket(owner: OwnerID, tag: Int64) -> OrderTicket {
    let reducing: OrderTicket.Flags = isReduceOnly ? .reduceOnly : []
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
    case .postOnly(let price):
      return .limit(
        owner: owner, side: side, price: price, quantity: quantity,
        flags: reducing.union(.postOnly), tag: tag)
    case .stop(let trigger):
      return .stop(
        owner: owner, side: side, triggerPrice: trigger, quantity: quantity, flags: reducing,
        tag: tag)
    }
  }
}
