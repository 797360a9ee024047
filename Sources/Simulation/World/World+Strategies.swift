import Kernel
import Liquidation
import Margin
import Market
import Units

/// Strategies: what they are told, after latency, and what they send.
extension World {
  /// The time between two pictures of the book, as on venues' 100 ms depth streams.
  private static var bookFeedInterval: Interval { .milliseconds(100) }

  /// Starts every strategy and the feed.
  mutating func startStrategies() {
    if desks.strategies.isEmpty { return }
    push(.bookFeed, .strategy, at: .zero + Self.bookFeedInterval, a: 0)
    for index in desks.strategies.indices { obey(index, desks.start(index)) }
  }

  mutating func deliverNotice(strategy index: Int, notice: Int64) {
    obey(index, desks.tell(index, desks.take(notice), at: now))
  }

  mutating func fireTimer(strategy index: Int, timer: Int64) {
    obey(index, desks.fire(index, timer: timer, at: now))
  }

  // MARK: What strategies are told

  /// Publishes the book to all strategies.
  mutating func publishBook(number: Int64) {
    push(.bookFeed, .strategy, at: now + Self.bookFeedInterval, a: number + 1)
    let bid = book.best(.buy)
    let ask = book.best(.sell)
    let picture = BookPicture(
      published: now, bid: bid?.price, bidSize: bid?.quantity ?? .zero, ask: ask?.price,
      askSize: ask?.quantity ?? .zero)
    for index in desks.strategies.indices { send(.book(picture), to: index, draw: 0) }
  }

  mutating func notifyMark() {
    for index in desks.strategies.indices {
      send(.mark(prices.mark, index: prices.index), to: index, draw: 1)
    }
  }

  mutating func notifyFunding(_ rate: Rate) {
    for index in desks.strategies.indices { send(.funding(rate), to: index, draw: 2) }
  }

  mutating func notifyTrade(_ fill: BookFill) {
    if desks.strategies.isEmpty { return }
    let trade = TradeNotice(
      time: now, side: fill.takerSide, price: fill.price, quantity: fill.quantity)
    for index in desks.strategies.indices { send(.trade(trade), to: index, draw: 3) }
    notifyFill(
      fill, owner: fill.takerOwner, side: fill.takerSide, tag: fill.takerTag,
      fee: fill.takerFee)
    notifyFill(
      fill, owner: fill.makerOwner, side: fill.takerSide.opposite, tag: fill.makerTag,
      fee: fill.makerFee)
  }

  private mutating func notifyFill(
    _ fill: BookFill, owner: OwnerID, side: Side, tag: Int64, fee: Money
  ) {
    guard let index = setup.roster.strategyIndex(owner) else { return }
    // A fill of a forced order carries the case in its tag; the strategy sees only the position change.
    let isOwn = engine.caseIndex(of: Int(owner.index)) == nil
    let order = DeskOrder(number: isOwn ? Int(tag) : -1)
    let notice = OwnFill(
      order: order, side: side, price: fill.price, quantity: fill.quantity, fee: fee)
    send(.fill(notice), to: index, draw: 4)
  }

  mutating func notifyOrder(_ report: OrderReport, _ change: OrderUpdate.Change) {
    guard let index = setup.roster.strategyIndex(report.owner),
      engine.caseIndex(of: Int(report.owner.index)) == nil || change == .ended,
      report.tag < Int64(desks.orders[index].count),
      desks.orders[index][Int(report.tag)] == report.order
    else { return }
    send(
      .order(OrderUpdate(order: DeskOrder(number: Int(report.tag)), change: change)), to: index,
      draw: 5)
  }

  mutating func notifyDeleveraged(_ owner: OwnerID, quantity: Quantity, price: Price) {
    guard let index = setup.roster.strategyIndex(owner) else { return }
    send(.risk(.deleveraged(quantity: quantity, price: price)), to: index, draw: 6)
  }

