import Liquidation
import Margin
import Market
import Units

/// Strategies are called, and what they send goes to the gateway.
extension World {
  /// Starts every strategy and the feed.
  mutating func startStrategies() {
    if desks.strategies.isEmpty { return }
    if setup.market == nil {
      push(.bookFeed, .strategy, at: .zero + Self.bookFeedInterval, a: 0)
    }
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
    obey(index, commands)
    desks.keep(commands)
  }

  /// Shows a strategy the recorded book as its feed has it.
  mutating func showFeed(to index: Int, published: Instant) {
    setup.options.watch?.strategyCalled(index, now)
    let commands = desks.show(here.feed, to: index, published: published, at: now)
    setup.options.watch?.strategyReturned()
    if commands.isEmpty { return }
    obey(index, commands)
    desks.keep(commands)
  }

  /// Tells a strategy something at once.
  mutating func tellNow(_ notice: StrategyDesks.Notice, to index: Int) {
    let now = now
    call(index) { $0.tellNow(notice, to: index, at: now) }
  }

  // MARK: What strategies send

  private mutating func obey(_ index: Int, _ commands: [Desk.Command]) {
    if setup.options.keepsRequests {
      desks.requests.append(StrategyRequest(strategy: index, time: now, commands: commands))
    }
    let owner = setup.roster.strategies[index]
    let delay = orderEntry(of: owner)
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

  /// How long what an owner sends now is under way.
  private func orderEntry(of owner: OwnerID) -> Interval {
    if let measured = setup.orderLatency, let market = tapes.market {
      return measured.entry(at: market.start + now.nanoseconds)
    }
    return setup.latency.strategyOrderEntry(owner: owner, cause: now)
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
    let open = here.book.openQuantity(of: owner, terms.side, beside: message.order)
    let lots = (message.quantity + open).lots
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
