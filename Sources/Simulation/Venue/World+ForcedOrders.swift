import Liquidation
import Margin
import Market
import Units

/// Forced orders: their limit and what the fund stands for, their arrival, their fills, their end.
extension World {
  /// Sends a forced order and sets aside what of the fund it may cost.
  mutating func submit(_ order: ForcedOrder, case index: Int, _ view: VenueView) {
    let owner = venue.engine.cases[index].owner
    invariant(
      order.quantity > .zero && order.quantity <= view.account.position.size.magnitude,
      "a forced order only reduces the position", at: eventKey)
    let limit = promise(order.limit, to: index, view)
    let id = here.book.prepare(
      ticket(order, owner: owner, side: view.closingSide, limit: limit, tag: Int64(index)))
    venue.engine.begin(
      Attempt(
        order: id, quantity: order.quantity, bankruptcy: view.bankruptcyPrice(),
        doubledMid: doubledMid()), of: index)
    venue.engine.countAttempt(of: index)
    let delay = setup.latency.liquidation(owner: owner, cause: now)
    if case .resting(let time) = order.duration {
      push(
        .restingExpiry, .liquidation, at: now + delay + time, target: index,
        a: venue.engine.cases[index].step)
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
  mutating func promise(_ asked: Price, to index: Int, _ view: VenueView) -> Price {
    let (limit, exposure) = view.forcedLimit(asked)
    venue.engine.promise(exposure, to: index, at: now)
    return limit
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

  /// Notes the market at the moment a forced order reaches the book.
  mutating func noteArrival(case index: Int) {
    venue.engine.arrive(index, doubledMid: doubledMid())
  }

  /// Twice the mid price, from the index where a side of the book is empty.
  @inline(__always)
  func doubledMid() -> Int64 {
    guard let bid = here.book.bestBid, let ask = here.book.bestAsk else {
      return 2 * here.prices.index.ticks
    }
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
        let index = venue.engine.caseIndex(of: Int(owner.index)), Int64(index) == tag,
        venue.engine.cases[index].order == order
      else { continue }
      let notional = setup.scenario.instrument.notional(fill.price, fill.quantity)
      venue.engine.fill(index, quantity: fill.quantity, notional: notional, fee: fee)
      record.forcedFill(venue.engine.cases[index], fill, event: eventKey, at: now)
      record.closed(venue.engine.cases[index], quantity: fill.quantity)
      noteDrift(case: index, quantity: fill.quantity)
      // A resting order that is filled whole has done its work before its time is over.
      if order == fill.maker, fill.makerRemaining == .zero { closeAttempt(index) }
    }
  }

  /// Ends an attempt whose order has acted: at once, unless it rests and is not filled yet.
  mutating func finishAttempt(case index: Int) {
    guard venue.engine.cases[index].isOpen, let order = venue.engine.cases[index].order else {
      return
    }
    if case .resting = here.book.state(of: order) { return }
    closeAttempt(index)
  }

  /// Ends a resting order whose time is over.
  mutating func expireResting(_ index: Int, step: Int64) {
    guard venue.engine.isAt(step: step, of: index), let order = venue.engine.cases[index].order
    else { return }
    switch here.book.state(of: order) {
    case .resting:
      here.book.cancel(order, .liquidation)
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
    guard let attempt = venue.engine.finishAttempt(of: index) else { return }
    let filled = attempt.filled
    let average =
      filled > .zero
      ? setup.scenario.instrument.averagePrice(of: filled, notional: attempt.notional)
      : .zero
    record.step(
      index, filled > .zero ? .filled : .unfilled, at: now, quantity: filled, price: average)
    if filled > .zero {
      record.incident(
        .forcedFill, at: now, event: eventKey, account: venue.engine.cases[index].account,
        quantity: filled, price: average, amount: attempt.notional)
      meter(index, quantity: filled)
      chargePenalty(index, quantity: filled, notional: attempt.notional)
    }
    scheduleStep(index, outcome: attempt.outcome, at: now)
  }
}
