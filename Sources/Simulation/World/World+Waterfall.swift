import Kernel
import Liquidation
import Margin
import Market
import Units

/// Where a loss goes: the backstop provider, the insurance fund, deleveraged counterparties.
extension World {
  // MARK: Backstop

  /// Moves position and margin to the backstop provider, if it takes them.
  mutating func transferToBackstop(_ index: Int, quantity: Quantity, price: Price) {
    let account = engine.cases[index].account
    let owner = OwnerID(Int32(account))
    let backstop = setup.roster.backstop
    let held = ledger.size(owner)
    let moved = Quantity(lots: held > .zero ? quantity.lots : -quantity.lots)
    let after = ledger.size(backstop) + moved
    let notional = setup.scenario.instrument.notional(prices.mark, after.magnitude)
    engine.cases[index].attemptBankruptcy = bankruptcyPrice(owner)
    let isLossAtOnce = held > .zero ? price > prices.mark : price < prices.mark
    let settings = setup.scenario.liquidation.backstop
    let equity = setup.rules.equity(of: ledger[backstop], at: prices.mark)
    if isLossAtOnce || notional > settings.notionalMaximum || equity <= .zero {
      record.incident(
        .backstopRefused, at: now, event: eventKey, account: account, quantity: quantity,
        price: price)
      return answer(index, .unfilled)
    }
    takeOver(index, quantity: quantity, by: backstop, price: price)
    record.incident(
      .backstopTransfer, at: now, event: eventKey, account: account, quantity: quantity,
      price: price)
    if setup.venue.chargesTransfers {
      chargePenalty(
        index, quantity: quantity, notional: setup.scenario.instrument.notional(price, quantity),
        counterparty: backstop)
    }
    notifyRisk(account: account, .transferred(quantity: quantity, price: price), draw: 6)
    answer(index, quantity == held.magnitude ? .filled : .partlyFilled)
  }

  /// Moves lots of a case to whoever takes them over, and books them with the case.
  mutating func takeOver(_ index: Int, quantity: Quantity, by taker: OwnerID, price: Price) {
    let owner = OwnerID(Int32(engine.cases[index].account))
    let moved = Quantity(lots: ledger.size(owner) > .zero ? quantity.lots : -quantity.lots)
    ledger.transferPosition(quantity, from: owner, to: taker, price: price, at: eventKey)
    noteHandover(
      .transfer, from: owner, to: taker, isLong: moved > .zero, quantity, price: price)
    handOverPlainly(quantity, from: owner, to: taker)
    book.adjustPosition(of: owner, by: -moved)
    book.adjustPosition(of: taker, by: moved)
    noteWatched(owner)
    engine.cases[index].transferred += quantity
    meter(index, quantity: quantity)
    record.closed(engine.cases[index], quantity: quantity)
    record.step(index, .transferred, at: now, quantity: quantity, price: price)
  }

  /// Sends the backstop provider's next order: a share of its position, at what the book pays.
  mutating func unwindBackstop() {
    let settings = setup.scenario.liquidation.backstop
    push(.backstopUnwind, .liquidation, at: now + settings.unwindInterval)
    unwind(setup.roster.backstop, share: settings.unwindShare)
  }

  /// Sends an order for a share of what an owner holds, within 0.5 % of the touch.
  mutating func unwind(_ owner: OwnerID, share: Rate) {
    let held = book.position(of: owner)
    guard held != .zero, let bid = book.bestBid, let ask = book.bestAsk else { return }
    let lots = divide(
      Int128(held.magnitude.lots) * Int128(share.partsPerMillion), by: 1_000_000, rounding: .up)
    let side: Side = held > .zero ? .sell : .buy
    // Within 0.5 % of the touch, rounded to the passive side.
    let reach = (held > .zero ? bid.ticks : ask.ticks) / 200
    let limit = side == .sell ? bid.ticks - reach : ask.ticks + reach
    sendTake(
      owner: owner, side: side, limit: Price(ticks: max(limit, 1)),
      quantity: Quantity(lots: min(Int64(lots), held.magnitude.lots)))
  }

  // MARK: Deleveraging

