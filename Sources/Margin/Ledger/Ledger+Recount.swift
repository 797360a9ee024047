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
      let cash = Int128(cash(OwnerID(Int32(index))).atoms)
      inside += cash
      if index < participantCount { participants += cash }
    }
    var openInterest: [Quantity] = []
    for leg in legs {
      let sums = recount(leg, at: event)
      openInterest.append(sums.openInterest)
      inside += sums.inside
      participants += sums.participants
    }
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
      fund: legs.reduce(cash(fund)) { $0 + $1.entryCost[Int(fund.index)] }, fees: cash(fees),
      rounding: cash(rounding),
      divisionCount: divisionCount, openInterest: openInterest)
  }

  /// Adds the positions in one contract up.
  ///
  /// - Returns: Lots held long, and the entry cost of all accounts and of the participants.
  private func recount(
    _ leg: LegColumns, at event: UInt64?
  ) -> (openInterest: Quantity, inside: Int128, participants: Int128) {
    var lots: Int128 = 0
    var openLots: Int128 = 0
    var inside: Int128 = 0
    var participants: Int128 = 0
    for index in 0..<accountCount where index != Int(deposits.index) {
      let size = leg.size[index]
      let cost = leg.entryCost[index]
      invariant(
        size != .zero || cost == .zero,
        "account \(index), which is flat, has no entry cost", at: event)
      lots += Int128(size.lots)
      openLots += max(Int128(size.lots), 0)
      inside += Int128(cost.atoms)
      if index < participantCount { participants += Int128(cost.atoms) }
    }
    invariant(lots == 0, "positions sum to zero", at: event)
    return (Quantity(lots: Int64(openLots)), inside, participants)
  }
}
