public import Units

// What a strategy asks for.
extension Desk {
  /// The handles of the orders that have not ended, as told, the oldest first; ``orders`` says more.
  public var openOrders: [DeskOrder] { orders.map(\.order) }

  /// An order that has not ended, as told; nil once it has, and for a handle that this desk never gave out.
  public subscript(order: DeskOrder) -> OpenOrder? { place(of: order).map { orders[$0] } }

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
    let isFull = orders.count >= StrategyLimits.openOrdersMax
    orderCount += 1
    orders.append(OpenOrder(order, request, sent: now))
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
    send(.cancel(order), .cancel, order, unless: flaw(of: order))
  }

  /// Asks for every open order to be cancelled.
  public mutating func cancelAll() {
    for order in openOrders { cancel(order) }
  }

  /// Asks for a resting order's price and remaining size to be changed.
  public mutating func replace(_ order: DeskOrder, price: Price, quantity: Quantity) {
    guard mayAsk() else { return }
    let reason = flaw(of: order) ?? OrderRequest.flaw(of: quantity) ?? OrderRequest.flaw(of: price)
    send(.replace(order, price: price, quantity: quantity), .replace, order, unless: reason)
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

  /// Counts a request, and says whether it is within the limit.
  private mutating func mayAsk() -> Bool {
    if pace.take(at: now) { return true }
    fault = fault ?? .tooManyRequests
    return false
  }

  /// Sends what is asked of an order, or keeps it back for a reason.
  private mutating func send(
    _ command: Command, _ kind: Message.Kind, _ order: DeskOrder, unless reason: OrderRejection?
  ) {
    if let reason { return commands.append(.refuse(order, reason)) }
    commands.append(command)
    if let place = place(of: order) { orders[place].ask(kind) }
  }

  /// Why nothing can be asked of an order; nil where it can.
  private func flaw(of order: DeskOrder) -> OrderRejection? {
    if order.number >= orderCount { return .unknownOrder }
    return place(of: order) == nil ? .orderEnded : nil
  }

  /// Where an order is among those that have not ended; they are in the order of their numbers.
  func place(of order: DeskOrder) -> Int? {
    var low = 0
    var high = orders.count
    while low < high {
      let middle = (low + high) / 2
      if orders[middle].order.number < order.number { low = middle + 1 } else { high = middle }
    }
    return low < orders.count && orders[low].order == order ? low : nil
  }
}
