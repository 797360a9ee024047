package import Margin
import Market
import Units

// Accounts larger than a venue's table of tiers.
extension Population {
  /// How many accounts hold, at the opening, more than the table of tiers is for.
  ///
  /// They run at the rates of its last tier, about which the table says nothing for them.
  func countBeyondTiers(under rules: MarginRules, opening: Price) -> Int {
    if rules.schedule.end == nil { return 0 }
    let instrument = rules.instrument
    return accounts.count { account in
      let cost = -instrument.value(account.size, at: account.entryPrice)
      let position = Position(size: account.size, entryCost: cost)
      return rules.passedEnd(of: Margin.Account(cash: .zero, position: position), at: opening)
        != nil
    }
  }
}

extension Scenario {
  /// How many accounts of a seed hold more at the opening than the table of tiers that the run goes by is for.
  ///
  /// - Returns: `nil` where the opening price comes with a file.
  /// - Throws: What is wrong with the rules of the scenario's rulebook.
  package func accountsBeyondTiers(seed: UInt64) throws(MarginScheduleError) -> Int? {
    guard case .process(_, let start) = index else { return nil }
    let venue = try VenueRules(self)
    let rules = try MarginRules(instrument: instrument, terms: venue.terms)
    if rules.schedule.end == nil { return 0 }
    let drawn = Population(
      settings: population,
      rules: try MarginRules(instrument: instrument, terms: MarginTerms(schedule: margin)),
      opening: start, seed: seed)
    return drawn.countBeyondTiers(under: rules, opening: start)
  }
}
