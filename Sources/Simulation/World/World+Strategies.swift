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
    for index in desks.strategies.indices { call(index) { $0.start(index) } }
  }

  mutating func deliverNotice(strategy index: Int, notice: Int64) {
    let now = now
    call(index) { $0.deliver(index, notice, at: now) }
  }

  mutating func fireTimer(strategy index: Int, timer: Int64) {
    let now = now
    call(index) { $0.fire(index, timer: timer, at: now) }
  }

  /// Calls a strategy and does what it asks for.
  private mutating func call(
    _ index: Int, _ body: (inout StrategyDesks) -> [Desk.Command]
  ) {
    setup.options.watch?.strategyCalled(index, now)
    let commands = body(&desks)
    setup.options.watch?.strategyReturned()
    if commands.isEmpty { return }
    if setup.options.keepsRequests {
      desks.requests.append(StrategyRequest(strategy: index, time: now, commands: commands))
    }
    obey(index, commands)
  }

  // MARK: What strategies are told

  /// Publishes the book to all strategies.
  mutating func publishBook(number: Int64) {
    push(.bookFeed, .strategy, at: now + Self.bookFeedInterval, a: number + 1)
    var picture: BookPicture?
    var depth = 0
    for index in desks.strategies.indices {
      // Strategies of one depth share a picture.
      if picture == nil || depth != desks.bookDepth(index) {
        depth = desks.bookDepth(index)
        picture = BookPicture(of: here.book, depth: depth, at: now)
      }
      if let picture { send(.book(picture), to: index, draw: 0) }
    }
  }

  mutating func notifyMark() {
    if desks.strategies.isEmpty { return }
    let forecast = fundingForecast()
    for index in desks.strategies.indices {
      send(.mark(here.prices.mark, index: here.prices.index, forecast), to: index, draw: 1)
    }
  }

  /// What a venue publishes with its mark: the rate as it stands, and when it will be settled.
  private func fundingForecast() -> FundingForecast? {
    guard let funding = here.prices.funding, let first = setup.venue.funding?.firstSettlement else {
      return nil
    }
    let interval = funding.formula.interval
    // Down: whole intervals that have passed since the first settlement.
    let passed = divide(
      Int128((now - first).nanoseconds), by: Int128(interval.nanoseconds), rounding: .down)
    return FundingForecast(
      rate: funding.rate(), settlement: now < first ? first : first + interval * (Int64(passed) + 1)
    )
  }

  /// Tells what was settled, and to whom it was booked what.
  mutating func notifyFunding(_ rate: Rate) {
    for index in desks.strategies.indices {
      let payment = setup.scenario.instrument.funding(
        venue.ledger.size(setup.roster.strategies[index]), rate: rate, at: here.prices.mark)
      noteBooking(account: setup.roster.strategies[index], .funding(rate), -payment)
      send(.funding(rate), to: index, draw: 2)
    }
  }

  /// Has a strategy told, with its next notice, of money that was booked to its account; zero is not told.
  mutating func noteBooking(account: OwnerID, _ cause: CashBooking.Cause, _ amount: Money) {
    guard hasStrategies, amount != .zero, let index = setup.roster.strategyIndex(account) else {
      return
    }
    desks.addRider(.booking(CashBooking(time: now, cause: cause, amount: amount)), for: index)
  }

  mutating func notifyTrade(_ fill: BookFill) {
    if desks.strategies.isEmpty { return }
    let trade = TradeNotice(
      time: now, side: fill.takerSide, price: fill.price, quantity: fill.quantity)
    for index in desks.strategies.indices { send(.trade(trade), to: index, draw: 3) }
    notifyFill(
      fill, owner: fill.takerOwner, side: fill.takerSide, order: fill.taker, tag: fill.takerTag,
      fee: fill.takerFee, remaining: fill.takerRemaining)
    notifyFill(
      fill, owner: fill.makerOwner, side: fill.takerSide.opposite, order: fill.maker,
      tag: fill.makerTag, fee: fill.makerFee, remaining: fill.makerRemaining)
  }

  private mutating func notifyFill(
    _ fill: BookFill, owner: OwnerID, side: Side, order: OrderID, tag: Int64, fee: Money,
    remaining: Quantity
  ) {
    guard let index = setup.roster.strategyIndex(owner) else { return }
    let own = ownOrder(index, tag: tag, order: order)
    let notice = OwnFill(
      order: own, side: side, price: fill.price, quantity: fill.quantity, fee: fee)
    send(.fill(notice, remaining: remaining), to: index, draw: 4)
    if let own, remaining == .zero {
      let update = OrderUpdate(order: own, change: .ended(.filled))
      send(.order(update, OrderFacts()), to: index, draw: 5)
    }
  }

  mutating func notifyOrder(_ report: OrderReport, _ change: OrderUpdate.Change) {
    guard let index = setup.roster.strategyIndex(report.owner),
      let own = ownOrder(index, tag: report.tag, order: report.order)
    else { return }
    let facts = OrderFacts(price: report.price, remaining: report.remaining)
    send(.order(OrderUpdate(order: own, change: change), facts), to: index, draw: 5)
  }

  /// The desk's handle of an order that the strategy sent; nil for one that the venue forced.
  private func ownOrder(_ index: Int, tag: Int64, order: OrderID) -> DeskOrder? {
    guard tag >= 0, tag < Int64(desks.orders[index].count),
      desks.orders[index][Int(tag)] == order
    else { return nil }
    return DeskOrder(number: Int(tag))
  }

  /// Tells a strategy that the book or the gateway left an order as it was.
  mutating func notifyUnchanged(_ message: Message, _ reason: OrderRejection) {
    notify(message, .unchanged(reason))
  }

  /// Tells a strategy what became of its message.
  private mutating func notify(_ message: Message, _ change: OrderUpdate.Change) {
    let order = DeskOrder(number: Int(message.tag & 0xFFFF_FFFF))
    notify(
      order, change, OrderFacts(answers: message.kind), strategy: Int(message.tag >> 32))
  }

  private mutating func notify(
    _ order: DeskOrder, _ change: OrderUpdate.Change, _ facts: OrderFacts = OrderFacts(),
    strategy index: Int
  ) {
    send(.order(OrderUpdate(order: order, change: change), facts), to: index, draw: 8)
  }

  mutating func notifyDeleveraged(_ owner: OwnerID, quantity: Quantity, price: Price) {
    notifyRisk(account: Int(owner.index), .deleveraged(quantity: quantity, price: price), draw: 6)
  }

  mutating func notifyRisk(account: Int, _ notice: RiskNotice, draw: UInt64 = 7) {
    guard hasStrategies, let index = setup.roster.strategyIndex(OwnerID(Int32(account)))
    else { return }
    send(.risk(notice), to: index, draw: draw)
  }

  /// Has a strategy told, with its next notice, that a part of its position was sold at auction.
  mutating func noteHandedOver(account: OwnerID, quantity: Quantity, price: Price) {
    guard hasStrategies, let index = setup.roster.strategyIndex(account) else { return }
    desks.addRider(.risk(.transferred(quantity: quantity, price: price)), for: index)
  }

  private mutating func send(_ notice: StrategyDesks.Notice, to index: Int, draw: UInt64) {
    if case .order(let update, _) = notice, let reason = update.change.rejection {
      desks.noteRejection(reason, strategy: index)
      if update.change.isEnd { strategyRecorder.orders[index].reject(update.order.number) }
    }
    let owner = setup.roster.strategies[index]
    let delay = setup.latency.feedToStrategy(owner: owner, cause: now, draw: draw)
    push(
      .strategyNotice, .strategy, at: desks.arrivalOfNotice(now + delay, strategy: index),
      target: index, a: desks.add(notice, for: index))
  }

  // MARK: What strategies send

  private mutating func obey(_ index: Int, _ commands: [Desk.Command]) {
    let owner = setup.roster.strategies[index]
    let delay = setup.latency.strategyOrderEntry(owner: owner, cause: now)
    for command in commands {
      switch command {
      case .submit(let order, let request):
        let id = here.book.prepare(request.ticket(owner: owner, tag: Int64(order.number)))
        desks.orders[index].append(id)
        strategyRecorder.orders[index].add(id)
        post(.enter, id, index: index, order: order, quantity: request.quantity, after: delay)
      case .cancel(let order):
        guard let id = deskOrder(index, order) else { continue }
        strategyRecorder.orders[index].addCancel()
        post(.cancel, id, index: index, order: order, after: delay)
      case .replace(let order, let price, let quantity):
        guard let id = deskOrder(index, order) else { continue }
        strategyRecorder.orders[index].addReplacement()
        post(
          .replace, id, index: index, order: order, price: price, quantity: quantity,
          after: delay)
      case .timer(let timer, let time):
        // One that would fire later never does.
        let end = Instant.zero + setup.scenario.length
        let left = end - now
        push(
          .strategyTimer, .strategy, at: time < left ? now + time : end, target: index,
          a: Int64(timer))
      case .reject(let order, let reason):
        desks.orders[index].append(nil)
        strategyRecorder.orders[index].add(nil)
        notify(order, .ended(.rejected(reason)), strategy: index)
      case .refuse(let order, let reason):
        notify(order, .unchanged(reason), strategy: index)
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
    push(
      .gateway, .gateway, at: desks.arrivalOfMessage(now + delay, strategy: index),
      target: Int(number))
  }

  /// Whether a strategy's message may act: not in liquidation, and with initial margin for the order.
  ///
  /// A refused order is taken back and the strategy is told that it has ended; a refused replacement
  /// leaves the order as it was.
  mutating func strategyMayEnter(_ message: Message) -> Bool {
    let owner = setup.roster.strategies[Int(message.tag >> 32)]
    if message.kind == .cancel { return true }
    let isInLiquidation = venue.engine.caseIndex(of: Int(owner.index)) != nil
    guard let reason = isInLiquidation ? .inLiquidation : lackOfMargin(message, owner: owner)
    else { return true }
    if isLogged { logGateway(message, owner: owner, reason) }
    if message.kind == .replace {
      notifyUnchanged(message, reason)
    } else {
      here.book.discard(message.order)
      notify(message, .ended(.rejected(reason)))
    }
    return false
  }

  /// Why the account could not hold the order and everything it has open on the same side; nil where it could.
  private func lackOfMargin(_ message: Message, owner: OwnerID) -> OrderRejection? {
    // An order that is gone needs nothing; the book refuses what is asked of it.
    guard let terms = here.book.terms(of: message.order), !terms.isReduceOnly else { return nil }
    var lots = message.quantity.lots
    for order in here.book.openOrders(of: owner) where order != message.order {
      if let other = here.book.terms(of: order), other.side == terms.side, !other.isReduceOnly {
        lots += other.quantity.lots
      }
    }
    let limit = message.kind == .replace ? message.price : terms.price ?? here.prices.mark
    // A limit worse than the mark is a loss to be; a better one is no gain before it trades.
    let price = terms.side == .buy ? max(limit, here.prices.mark) : min(limit, here.prices.mark)
    let instrument = setup.scenario.instrument
    let size = Quantity(lots: lots)
    guard instrument.counts(size, at: price), instrument.counts(size, at: here.prices.mark)
    else { return .orderTooLarge }
    let isMet = setup.rules.initialMarginMet(
      venue.ledger[owner], change: Quantity(lots: terms.side.sign * lots), price: price,
      mark: here.prices.mark, fee: instrument.takerFee)
    return isMet ? nil : .initialMargin
  }
}
