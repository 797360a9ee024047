import Liquidation
import Margin
import Market
import Units

/// The liquidation engine at work: a case takes steps, each step has an outcome, and the world moves
/// time in between.
extension World {
  // MARK: Opening and stepping

  /// Opens the case of an account that the margin check found.
  mutating func openCase(_ account: Int, price: Price) {
    guard case .path(let path) = stance else { return }
    let state = ledger[OwnerID(Int32(account))]
    let exact = setup.rules.bankruptcyPrice(of: state) ?? price
    // Written down as it is, where it is a price at all.
    let bankruptcy =
      setup.scenario.instrument.kind == .linear
      ? exact : setup.rules.tradable(exact, near: prices.index)
    let index = engine.open(
      LiquidationCase(
        account: account, openedAt: now, openedEvent: eventKey, triggerPrice: price,
        bankruptcyPrice: bankruptcy,
        originalSize: state.position.size,
        equityAtTrigger: setup.rules.equity(of: state, at: price),
        path: path))
    record.opened(
      engine.cases[index], notional: setup.rules.notional(of: state, at: price), at: now,
      event: eventKey)
    notifyRisk(account: account, .liquidationOpened(price: price))
    scheduleStep(index, outcome: .opened, at: now)
  }

  /// Schedules the next step of a case.
  private mutating func scheduleStep(
    _ index: Int, outcome: Situation.Outcome, at time: Instant
  ) {
    engine.cases[index].step += 1
    push(
      .caseStep, .liquidation, at: time, target: index, a: engine.cases[index].step,
      b: outcome.code)
  }

  /// Asks a case's path what comes next, and does it.
  mutating func stepCase(_ index: Int, step: Int64, outcome code: Int64) {
    guard engine.cases[index].isOpen, engine.cases[index].step == step else { return }
    let owner = OwnerID(Int32(engine.cases[index].account))
    if ledger.size(owner) == .zero { return endCase(index, ending: .closed) }
    if step > Int64(LiquidationEngine.stepsMax) {
      return deleverage(
        index, quantity: ledger.size(owner).magnitude, price: bankruptcyPrice(owner))
    }
    let situation = situation(of: index, outcome: Situation.Outcome(code: code))
    let next = engine.cases[index].path.nextStep(in: situation)
    noteFinding(index)
    switch next {
    case .cancelOrders:
      book.cancelAll(of: owner, .liquidation)
      absorbEffects(of: nil)
      scheduleStep(index, outcome: .cancelled, at: now)
    case .submit(let order): submit(order, case: index)
    case .transferToBackstop(let quantity, let price):
      transferToBackstop(index, quantity: quantity, price: handoverPrice(price, owner))
    case .transferToFund(let quantity, let price):
      transferToFund(index, quantity: quantity, price: handoverPrice(price, owner))
    case .auction(let order): openAuction(order, case: index)
    case .deleverage(let quantity, let price):
      deleverage(index, quantity: quantity, price: deleveragingPrice(price, owner))
    case .wait(let time):
      invariant(time > .zero, "a path waits for some time", at: eventKey)
      scheduleStep(index, outcome: .waited, at: now + time)
    case .release: release(index)
    }
  }

  /// What a path sees of its case.
  private mutating func situation(of index: Int, outcome: Situation.Outcome) -> Situation {
    let item = engine.cases[index]
    let owner = OwnerID(Int32(item.account))
    let account = ledger[owner]
    let fund = ledger.cash(ledger.fund)
    let support = fundSupport()
    let bankruptcy = bankruptcyPrice(owner)
    let budget = setup.rules.bankruptcyPrice(of: account, support: support) ?? bankruptcy
    let drawn = max(engine.fundAtStart - fund, .zero)
    let drawdown =
      engine.fundAtStart > .zero
      ? divide(
        Int128(drawn.atoms) * 1_000_000, by: Int128(engine.fundAtStart.atoms), rounding: .down)
      : 0
    return Situation(
      now: now, opened: item.openedAt, outcome: outcome, originalSize: item.originalSize,
      account: account, rules: setup.rules, checkPrice: checkPrice(), mark: prices.mark,
      bankruptcyPrice: bankruptcy, budgetPrice: setup.rules.tradable(budget, near: prices.index),
      fundDrawdown: Rate(partsPerMillion: Int64(drawdown)), index: prices.index, last: prices.last,
      capacity: engine.meter, accountIndex: item.account)
  }

  /// The bankruptcy price of an account now, at least one tick.
  func bankruptcyPrice(_ owner: OwnerID) -> Price {
    setup.rules.tradable(
      setup.rules.bankruptcyPrice(of: ledger[owner]) ?? prices.mark, near: prices.index)
  }