  /// Closes a position against ranked counterparties at a price.
  mutating func deleverage(_ index: Int, quantity: Quantity, price: Price) {
    let account = engine.cases[index].account
    let owner = OwnerID(Int32(account))
    let isLong = ledger.size(owner) > .zero
    var left = min(quantity, ledger.size(owner).magnitude)
    let terms = setup.venue.deleveraging
    let asked = engine.cases[index].answer?.deleveraging ?? .queue
    let policy = asked == .queue ? terms.policy : asked
    let (queue, askedCount) = deleveragingQueue(
      against: owner, isLong: isLong, covering: left,
      askedMax: policy == .queue ? 0 : terms.candidatesMax ?? .max)
    let closes = queue.closes(left, by: policy, candidatesMax: askedCount, cap: terms.cap)
    for rank in closes {
      let taken = rank.quantity
      ledger.transferPosition(taken, from: owner, to: rank.owner, price: price, at: eventKey)
      noteHandover(
        .deleveraging, from: owner, to: rank.owner, isLong: isLong, taken, price: price)
      handOverPlainly(taken, from: owner, to: rank.owner)
      let moved = Quantity(lots: isLong ? taken.lots : -taken.lots)
      book.adjustPosition(of: owner, by: -moved)
      book.adjustPosition(of: rank.owner, by: moved)
      noteWatched(owner)
      noteWatched(rank.owner)
      left -= taken
      engine.cases[index].deleveraged += taken
      // What the fund loses is in the result of its positions, and is no one else's.
      let isFund = rank.owner == ledger.fund
      let loss = isFund ? .zero : deleveragingLoss(taken, isLong: isLong, price: price)
      if !isFund { record.deleveraged(rank.owner, quantity: taken, loss: loss) }
      record.closed(engine.cases[index], quantity: taken)
      record.incident(
        .deleveraged, at: now, event: eventKey, account: isFund ? nil : Int(rank.owner.index),
        quantity: taken, price: price, amount: loss)
      notifyDeleveraged(owner, quantity: taken, price: price)
      notifyDeleveraged(rank.owner, quantity: taken, price: price)
      // A loser among the counterparties may owe more than it has; its own case settles one that has.
      if !isFund, ledger.size(rank.owner) == .zero, ledger.deficit(rank.owner) > .zero,
        engine.caseIndex(of: Int(rank.owner.index)) == nil
      {
        settleDebt(index, owner: rank.owner, fees: .zero)
      }
    }
    invariant(left == .zero, "positions net to zero, so deleveraging finds its counterparties")
    record.step(index, .deleveraged, at: now, quantity: quantity, price: price)
    if ledger.size(owner) == .zero {
      endCase(index, ending: .deleveraged)
    } else {
      answer(index, .filled)
    }
  }

  /// The first to be deleveraged of those on the other side, as many as are needed: accounts in liquidation behind
  /// all others, and the fund at the very end.
  ///
  /// - Returns: The queue, and how many of its first a policy may ask.
  private mutating func deleveragingQueue(
    against owner: OwnerID, isLong: Bool, covering quantity: Quantity, askedMax: Int
  ) -> (queue: DeleveragingQueue, askedCount: Int) {
    let draws = setup.deleveragingDraws
    let roster = setup.roster
    var (ranks, askedCount) = engine.counterparties(
      holding: isLong ? .sell : .buy, covering: quantity, askedMax: askedMax,
      terms: CounterpartyTerms(
        ledger: ledger, rules: setup.rules, mark: prices.mark,
        ranking: setup.venue.deleveraging.ranking, watchedCount: roster.watchedCount,
        // The place drawn where the venue draws the order; the same under every rulebook.
        draw: { other in
          draws.block(draw: 0, entity: roster.entity(other), event: UInt64(owner.index)).w0
        }))
    let fund = ledger.size(ledger.fund)
    if isLong ? fund < .zero : fund > .zero {
      ranks.append(DeleveragingRank(owner: ledger.fund, size: fund, score: nil))
    }
    return (DeleveragingQueue(ordered: ranks), askedCount)
  }

