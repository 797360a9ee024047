public import Margin
public import Market
public import Units

/// A strategy at a desk without a venue: a test calls its callbacks one by one and sees what it asks for.
///
/// Nothing is delayed, and time stands still until the test moves it. Every order is accepted at once and rests as it
/// was sent, whatever its kind, until the test fills it or the strategy cancels it; a replacement is done at once. What
/// the desk itself refuses is refused, margin is not checked.
///
/// ```swift
/// var rehearsal = try StrategyRehearsal<MyMaker>(
///   parameters: .init(), instrument: instrument, schedule: schedule, capital: capital)
/// rehearsal.start()
/// rehearsal.showBook(bids: [bid], asks: [ask])
/// #expect(rehearsal.desk.orders.map(\.side) == [.buy, .sell])
/// ```
public struct StrategyRehearsal<S: Strategy>: Sendable {
  /// The strategy as it is now.
  public private(set) var strategy: S
  /// Its desk, with its orders, position and cash.
  public private(set) var desk: Desk
  private var timers: [Timer] = []

  private struct Timer: Sendable {
    var time: Instant
    var number: Int
  }

  /// Makes a strategy and a desk.
  ///
  /// - Parameters:
  ///   - parameters: The parameters of the strategy.
  ///   - instrument: The contract.
  ///   - schedule: What margin the desk reckons with.
  ///   - capital: The collateral.
  /// - Throws: What is wrong with the schedule for the contract.
  public init(
    parameters: S.Parameters, instrument: Instrument, schedule: MarginSchedule, capital: Money
  ) throws(MarginScheduleError) {
    strategy = S(parameters: parameters)
    desk = Desk(
      rules: try MarginRules(instrument: instrument, schedule: schedule), capital: capital)
  }

  /// Lets the run begin.
  public mutating func start() {
    strategy.start(at: &desk)
    obey()
  }

  /// Lets time pass, and fires the timers that run out on the way, the earliest first.
  public mutating func pass(_ time: Interval) {
    invariant(time >= .zero, "time does not go back")
    let end = desk.now + time
    while let next = timers.indices.min(by: { timers[$0].time < timers[$1].time }),
      timers[next].time <= end
    {
      let timer = timers.remove(at: next)
      desk.now = timer.time
      strategy.timerFired(timer.number, at: &desk)
      obey()
    }
    desk.now = end
  }

  /// Shows the strategy a picture of the book, taken now.
  public mutating func showBook(bids: [PriceLevel], asks: [PriceLevel]) {
    tell(.book(BookPicture(published: desk.now, bids: bids, asks: asks)))
  }

  /// Publishes a mark and the index behind it.
  public mutating func publish(mark: Price, index: Price) { tell(.mark(mark, index: index, nil)) }

  /// Tells the strategy of a trade of others.
  public mutating func tell(_ trade: TradeNotice) { tell(.trade(trade)) }

  /// Tells the strategy what the venue does to its account; a transfer or a deleveraging closes what it says.
  public mutating func tell(_ notice: RiskNotice) { tell(.risk(notice)) }

  /// Books money to or from the account; funding is booked before its rate is told.
  public mutating func tell(_ booking: CashBooking) { tell(.booking(booking)) }

  /// Tells the strategy the rate of a settlement of funding; what it pays is booked apart.
  public mutating func tellFunding(_ rate: Rate) { tell(.funding(rate)) }

  /// Trades an order, or a part of it.
  ///
  /// - Parameters:
  ///   - order: An order that has not ended.
  ///   - quantity: How much of it; all that is left unless stated.
  ///   - price: At which price; at its limit unless stated, which a market order has to be.
  ///   - fee: What the trade costs.
  public mutating func fill(
    _ order: DeskOrder, quantity: Quantity? = nil, price: Price? = nil, fee: Money = .zero
  ) {
    guard let open = desk[order], let price = price ?? open.price else {
      return invariant(false, "what is filled is an open order with a price")
    }
    let traded = quantity ?? open.remaining
    invariant(
      traded > .zero && traded <= open.remaining, "a fill is of what is left of the order")
    let left = open.remaining - traded
    tell(
      .fill(
        OwnFill(order: order, side: open.side, price: price, quantity: traded, fee: fee),
        remaining: left))
    if left == .zero { end(order, .filled) }
  }

  /// Ends an order for a reason of the venue.
  public mutating func end(_ order: DeskOrder, _ end: OrderEnd) {
    tell(.order(OrderUpdate(order: order, change: .ended(end)), OrderFacts()))
  }

  private mutating func tell(_ notice: StrategyDesks.Notice) {
    strategy.take(notice, at: &desk)
    obey()
  }

  /// Answers everything that the strategy asks for, until it asks for nothing more.
  private mutating func obey() {
    while true {
      invariant(desk.fault == nil, "a strategy in rehearsal keeps within its limits")
      if desk.commands.isEmpty { return }
      let commands = desk.commands
      desk.commands.removeAll(keepingCapacity: true)
      for command in commands { answer(command) }
    }
  }

  private mutating func answer(_ command: Desk.Command) {
    switch command {
    case .submit(let order, _): change(order, .accepted)
    case .cancel(let order): change(order, .ended(.cancelled(.requested)))
    case .replace(let order, let price, let quantity):
      change(order, .accepted, OrderFacts(price: price, remaining: quantity))
    case .reject(let order, let reason): change(order, .ended(.rejected(reason)))
    case .refuse(let order, let reason): change(order, .unchanged(reason))
    case .timer(let number, let time): timers.append(Timer(time: desk.now + time, number: number))
    }
  }

  /// Tells a change of an order; one that has ended is told nothing.
  private mutating func change(
    _ order: DeskOrder, _ change: OrderUpdate.Change, _ facts: OrderFacts = OrderFacts()
  ) {
    if desk[order] == nil, change.rejection == nil { return }
    strategy.take(.order(OrderUpdate(order: order, change: change), facts), at: &desk)
  }
}
