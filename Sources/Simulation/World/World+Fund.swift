import Liquidation
import Margin
import Market
import Units

/// The insurance fund as a holder of positions: it takes them over and works them off in the book.
extension World {
  /// Moves position and margin to the insurance fund, if it can take them.
  ///
  /// It takes any price the account can pay, also one that is worse than the mark: covering that loss
  /// is what it is for. It refuses without equity, and beyond the notional that its venue allows it.
  mutating func transferToFund(_ index: Int, quantity: Quantity, price: Price) {
    let account = engine.cases[index].account
    let owner = OwnerID(Int32(account))
    let held = ledger.size(owner)
    engine.cases[index].attemptBankruptcy = bankruptcyPrice(owner)
    let moved = Quantity(lots: held > .zero ? quantity.lots : -quantity.lots)
    let equity = setup.rules.equity(of: ledger[ledger.fund], at: prices.mark)
    let after = ledger.size(ledger.fund) + moved
    let notional = setup.scenario.instrument.notional(prices.mark, after.magnitude)
    // By cross-multiplication: the fund holds no more than its part.
    let isWithin = setup.venue.fundNotionalShareMax.map {
      Int128(notional.atoms) * 1_000_000 <= Int128(equity.atoms) * Int128($0.partsPerMillion)
    }
    guard equity > .zero, isWithin ?? true else {
      record.incident(
        .fundRefused, at: now, event: eventKey, account: account, quantity: quantity,
        price: price)
      return answer(index, .unfilled)
    }
    takeOver(index, quantity: quantity, by: ledger.fund, price: price)
    record.incident(
      .fundTransfer, at: now, event: eventKey, account: account, quantity: quantity, price: price)
    chargePenalty(
      index, quantity: quantity, notional: setup.scenario.instrument.notional(price, quantity))
    notifyRisk(account: account, .transferred(quantity: quantity, price: price), draw: 6)
    if !isFundUnwinding {
      isFundUnwinding = true
      push(
        .fundUnwind, .liquidation,
        at: now + setup.scenario.liquidation.backstop.unwindInterval)
    }
    answer(index, quantity == held.magnitude ? .filled : .partlyFilled)
  }

  /// The fund sells its next slice, at the backstop provider's pace, for as long as it holds something.
  mutating func unwindFund() {
    guard ledger.size(ledger.fund) != .zero else {
      isFundUnwinding = false
      return rescueFund()
    }
    let settings = setup.scenario.liquidation.backstop
    push(.fundUnwind, .liquidation, at: now + settings.unwindInterval)
    unwind(ledger.fund, share: settings.unwindShare)
  }

  /// Counts what the fund won or lost with positions it took over, the rest valued at the mark.
  mutating func settleFundResult() {
    let equity = setup.rules.equity(of: ledger[ledger.fund], at: prices.mark)
    record.totals.fundTrading =
      equity - engine.fundAtStart - record.totals.fundIncome + record.totals.fundDraw
      - fundRescued
  }

  /// The venue pays what a fund without a position owes.
  private mutating func rescueFund() {
    let owed = ledger.deficit(ledger.fund)
    if owed == .zero { return }
    ledger.transfer(owed, from: ledger.fees, to: ledger.fund, at: eventKey)
    noteSettlement(owed, from: ledger.fees, to: ledger.fund)
    fundRescued += owed
    record.incident(.fundRescued, at: now, event: eventKey, amount: owed)
  }
}
