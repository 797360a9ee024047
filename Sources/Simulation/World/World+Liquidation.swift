import Liquidation
import Margin
import Market
import Units

/// The liquidation engine at work: a case takes steps, each step has an outcome, and the world moves
/// time in between.
extension World {
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
  mutating func scheduleStep(
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
    if deleveragesInstead() {
      let price = deleveragingPrice(bankruptcyPrice(owner), owner)
      return deleverage(index, quantity: ledger.size(owner).magnitude, price: price)
    }
    let situation = situation(of: index, outcome: Situation.Outcome(code: code))
    let answer = engine.cases[index].path.next(in: situation)
    engine.cases[index].answer = answer
    noteFinding(index)
    switch answer.step {
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

  /// Whether the fund has lost so much that the venue deleverages whatever step is next.
  private func deleveragesInstead() -> Bool {
    switch setup.venue.deleveraging.trigger {
    // What to do without money of one's own is a matter of the path and of its end.
    case .fundEmpty, .equityBelowZero: return false
    case .fundDrawnDown(let share): return fundDrawdown() >= share
    }
  }

  /// The share of its opening balance that the fund has lost, rounded down: only what is gone counts.
  private func fundDrawdown() -> Rate {
    guard engine.fundAtStart > .zero else { return .zero }
    let drawn = max(engine.fundAtStart - ledger.cash(ledger.fund), .zero)
    let share = divide(
      Int128(drawn.atoms) * 1_000_000, by: Int128(engine.fundAtStart.atoms), rounding: .down)
    return Rate(partsPerMillion: Int64(share))
  }

  /// What a path sees of its case.
  private mutating func situation(of index: Int, outcome: Situation.Outcome) -> Situation {
    let item = engine.cases[index]
    let owner = OwnerID(Int32(item.account))
    let account = ledger[owner]
    return Situation(
      now: now, opened: item.openedAt, outcome: outcome, originalSize: item.originalSize,
      account: account, rules: setup.rules, checkPrice: checkPrice(), mark: prices.mark,
      bankruptcyPrice: bankruptcyPrice(owner),
      budgetPrice: bankruptcyPrice(owner, support: fundSupport()), fundDrawdown: fundDrawdown(),
      index: prices.index, last: prices.last,
      capacity: engine.meter, accountIndex: item.account, penalty: setup.venue.closingPenalty)
  }

  /// The bankruptcy price of an account now, at least one tick; with support, what both can pay together.
  func bankruptcyPrice(_ owner: OwnerID, support: Money = .zero) -> Price {
    setup.rules.tradable(
      setup.rules.bankruptcyPrice(of: ledger[owner], support: support) ?? prices.mark,
      near: prices.index)
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
    guard engine.cases[index].answer?.finding == .cannotRestore, !engine.cases[index].isUnrestorable
    else { return }
    engine.cases[index].isUnrestorable = true
    record.incident(
      .unrestorable, at: now, event: eventKey, account: engine.cases[index].account)
  }

  /// Counts what was closed against the capacity window of the path's stage.
  mutating func meter(_ index: Int, quantity: Quantity) {
    guard let window = engine.cases[index].answer?.capacity else { return }
    engine.meter.take(
      quantity, notional: setup.scenario.instrument.notional(prices.index, quantity),
      of: engine.cases[index].account, in: window, at: now)
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