  /// The price at which a position is handed over: the one a path asks for, or bankruptcy if that is better.
  ///
  /// The fund pays for orders in the book, not for a backstop or for counterparties.
  private func handoverPrice(_ price: Price, _ owner: OwnerID) -> Price {
    let bound = bankruptcyPrice(owner)
    return ledger.size(owner) > .zero ? max(price, bound) : min(price, bound)
  }

  /// The price at which counterparties are deleveraged: the path's, unless the venue has a rule of its own.
  private func deleveragingPrice(_ price: Price, _ owner: OwnerID) -> Price {
    let rule = setup.venue.deleveraging.price
    if rule == .bankruptcy { return handoverPrice(price, owner) }
    let ruled = rule.price(
      bankruptcy: bankruptcyPrice(owner), mark: prices.mark, previousMark: prices.previousMark,
      index: prices.index)
    return setup.rules.tradable(ruled, near: prices.index)
  }

  /// Writes down what the path found out about a case, once.
  private mutating func noteFinding(_ index: Int) {
    guard engine.cases[index].path.finding == .cannotRestore, !engine.cases[index].isUnrestorable
    else { return }
    engine.cases[index].isUnrestorable = true
    record.incident(
      .unrestorable, at: now, event: eventKey, account: engine.cases[index].account)
  }

  /// Counts what was closed against the capacity window of the path's stage.
  mutating func meter(_ index: Int, quantity: Quantity) {
    guard let window = engine.cases[index].path.capacity else { return }
    engine.meter.take(
      quantity, notional: setup.scenario.instrument.notional(prices.index, quantity),
      of: engine.cases[index].account, in: window, at: now)
  }

  // MARK: Forced orders

  /// Sends a forced order and sets aside what of the fund it may cost.
  private mutating func submit(_ order: ForcedOrder, case index: Int) {
    let owner = OwnerID(Int32(engine.cases[index].account))
    let account = ledger[owner]
    invariant(
      order.quantity > .zero && order.quantity <= account.position.size.magnitude,
      "a forced order only reduces the position", at: eventKey)
    let side: Side = account.position.size > .zero ? .sell : .buy
    engine.cases[index].attemptBankruptcy = bankruptcyPrice(owner)
    let limit = promise(order.limit, for: account, side: side, to: index)
    let id = book.prepare(ticket(order, owner: owner, side: side, limit: limit, tag: Int64(index)))
    engine.cases[index].order = id
    engine.cases[index].ordered = order.quantity
    engine.cases[index].filledInAttempt = .zero
    engine.cases[index].attemptNotional = .zero
    engine.cases[index].attempts += 1
    engine.cases[index].doubledMidAtSend = doubledMid()
    engine.cases[index].restsUntil = nil
    let delay = setup.latency.liquidation(owner: owner, cause: now)
    if case .resting(let time) = order.duration {
      engine.cases[index].restsUntil = now + delay + time
      push(
        .restingExpiry, .liquidation, at: now + delay + time, target: index,
        a: engine.cases[index].step)
    }
    let number = messages.add(
      Message(
        kind: .enter, sender: .engine, order: id, price: limit, quantity: order.quantity,
        tag: Int64(index), next: -1))
    push(.gateway, .gateway, at: now + delay, target: Int(number))
    record.step(index, .sent, at: now, quantity: order.quantity, price: limit)
    record.incident(
      .forcedOrder, at: now, event: eventKey, account: Int(owner.index),
      quantity: order.quantity, price: limit)
  }

  /// Sets aside what a forced sale or purchase may cost the fund.
  ///
  /// - Returns: The limit, no worse than what account and fund can pay.
  mutating func promise(
    _ limit: Price, for account: Account, side: Side, to index: Int
  ) -> Price {
    let support = fundSupport()
    let bound = setup.rules.tradable(
      setup.rules.bankruptcyPrice(of: account, support: support) ?? limit, near: prices.index)
    // A path may ask for a worse limit than account and fund can pay; it gets what they can.
    let payable = side == .sell ? max(limit, bound) : min(limit, bound)
    let exposure = fundExposure(account, limit: payable, most: support)
    engine.commit(exposure, to: index)
    engine.promise(exposure, block: block)
    return payable
  }

  private func ticket(
    _ order: ForcedOrder, owner: OwnerID, side: Side, limit: Price, tag: Int64
  ) -> OrderTicket {
    let duration: OrderTicket.TimeInForce =
      switch order.duration {
      case .immediateOrCancel: .immediateOrCancel
      case .fillOrKill: .fillOrKill
      case .resting: .goodTilCancelled
      }
    return .limit(
      owner: owner, side: side, price: limit, quantity: order.quantity, timeInForce: duration,
      flags: .reduceOnly, tag: tag)
  }

  /// What the fund can promise to one more forced order.
  private func fundSupport() -> Money {
    let share = fundShare()
    guard let most = setup.venue.fundLossPerBlockMax else { return share }
    return min(share, max(most - engine.promisedAmount(in: block), .zero))
  }