  /// What a counterparty loses against the mark.
  private func deleveragingLoss(_ quantity: Quantity, isLong: Bool, price: Price) -> Money {
    let instrument = setup.scenario.instrument
    let paid = instrument.value(quantity, at: price) - instrument.value(quantity, at: prices.mark)
    return max(isLong ? paid : -paid, .zero)
  }

  // MARK: The end of a case

  /// Leaves what is left with its owner.
  mutating func release(_ index: Int) {
    record.step(
      index, .released, at: now, quantity: ledger.size(OwnerID(Int32(engine.cases[index].account))),
      price: checkPrice())
    endCase(index, ending: .released)
  }

  /// Ends a case: the fund pays a deficit or receives a remainder, and the record is closed.
  mutating func endCase(_ index: Int, ending: LiquidationRecord.Ending) {
    let owner = OwnerID(Int32(engine.cases[index].account))
    engine.release(index)
    if ledger.size(owner) == .zero { settleRemainder(index, owner: owner) }
    let equity = setup.rules.equity(of: ledger[owner], at: checkPrice())
    noteWatched(owner)
    record.ended(index, engine.cases[index], ending: ending, equity: equity, at: now)
    record.incident(
      ending == .released ? .released : .closed, at: now, event: eventKey,
      account: Int(owner.index), quantity: engine.cases[index].closed, amount: equity)
    engine.close(index)
    notifyRisk(account: Int(owner.index), .liquidationEnded)
  }

  /// Settles the cash of an account whose position is gone.
  private mutating func settleRemainder(_ index: Int, owner: OwnerID) {
    if ledger.deficit(owner) > .zero {
      settleDebt(index, owner: owner, fees: max(engine.cases[index].takerFees, .zero))
      return
    }
    switch engine.cases[index].remainder {
    case .owner: return
    case .fund:
      let swept = ledger.sweepSurplus(of: owner, at: eventKey)
      noteSettlement(swept, from: owner, to: ledger.fund)
      noteBooking(account: owner, .remainderTaken, -swept)
      if swept > .zero {
        engine.cases[index].fundReceived += swept
        record.fundReceived(swept, account: Int(owner.index), at: now, event: eventKey)
      }
    case .backstop:
      let left = max(ledger.cash(owner), .zero)
      ledger.transfer(left, from: owner, to: setup.roster.backstop, at: eventKey)
      noteSettlement(left, from: owner, to: setup.roster.backstop)
      noteBooking(account: owner, .remainderTaken, -left)
    }
  }

  /// Pays what a flat account owes because of a case: the fund as far as it goes, the venue the rest.
  ///
  /// The venue first gives back the fees of the case: every fill rounds its fee up by itself, so an
  /// account closed at its limit can end some atoms short. More is left only where something else was
  /// taken from the account while its order was under way, such as funding, or where a counterparty
  /// was deleveraged at a price beyond its own bankruptcy.
  private mutating func settleDebt(_ index: Int, owner: OwnerID, fees: Money) {
    let account = Int(owner.index)
    let (paid, uncovered) = ledger.coverDeficit(of: owner, at: eventKey)
    noteSettlement(paid, from: ledger.fund, to: owner)
    noteBooking(account: owner, .debtPaid, paid + uncovered)
    if paid > .zero {
      engine.cases[index].fundPaid += paid
      record.fundPaid(paid, account: account, at: now, event: eventKey)
    }
    if uncovered == .zero { return }
    ledger.transfer(uncovered, from: ledger.fees, to: owner, at: eventKey)
    noteSettlement(uncovered, from: ledger.fees, to: owner)
    let waived = min(uncovered, fees)
    if waived > .zero { record.feeWaived(waived, account: account, at: now, event: eventKey) }
    if uncovered > waived {
      record.debtBorne(uncovered - waived, account: account, at: now, event: eventKey)
    }
  }

  /// Answers a step that was done at once.
  mutating func answer(_ index: Int, _ outcome: Situation.Outcome) {
    engine.cases[index].step += 1
    push(
      .caseStep, .liquidation, at: now, target: index, a: engine.cases[index].step,
      b: outcome.code)
  }
}
