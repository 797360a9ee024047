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

  var commands: [Command] = []
  /// What the strategy did that ends the run.
  private(set) var fault: StrategyFault.Kind?
  private var orderCount = 0
  /// How long the requests so far keep the strategy busy at the pace that it may keep for good, from the last
  /// request on.
  private var backlog = Interval.zero
  private var lastRequest = Instant.zero
  /// Requests beyond the limit.
  private var excessCount = 0

  /// What a strategy asks for.
  enum Command: Sendable {
    case submit(DeskOrder, OrderRequest)
    case cancel(DeskOrder)
    case replace(DeskOrder, price: Price, quantity: Quantity)
    case timer(Int, after: Interval)
    /// An order that does not leave the desk.
    case reject(DeskOrder, OrderRejection)
    /// A cancel or a replacement that does not leave the desk.
    case refuse(DeskOrder, OrderRejection)
  }

  init(instrument: Instrument, capital: Money) {
    now = .zero
    self.instrument = instrument
    self.capital = capital
  }

  /// Sends an order.
  ///
  /// What the desk itself can see to be wrong, such as a size of zero, does not leave it: the strategy is told
  /// so, with the reason, after the delay of its feed.
  ///
  /// - Parameter request: What to send; ``StrategyLimits`` bound its size and prices.
  /// - Returns: The order's handle, at once.
  @discardableResult
  public mutating func submit(_ request: OrderRequest) -> DeskOrder {
    let order = DeskOrder(number: orderCount)
    guard mayAsk() else { return order }
    let isFull = openOrders.count >= StrategyLimits.openOrdersMax
    orderCount += 1
    openOrders.append(order)
    if let reason = isFull ? .tooManyOrders : request.flaw {
      commands.append(.reject(order, reason))
    } else {
      commands.append(.submit(order, request))
    }
    return order
  }

  /// Asks for an order to be cancelled; it may trade before the request arrives.
  public mutating func cancel(_ order: DeskOrder) {
    guard mayAsk() else { return }
    commands.append(flaw(of: order).map { .refuse(order, $0) } ?? .cancel(order))
  }

  /// Asks for every open order to be cancelled.
  public mutating func cancelAll() {
    for order in openOrders { cancel(order) }
  }

  /// Asks for a resting order's price and remaining size to be changed.
  public mutating func replace(_ order: DeskOrder, price: Price, quantity: Quantity) {
    guard mayAsk() else { return }
    let reason = flaw(of: order) ?? OrderRequest.flaw(of: quantity) ?? OrderRequest.flaw(of: price)
    commands.append(
      reason.map { .refuse(order, $0) } ?? .replace(order, price: price, quantity: quantity))
  }

  /// Sets a timer; one that would fire after the end of the run never does.
  ///
  /// - Parameters:
  ///   - timer: A number of the strategy's choice, given back when the timer fires.
  ///   - time: How long from now, at least a nanosecond; a timer that does not wait ends the run.
  public mutating func setTimer(_ timer: Int, after time: Interval) {
    guard mayAsk() else { return }
    if time > .zero {
      commands.append(.timer(timer, after: time))
    } else {
      fault = fault ?? .timerWithoutWait(time)
    }
  }

  /// Counts a request, and says whether it is within the limit: a bucket that leaks at the pace allowed for good.
  private mutating func mayAsk() -> Bool {
    let turn = Interval(
      nanoseconds: 1_000_000_000 / Int64(StrategyLimits.requestsPerSecondMax))
    backlog = max(backlog - (now - lastRequest), .zero)
    lastRequest = now
    if backlog.nanoseconds <= turn.nanoseconds * Int64(StrategyLimits.requestsAtOnceMax - 1) {
      backlog = backlog + turn
      return true
    }
    fault = fault ?? .tooManyRequests
    excessCount += 1
    invariant(
      excessCount <= StrategyLimits.excessMax, "a callback of a strategy comes to an end")
    return false
  }

  /// Why nothing can be asked of an order; nil where it can.
  private func flaw(of order: DeskOrder) -> OrderRejection? {
    if order.number >= orderCount { return .unknownOrder }
    return openOrders.contains(order) ? nil : .orderEnded
  }
}

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

  /// What is wrong with the request whatever the market is; nil where nothing is.
  var flaw: OrderRejection? {
    if let flaw = Self.flaw(of: quantity) { return flaw }
    switch kind {
    case .market: return nil
    case .limit(let price), .immediateOrCancel(let price), .postOnly(let price):
      return Self.flaw(of: price)
    case .stop(let trigger):
      if trigger <= .zero { return .triggerNotPositive }
      return trigger.ticks > StrategyLimits.priceTicksMax ? .triggerTooHigh : nil
    }
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