  /// The block of now, for limits that count by block.
  private var block: Int64 { now.nanoseconds / VenueRules.fundBlock.nanoseconds }

  private func fundShare() -> Money {
    let available = engine.available(fund: ledger.cash(ledger.fund))
    // Rounded down: the fund promises no more than its share.
    return available.times(setup.venue.fundShare, rounding: .down)
  }

  /// What the fund could have to pay if the whole position went at the limit.
  private func fundExposure(_ account: Account, limit: Price, most: Money) -> Money {
    let equity = setup.rules.equity(of: account, at: limit)
    let notional = setup.rules.notional(of: account, at: limit)
    let fee = notional.times(setup.rules.closingFeeRate, rounding: .up)
    return min(max(fee - equity, .zero), most)
  }

  /// Notes the market at the moment a forced order reaches the book.
  mutating func noteArrival(case index: Int) {
    engine.cases[index].doubledMidAtArrival = doubledMid()
  }

  /// Twice the mid price, from the index where a side of the book is empty.
  @inline(__always)
  func doubledMid() -> Int64 {
    guard let bid = book.bestBid, let ask = book.bestAsk else { return 2 * prices.index.ticks }
    return bid.ticks + ask.ticks
  }

  /// Books a forced fill with its case: size, price, and where the shortfall came from.
  mutating func noteForcedFill(_ fill: BookFill) {
    let sides = [
      (fill.takerOwner, fill.takerTag, fill.takerFee, fill.taker),
      (fill.makerOwner, fill.makerTag, fill.makerFee, fill.maker),
    ]
    for (owner, tag, fee, order) in sides {
      guard Int(owner.index) < setup.roster.watchedCount,
        let index = engine.caseIndex(of: Int(owner.index)), Int64(index) == tag,
        engine.cases[index].order == order
      else { continue }
      let notional = setup.scenario.instrument.notional(fill.price, fill.quantity)
      engine.cases[index].filledInAttempt += fill.quantity
      engine.cases[index].attemptNotional += notional
      engine.cases[index].executed += fill.quantity
      engine.cases[index].executedNotional += notional
      engine.cases[index].takerFees += fee
      record.forcedFill(engine.cases[index], fill, event: eventKey, at: now)
      record.closed(engine.cases[index], quantity: fill.quantity)
      // A resting order that is filled whole has done its work before its time is over.
      if order == fill.maker, fill.makerRemaining == .zero { closeAttempt(index) }
    }
  }

  /// Ends an attempt whose order has acted: at once, unless it rests and is not filled yet.
  mutating func finishAttempt(case index: Int) {
    guard engine.cases[index].isOpen, let order = engine.cases[index].order else { return }
    if case .resting = book.state(of: order) { return }
    closeAttempt(index)
  }

  /// Ends a resting order whose time is over.
  mutating func expireResting(_ index: Int, step: Int64) {
    guard engine.cases[index].isOpen, engine.cases[index].step == step,
      let order = engine.cases[index].order
    else { return }
    switch book.state(of: order) {
    case .resting:
      book.cancel(order, .liquidation)
      absorbEffects(of: nil)
      closeAttempt(index)
    case .inFlight:
      // The gateway is behind: look again when the message should have come through.
      push(.restingExpiry, .liquidation, at: now + .milliseconds(10), target: index, a: step)
    case .dormant, .gone: closeAttempt(index)
    }
  }

  /// Books the end of an attempt and schedules the next step.
  private mutating func closeAttempt(_ index: Int) {
    let item = engine.cases[index]
    engine.cases[index].order = nil
    engine.release(index)
    let filled = item.filledInAttempt
    let average =
      filled > .zero
      ? setup.scenario.instrument.averagePrice(of: filled, notional: item.attemptNotional)
      : .zero
    record.step(
      index, filled > .zero ? .filled : .unfilled, at: now, quantity: filled, price: average)
    if filled > .zero {
      record.incident(
        .forcedFill, at: now, event: eventKey, account: item.account, quantity: filled,
        price: average, amount: item.attemptNotional)
      meter(index, quantity: filled)
      chargePenalty(index, quantity: filled, notional: item.attemptNotional)
    }
    let outcome: Situation.Outcome =
      filled == .zero ? .unfilled : filled < item.ordered ? .partlyFilled : .filled
    scheduleStep(index, outcome: outcome, at: now)
  }
}

extension Situation.Outcome {
  /// The outcome as a number for an event.
  var code: Int64 {
    switch self {
    case .opened: 0
    case .cancelled: 1
    case .filled: 2
    case .partlyFilled: 3
    case .unfilled: 4
    case .waited: 5
    }
  }

  /// The outcome an event carries.
  init(code: Int64) {
    switch code {
    case 0: self = .opened
    case 1: self = .cancelled
    case 2: self = .filled
    case 3: self = .partlyFilled
    case 4: self = .unfilled
    default: self = .waited
    }
  }
}
