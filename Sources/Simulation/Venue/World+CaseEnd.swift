import Liquidation
import Margin
import Market
import Units

/// The end of a case: who pays what is owed, and who keeps what is left.
extension World {
  /// Leaves what is left with its owner.
  mutating func release(_ index: Int) {
    record.step(
      index, .released, at: now, quantity: venue.ledger.size(venue.engine.cases[index].owner),
      price: checkPrice())
    endCase(index, ending: .released)
  }

  /// Ends a case: the fund pays a deficit or receives a remainder, and the record is closed.
  mutating func endCase(_ index: Int, ending: LiquidationRecord.Ending) {
    let owner = venue.engine.cases[index].owner
    venue.engine.release(index)
    if venue.ledger.size(owner) == .zero { settle(index) }
    let equity = setup.rules.equity(of: venue.ledger[owner], at: checkPrice())
    noteWatched(owner)
    record.ended(index, venue.engine.cases[index], ending: ending, equity: equity, at: now)
    record.incident(
      ending == .released ? .released : .closed, at: now, event: eventKey,
      account: Int(owner.index), quantity: venue.engine.cases[index].closed, amount: equity)
    venue.engine.close(index)
    notifyRisk(account: Int(owner.index), .liquidationEnded)
  }

  /// Settles the cash of a case whose position is gone.
  private mutating func settle(_ index: Int) {
    let item = venue.engine.cases[index]
    post(
      Settlement(
        cash: venue.ledger.cash(item.owner), fund: venue.ledger.cash(venue.ledger.fund),
        fees: item.takerFees,
        remainder: item.remainder), of: item.owner, case: index)
  }

  /// Pays what a flat counterparty owes because of a case; it had no orders whose fees could be given back.
  mutating func settleDebt(of owner: OwnerID, case index: Int) {
    post(
      Settlement(
        cash: venue.ledger.cash(owner), fund: venue.ledger.cash(venue.ledger.fund), fees: .zero,
        remainder: .owner),
      of: owner, case: index)
  }

  private mutating func post(_ settlement: Settlement, of owner: OwnerID, case index: Int) {
    let account = Int(owner.index)
    invariant(venue.ledger.size(owner) == .zero, "a flat account is settled", at: eventKey)
    switch settlement {
    case .none: return
    case .passesOn(let amount, let remainder):
      let isFund = remainder == .fund
      let receiver = isFund ? venue.ledger.fund : setup.roster.backstop
      pay(amount, from: owner, to: receiver)
      noteBooking(account: owner, .remainderTaken, -amount)
      if isFund, amount > .zero {
        venue.engine.fundReceived(amount, from: index)
        record.fundReceived(amount, account: account, at: now, event: eventKey)
      }
    case .debt(let paid, let waived, let borne):
      pay(paid, from: venue.ledger.fund, to: owner)
      noteBooking(account: owner, .debtPaid, paid + waived + borne)
      if paid > .zero {
        venue.engine.fundPaid(paid, for: index)
        record.fundPaid(paid, account: account, at: now, event: eventKey)
      }
      if waived + borne > .zero { pay(waived + borne, from: venue.ledger.fees, to: owner) }
      if waived > .zero { record.feeWaived(waived, account: account, at: now, event: eventKey) }
      if borne > .zero { record.debtBorne(borne, account: account, at: now, event: eventKey) }
      invariant(venue.ledger.deficit(owner) == .zero, "a debt is paid whole", at: eventKey)
    }
  }

  /// Moves cash that settles an account.
  mutating func pay(_ amount: Money, from giver: OwnerID, to taker: OwnerID) {
    venue.ledger.transfer(amount, from: giver, to: taker, at: eventKey)
    noteSettlement(amount, from: giver, to: taker)
  }
}
