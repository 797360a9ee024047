import Market
import Units

extension Ledger {
  /// Adds everything up again, from the accounts alone, and traps where a rule of the books is broken.
  ///
  /// Positions sum to zero in each contract. Cash plus entry cost over participants, fund, fees and rounding equals net
  /// deposits. The rounding account holds between nothing and one atom per division. A flat account has
  /// no entry cost. Values at a mark price are no part of any of this.
  ///
  /// - Parameter event: The event being handled.
  /// - Returns: The totals.
  @discardableResult
  package func recount(at event: UInt64? = nil) -> LedgerTotals {
    var inside: Int128 = 0
    var participants: Int128 = 0
    let outside = Int(deposits.index)
    for index in 0..<accountCount where index != outside {
      let worth = Int128(worth(index).atoms)
      inside += worth
      if index < participantCount { participants += worth }
    }
    let openInterest = legs.map { recount($0, at: event) }
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
      fund: worth(Int(fund.index)), fees: cash(fees), rounding: cash(rounding),
      divisionCount: divisionCount, openInterest: openInterest)
  }

  /// Cash plus entry cost of an account over all its legs.
  private func worth(_ index: Int) -> Money {
    legs.reduce(cash(OwnerID(Int32(index)))) { $0 + $1.entryCost[index] }
  }

  /// Adds the positions in one contract up.
  ///
  /// - Returns: Lots held long.
  private func recount(_ leg: LegColumns, at event: UInt64?) -> Quantity {
    var lots: Int128 = 0
    var openLots: Int128 = 0
    for index in 0..<accountCount where index != Int(deposits.index) {
      let size = leg.size[index]
      invariant(
        size != .zero || leg.entryCost[index] == .zero,
        "account \(index), which is flat, has no entry cost", at: event)
      lots += Int128(size.lots)
      openLots += max(Int128(size.lots), 0)
    }
    invariant(lots == 0, "positions sum to zero", at: event)
    return Quantity(lots: Int64(openLots))
  }
}
