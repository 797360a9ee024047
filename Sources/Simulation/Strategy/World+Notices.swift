import Liquidation
import Margin
import Market
import Units

/// What strategies are told, after latency.
extension World {
  /// The time between two pictures of the book, as on venues' 100 ms depth streams.
  static var bookFeedInterval: Interval { .milliseconds(100) }

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
    // On a replayed market the public is told what was recorded, when it arrived.
    if setup.market == nil {
      let trade = TradeNotice(
        time: now, side: fill.takerSide, price: fill.price, quantity: fill.quantity)
      for index in desks.strategies.indices { send(.trade(trade), to: index, draw: 3) }
    }
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
  mutating func notify(_ message: Message, _ change: OrderUpdate.Change) {
    let order = DeskOrder(number: Int(message.tag & 0xFFFF_FFFF))
    notify(
      order, change, OrderFacts(answers: message.kind), strategy: Int(message.tag >> 32))
  }

  mutating func notify(
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
    let wished = now + delay(of: notice, to: setup.roster.strategies[index], draw: draw)
    // On a replayed market what everybody is told comes on another connection than what concerns the account.
    let arrival =
      notice.isPublic && tapes.market != nil
      ? wished : desks.arrivalOfNotice(wished, strategy: index)
    push(
      .strategyNotice, .strategy, at: arrival, target: index, a: desks.add(notice, for: index))
  }

  /// How long a notice that leaves now is under way.
  private func delay(
    of notice: StrategyDesks.Notice, to owner: OwnerID, draw: UInt64
  ) -> Interval {
    if let measured = setup.orderLatency, let market = tapes.market, !notice.isPublic {
      return measured.response(at: market.start + now.nanoseconds)
    }
    return setup.latency.feedToStrategy(owner: owner, cause: now, draw: draw)
  }
}
