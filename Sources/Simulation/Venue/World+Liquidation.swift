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
    let state = venue.ledger[OwnerID(Int32(account))]
    let exact = setup.rules.bankruptcyPrice(of: state) ?? price
    // Written down as it is, where it is a price at all.
    let bankruptcy =
      setup.scenario.instrument.kind == .linear
      ? exact : setup.rules.tradable(exact, near: here.prices.index)
    let index = venue.engine.open(
      LiquidationCase(
        account: account, openedAt: now, openedEvent: eventKey, triggerPrice: price,
        bankruptcyPrice: bankruptcy,
        originalSize: state.position.size,
        equityAtTrigger: setup.rules.equity(of: state, at: price),
        path: path))
    record.opened(
      venue.engine.cases[index], notional: setup.rules.notional(of: state, at: price), at: now,
      event: eventKey)
    notifyRisk(account: account, .liquidationOpened(price: price))
    scheduleStep(index, outcome: .opened, at: now)
  }

  /// Schedules the next step of a case.
  mutating func scheduleStep(
    _ index: Int, outcome: Situation.Outcome, at time: Instant
  ) {
    push(
      .caseStep, .liquidation, at: time, target: index, a: venue.engine.nextStep(of: index),
      b: outcome.code)
  }

  /// Asks a case's path what comes next, and does it.
  mutating func stepCase(_ index: Int, step: Int64, outcome code: Int64) {
    guard venue.engine.isAt(step: step, of: index) else { return }
    let view = view(of: venue.engine.cases[index].owner)
    let held = view.account.position.size.magnitude
    if held == .zero { return endCase(index, ending: .closed) }
    if step > Int64(LiquidationEngine.stepsMax) {
      return deleverage(index, quantity: held, price: view.bankruptcyPrice())
    }
    let terms = setup.venue.deleveraging
    if terms.deleveragesInstead(fund: view.fund) {
      let price = view.deleveragingPrice(view.bankruptcyPrice(), by: terms.price)
      return deleverage(index, quantity: held, price: price)
    }
    let (next, foundUnrestorable) = venue.engine.ask(
      index, in: situation(of: index, view, outcome: Situation.Outcome(code: code)))
    if foundUnrestorable {
      record.incident(
        .unrestorable, at: now, event: eventKey, account: venue.engine.cases[index].account)
    }
    act(next, case: index, view)
  }

  /// Does what a path asks for.
  private mutating func act(_ step: LiquidationStep, case index: Int, _ view: VenueView) {
    switch step {
    case .cancelOrders:
      here.book.cancelAll(of: venue.engine.cases[index].owner, .liquidation)
      absorbEffects(of: nil)
      scheduleStep(index, outcome: .cancelled, at: now)
    case .submit(let order): submit(order, case: index, view)
    case .transferToBackstop(let quantity, let price):
      transferToBackstop(index, quantity: quantity, price: view.handoverPrice(price), view)
    case .transferToFund(let quantity, let price):
      transferToFund(index, quantity: quantity, price: view.handoverPrice(price), view)
    case .auction(let order): openAuction(order, case: index, view)
    case .deleverage(let quantity, let price):
      deleverage(
        index, quantity: quantity,
        price: view.deleveragingPrice(price, by: setup.venue.deleveraging.price))
    case .wait(let time):
      invariant(time > .zero, "a path waits for some time", at: eventKey)
      scheduleStep(index, outcome: .waited, at: now + time)
    case .release: release(index)
    }
  }

  /// What the venue goes by when it decides about an account.
  func view(of owner: OwnerID) -> VenueView {
    VenueView(
      rules: setup.rules, prices: here.prices.view(check: setup.venue.checkPrice),
      fund: venue.engine.fundPromise(
        cash: venue.ledger.cash(venue.ledger.fund), terms: setup.venue.fund, at: now),
      account: venue.ledger[owner])
  }

  /// What a path sees of its case.
  private func situation(
    of index: Int, _ view: VenueView, outcome: Situation.Outcome
  ) -> Situation {
    let item = venue.engine.cases[index]
    return Situation(
      now: now, opened: item.openedAt, outcome: outcome, originalSize: item.originalSize,
      account: view.account, rules: view.rules, checkPrice: view.prices.check,
      mark: view.prices.mark, bankruptcyPrice: view.bankruptcyPrice(),
      budgetPrice: view.bankruptcyPrice(support: view.fund.support),
      fundDrawdown: view.fund.drawdown, index: view.prices.index, last: view.prices.last,
      capacity: venue.engine.meter, accountIndex: item.account, penalty: setup.venue.closingPenalty)
  }

  /// Counts what was closed against the capacity window of the path's stage.
  mutating func meter(_ index: Int, quantity: Quantity) {
    let instrument = setup.scenario.instrument
    venue.engine.meter(
      index, quantity: quantity, notional: instrument.notional(here.prices.index, quantity), at: now
    )
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
