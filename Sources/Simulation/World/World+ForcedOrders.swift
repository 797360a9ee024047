import Liquidation
import Margin
import Market
import Units

/// Forced orders: their limit and what the fund stands for, their arrival, their fills, their end.
extension World {
  /// Sends a forced order and sets aside what of the fund it may cost.
  mutating func submit(_ order: ForcedOrder, case index: Int) {
    let owner = OwnerID(Int32(engine.cases[index].account))
    let account = ledger[owner]
    invariant(
      order.quantity > .zero && order.quantity <= account.position.size.magnitude,
      "a forced order only reduces the position", at: eventKey)
    let side: Side = account.position.size > .zero ? .sell : .buy
    engine.cases[index].attemptBankruptcy = bankruptcyPrice(owner)
    let limit = promise(order.limit, for: owner, side: side, to: index)
    let id = book.prepare(ticket(order, owner: owner, side: side, limit: limit, tag: Int64(index)))
    engine.cases[index].order = id
    engine.cases[index].ordered = order.quantity
    engine.cases[index].filledInAttempt = .zero
    engine.cases[index].attemptNotional = .zero
    engine.cases[index].attempts += 1
    engine.cases[index].doubledMidAtSend = doubledMid()
    let delay = setup.latency.liquidation(owner: owner, cause: now)
    if case .resting(let time) = order.duration {
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
    _ limit: Price, for owner: OwnerID, side: Side, to index: Int
  ) -> Price {
    let support = fundSupport()
    let bound = bankruptcyPrice(owner, support: support)
    // A path may ask for a worse limit than account and fund can pay; it gets what they can.
    let payable = side == .sell ? max(limit, bound) : min(limit, bound)
    let exposure = fundExposure(ledger[owner], limit: payable, most: support)
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
  func fundSupport() -> Money {
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
      noteDrift(case: index, quantity: fill.quantity)
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
