import Margin
import Market
import Units

/// What everybody has, and what became of the owners who breach in the control.
extension World {
  /// Values the owners whose horizon ends with the second that closes.
  mutating func valueOwners(at time: Instant) {
    while let next = owners.due(at: time) {
      owners.keep(equityAtIndex(OwnerID(Int32(next.account))), horizon: next.horizon)
    }
  }

  /// Notes that an owner breaches, where nobody is liquidated.
  mutating func noteOwnerBreach(_ account: Int) {
    guard case .control = stance, account < setup.roster.populationCount else { return }
    let equity = max(equityAtIndex(OwnerID(Int32(account))), .zero)
    owners.add(OwnerWatch.Breach(account: account, time: now, equity: equity))
  }

  /// What everybody has now, positions valued at the index, what is owed settled.
  mutating func wealth() -> Wealth { wealth(venue.ledger) }

  /// What everybody has by the plain books, where they are kept.
  mutating func plainWealth() -> Wealth? { plain.map { wealth($0) } }

  private func wealth(_ ledger: Ledger) -> Wealth {
    let roster = setup.roster
    func equityAtIndex(_ owner: OwnerID) -> Money {
      setup.rules.equity(of: ledger[owner], at: here.prices.index)
    }
    func sum(_ members: [OwnerID]) -> Money {
      members.reduce(.zero) { $0 + equityAtIndex($1) }
    }
    let hedges = hedgeProfits()
    var others: [WealthGroup: Money] = [:]
    others[.fund] = equityAtIndex(ledger.fund)
    others[.backstop] = equityAtIndex(roster.backstop)
    others[.fees] = ledger.cash(ledger.fees)
    others[.rounding] = ledger.cash(ledger.rounding) + valueFraction(ledger)
    others[.makers] = sum(roster.makers) + hedges.makers
    others[.arbitrageurs] = sum(roster.arbitrageurs) + hedges.arbitrageurs
    others[setup.market == nil ? .takers : .recorded] = equityAtIndex(roster.takers)
    others[.liquidators] = sum(roster.liquidators)
    others[.elsewhere] = -(hedges.makers + hedges.arbitrageurs)
    return Wealth(
      owners: (0..<roster.populationCount).map { equityAtIndex(OwnerID(Int32($0))) },
      strategies: roster.strategies.map { equityAtIndex($0) }, others: others,
      deposited: ledger.netDeposits, at: eventKey)
  }

  private func equityAtIndex(_ owner: OwnerID) -> Money {
    setup.rules.equity(of: venue.ledger[owner], at: here.prices.index)
  }

  /// What makers and arbitrageurs have won with their hedges, open ones valued at the index.
  private func hedgeProfits() -> (makers: Money, arbitrageurs: Money) {
    let instrument = setup.scenario.instrument
    let index = here.prices.index
    return (
      here.crew.makers.reduce(.zero) { $0 + $1.hedge.profit(at: index, instrument) },
      here.arbitrageurs.reduce(.zero) { $0 + $1.hedge.profit(at: index, instrument) }
    )
  }

  /// What rounding each position's value to an atom leaves over, since positions sum to zero and are worth nothing
  /// together: exactly zero for a linear contract, at most half an atom a position for an inverse one.
  private func valueFraction(_ ledger: Ledger) -> Money {
    var fraction = Money.zero
    for index in 0...ledger.participantCount {
      let size = ledger.size(OwnerID(Int32(index)))
      fraction -= setup.scenario.instrument.value(size, at: here.prices.index)
    }
    return fraction
  }
}
