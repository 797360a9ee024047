import Liquidation
import Margin
import Market
import Units

/// What a venue charges for liquidating.
extension World {
  /// Charges an account for what an attempt closed, as far as it can pay.
  ///
  /// - Parameters:
  ///   - index: The case.
  ///   - quantity: The lots that were closed.
  ///   - notional: What they traded for.
  ///   - counterparty: Who took them, where that is one participant. Where a penalty goes to the liquidator of an
  ///     order in the book, which has none, the backstop provider stands in.
  mutating func chargePenalty(
    _ index: Int, quantity: Quantity, notional: Money, counterparty: OwnerID? = nil
  ) {
    let owner = OwnerID(Int32(engine.cases[index].account))
    let account = ledger[owner]
    let equity = setup.rules.equity(of: account, at: checkPrice())
    let asked = penalty(index, account: account, quantity: quantity, notional: notional)
    let charged = min(asked, max(account.position.isFlat ? account.cash : equity, .zero))
    if charged <= .zero { return }
    switch setup.venue.penalty.receiver {
    case .fund:
      ledger.charge(charged, to: owner, for: ledger.fund, at: eventKey)
      engine.cases[index].fundReceived += charged
      record.fundReceived(charged, account: Int(owner.index), at: now, event: eventKey)
    case .house:
      ledger.charge(charged, to: owner, for: ledger.fees, at: eventKey)
    case .backstop:
      ledger.transfer(charged, from: owner, to: setup.roster.backstop, at: eventKey)
    case .liquidator:
      let taker = counterparty ?? setup.roster.backstop
      ledger.transfer(charged, from: owner, to: taker, at: eventKey)
    }
    noteWatched(owner)
  }

  /// What the rule asks for; the account pays the fraction of an atom.
  private mutating func penalty(
    _ index: Int, account: Account, quantity: Quantity, notional: Money
  ) -> Money {
    let rule = setup.venue.penalty
    let base: Money
    switch rule.base {
    case .closedNotional: base = notional
    case .maintenance:
      var before = account
      let isLong = engine.cases[index].originalSize > .zero
      before.position.size += Quantity(lots: isLong ? quantity.lots : -quantity.lots)
      let whole = setup.rules.maintenance(of: before, at: checkPrice())
      let part = Int128(whole.atoms) * Int128(quantity.lots)
      base = Money(
        atoms: Int64(
          divide(part, by: Int128(before.position.size.magnitude.lots), rounding: .up)))
    }
    let asked = base.times(rule.rate, rounding: .up)
    guard rule.cappedByGapToBankruptcy else { return asked }
    return min(asked, max(gap(index, quantity: quantity, notional: notional), .zero))
  }

  /// How much better than at the bankruptcy price of the attempt the lots were closed.
  private func gap(_ index: Int, quantity: Quantity, notional: Money) -> Money {
    let item = engine.cases[index]
    let instrument = setup.scenario.instrument
    let worst = instrument.notional(item.attemptBankruptcy, quantity)
    // A sale brings more where the notional is greater, unless the contract is inverse.
    let gainsWithNotional = (item.originalSize > .zero) == (instrument.kind == .linear)
    return gainsWithNotional ? notional - worst : worst - notional
  }
}
