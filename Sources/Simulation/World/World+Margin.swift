import Kernel
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
    let price = checkPrice()
    refreshTriggers()
    return venue.engine.breached(at: price).contains { isBelowMaintenance($0, at: price) }
  }

  /// Finds accounts below maintenance and opens their cases, or notes them in the control branch.
  mutating func checkMargin() {
    push(
      .marginCheck, .marginCheck, at: now + setup.venue.checkInterval)
    let price = checkPrice()
    refreshTriggers()
    record.checkPrice(price)
    let isControl = if case .control = stance { true } else { false }
    for index in venue.engine.breached(at: price) {
      let isOpen = isControl || venue.engine.caseIndex(of: index) != nil
      // It has been noted, and nothing is left to be done about it.
      if isOpen, record.firstBreach[index] != nil { continue }
      if !isBelowMaintenance(index, at: price) { continue }
      let isFirst = record.breach(index, check: price, at: now)
      if isFirst {
        record.incident(.breach, at: now, event: eventKey, account: index, price: price)
        noteOwnerBreach(index)
      }
      if !isOpen { openCase(index, price: price) }
    }
  }

  /// Whether an account beyond its liquidation price is liquidatable.
  ///
  /// It may still be safe: where tiers have no deduction, a smaller notional can fall into a lower tier. So the
  /// price only says where to look.
  private func isBelowMaintenance(_ account: Int, at price: Price) -> Bool {
    setup.rules.isLiquidatable(venue.ledger[OwnerID(Int32(account))], at: price)
  }

  /// Brings the liquidation prices of accounts whose position or cash has changed up to date.
  private mutating func refreshTriggers() {
    while let index = venue.engine.popTouched() {
      // At the start all participants count as changed, also those that are never liquidated.
      if index >= setup.roster.watchedCount { continue }
      let account = venue.ledger[OwnerID(Int32(index))]
      venue.engine.setTrigger(
        index, isLong: account.position.size > .zero,
        price: setup.rules.liquidationPrice(of: account))
    }
  }

  /// Marks a watched account whose position or cash has changed.
  mutating func noteWatched(_ owner: OwnerID) {
    if Int(owner.index) < setup.roster.watchedCount {
      venue.engine.touch(account: Int(owner.index))
    }
  }
}
