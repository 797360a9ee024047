import Market
import Units

extension Ledger {
  /// Adds everything up again, from the accounts alone, and traps where a rule of the books is broken.
  ///
  /// Positions sum to zero. Cash plus entry cost over participants, fund, fees and rounding equals net
  /// deposits. The rounding account holds between nothing and one atom per division. A flat account has
  /// no entry cost. Values at a mark price are no part of any of this.
  ///
  /// - Parameter event: The event being handled.
  /// - Returns: The totals.
  @discardableResult
  package func recount(at event: UInt64? = nil) -> LedgerTotals {
    var lots: Int128 = 0
    var inside: Int128 = 0
    var openLots: Int128 = 0
    var participants: Int128 = 0
    let outside = Int(deposits.index)
    for index in 0..<accounts.count where index != outside {
      let size = accounts.size[index]
      let cost = accounts.entryCost[index]
      invariant(
        size != .zero || cost == .zero, "account \(index), which is flat, has no entry cost",
        at: event)
      let worth = Int128(accounts.cash[index].atoms) + Int128(cost.atoms)
      lots += Int128(size.lots)
      openLots += max(Int128(size.lots), 0)
      inside += worth
      if index < participantCount { participants += worth }
    }
    invariant(lots == 0, "positions sum to zero", at: event)
    invariant(
      inside == Int128(netDeposits.atoms),
      "cash plus entry cost, \(inside) atoms, equals net deposits, \(netDeposits.atoms)", at: event)
    invariant(
      cash(deposits) == -netDeposits, "the outside world has given the net deposits", at: event)
    invariant(
      (0...divisionCount).contains(cash(rounding).atoms),
      "rounding, \(cash(rounding).atoms) atoms, is within one atom per division, \(divisionCount)",
      at: event)
    return LedgerTotals(
      netDeposits: netDeposits, participants: Money(atoms: Int64(participants)),
      fund: accounts[fund].fixedPart, fees: cash(fees), rounding: cash(rounding),
      divisionCount: divisionCount, openInterest: Quantity(lots: Int64(openLots)))
  }
}