  mutating func notifyRisk(account: Int, _ notice: RiskNotice) {
    guard let index = setup.roster.strategyIndex(OwnerID(Int32(account))) else { return }
    send(.risk(notice), to: index, draw: 7)
  }

  private mutating func send(_ notice: StrategyDesks.Notice, to index: Int, draw: UInt64) {
    let owner = setup.roster.strategies[index]
    let delay = setup.latency.feedToStrategy(owner: owner, cause: now, draw: draw)
    push(
      .strategyNotice, .strategy, at: now + delay, target: index, a: desks.add(notice))
  }

  // MARK: What strategies send

  private mutating func obey(_ index: Int, _ commands: [Desk.Command]) {
    if commands.isEmpty { return }
    let owner = setup.roster.strategies[index]
    let delay = setup.latency.orderEntry(
      setup.latency.settings.strategyOrderEntry, owner: owner, cause: now)
    for command in commands {
      switch command {
      case .submit(let order, let request):
        let id = book.prepare(request.ticket(owner: owner, tag: Int64(order.number)))
        desks.orders[index].append(id)
        post(.enter, id, index: index, order: order, quantity: request.quantity, after: delay)
      case .cancel(let order):
        guard let id = deskOrder(index, order) else { continue }
        post(.cancel, id, index: index, order: order, after: delay)
      case .replace(let order, let price, let quantity):
        guard let id = deskOrder(index, order) else { continue }
        post(
          .replace, id, index: index, order: order, price: price, quantity: quantity,
          after: delay)
      case .timer(let timer, let time):
        push(.strategyTimer, .strategy, at: now + time, target: index, a: Int64(timer))
      }
    }
  }

  private func deskOrder(_ index: Int, _ order: DeskOrder) -> OrderID? {
    order.number >= 0 && order.number < desks.orders[index].count
      ? desks.orders[index][order.number] : nil
  }

  private mutating func post(
    _ kind: Message.Kind, _ id: OrderID, index: Int, order: DeskOrder, price: Price = .zero,
    quantity: Quantity = .zero, after delay: Interval
  ) {
    let number = messages.add(
      Message(
        kind: kind, sender: .strategy, order: id, price: price, quantity: quantity,
        tag: Int64(index) << 32 | Int64(order.number), next: -1))
    push(.gateway, .gateway, at: now + delay, target: Int(number))
  }

  /// Whether a strategy's message may act: not in liquidation, and with initial margin for the order.
  ///
  /// A refused order is taken back and the strategy is told that it has ended.
  mutating func strategyMayEnter(_ message: Message) -> Bool {
    let index = Int(message.tag >> 32)
    let number = Int(message.tag & 0xFFFF_FFFF)
    let owner = setup.roster.strategies[index]
    let isInLiquidation = engine.caseIndex(of: Int(owner.index)) != nil
    switch message.kind {
    case .cancel: return true
    case .replace: return !isInLiquidation
    case .enter:
      if !isInLiquidation, hasInitialMargin(message, owner: owner) { return true }
      book.discard(message.order)
      send(
        .order(OrderUpdate(order: DeskOrder(number: number), change: .ended)), to: index, draw: 8)
      return false
    }
  }

  /// Whether the account could hold the order and everything it has open on the same side.
  private func hasInitialMargin(_ message: Message, owner: OwnerID) -> Bool {
    guard let terms = book.terms(of: message.order) else { return false }
    if terms.isReduceOnly { return true }
    var lots = terms.quantity.lots
    for order in book.openOrders(of: owner) {
      if let other = book.terms(of: order), other.side == terms.side, !other.isReduceOnly {
        lots += other.quantity.lots
      }
    }
    return setup.rules.initialMarginMet(
      ledger[owner], change: Quantity(lots: terms.side.sign * lots),
      price: terms.price ?? prices.mark, mark: prices.mark, fee: setup.scenario.instrument.takerFee)
  }
}
