import Liquidation
import Margin
import Market
import Units

/// The margin check: who is below maintenance.
extension World {
  /// The price that drives the margin check now.
  func checkPrice() -> Price { here.prices.check(setup.venue.checkPrice) }

  /// Whether any watched account is below maintenance at the check price.
  mutating func findsBreach() -> Bool {
    let marks = [checkPrice()]
    refreshTriggers(at: marks)
    return venue.engine.watch.candidates(leg: 0, at: marks[0]).contains { fails($0, at: marks) }
  }

  /// Finds accounts below maintenance and opens their cases, or notes them in the control branch.
  mutating func checkMargin() {
    push(
      .marginCheck, .marginCheck, at: now + setup.venue.checkInterval)
    let marks = [checkPrice()]
    let price = marks[0]
    refreshTriggers(at: marks)
    record.checkPrice(price)
    let isControl = if case .control = stance { true } else { false }
    for index in venue.engine.watch.candidates(leg: 0, at: price) {
      let isOpen = isControl || venue.engine.caseIndex(of: index) != nil
      if isOpen, record.firstBreach[index] != nil {
        // It has been noted, and nothing is left to be done about it until its case ends.
        venue.engine.watch.rest(index)
        continue
      }
      if !fails(index, at: marks) { continue }
      let isFirst = record.breach(index, check: price, at: now)
      if isFirst {
        record.incident(.breach, at: now, event: eventKey, account: index, price: price)
        noteOwnerBreach(index)
      }
      if !isOpen { openCase(index, price: price) }
    }
  }

  /// Whether an account beyond its trigger is liquidatable.
  ///
  /// It may still be safe: where tiers have no deduction, a smaller notional can fall into a lower tier. So the
  /// price only says where to look.
  private func fails(_ account: Int, at marks: [Price]) -> Bool {
    setup.margin.standing(of: AccountView(venue.ledger[OwnerID(Int32(account))]), at: marks).fails
  }

  /// Brings the triggers of accounts that have changed up to date.
  private mutating func refreshTriggers(at marks: [Price]) {
    let (margin, ledger, watchedCount) = (setup.margin, venue.ledger, setup.roster.watchedCount)
    venue.engine.watch.refresh { account, leg in
      // At the start all participants count as changed, also those that are never liquidated.
      if account >= watchedCount { return nil }
      return margin.trigger(
        of: AccountView(ledger[OwnerID(Int32(account))]), leg: leg, share: .one, at: marks)
    }
  }

  /// Marks a watched account whose position or cash has changed.
  mutating func noteWatched(_ owner: OwnerID) {
    if Int(owner.index) < setup.roster.watchedCount {
      venue.engine.touch(account: Int(owner.index))
    }
  }
}
