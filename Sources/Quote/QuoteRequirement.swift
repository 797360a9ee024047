import Margin
package import Units

/// The maintenance requirement of one leg at one price, taken apart.
package struct QuoteRequirement: Sendable, Hashable {
  /// The price, in ticks.
  package let price: Price
  /// The value of the position at the price.
  package let notional: Money
  /// The value that the requirement is taken at: of the price, or of the entry.
  package let measured: Money
  /// The rate on the measured value; the closing fee is apart.
  package let rate: FineRate
  /// The least requirement, where it is what counts; the rate is zero then.
  package let minimum: Money
  /// What is taken off, so that tiers meet without a jump; zero for other shapes.
  package let deduction: Money
  /// The tier, from 1, and how many there are; nil for a schedule without tiers.
  package let tier: Int?
  /// The number of tiers.
  package let tierCount: Int
  /// The requirement, closing fee and charges included where the check counts them.
  package let total: Money

  /// Takes the requirement of an account apart.
  init(_ rules: MarginRules, _ account: Account, at price: Price) {
    self.price = price
    notional = rules.notional(of: account, at: price)
    switch rules.terms.valuation {
    case .mark: measured = notional
    case .entry: measured = account.position.entryCost.magnitude
    }
    total = rules.maintenance(of: account, at: price)
    tierCount = rules.schedule.tierCount
    let index = rules.tier(of: account, at: price)
    let lots = account.position.size.magnitude.lots
    var least = Money.zero
    switch rules.schedule.shape {
    case .continuousTiers:
      let tier = rules.schedule.tiers[index]
      rate = FineRate(tier.maintenance)
      deduction = tier.deduction ?? .zero
      self.tier = index + 1
    case .steppedTiers(let steps, _):
      rate = steps[index].maintenance
      deduction = .zero
      tier = index + 1
    case .flat(let maintenance, _, let minimum):
      // Compared in parts of 10^-12, exactly.
      let byRate = Int128(measured.atoms) * Int128(maintenance.partsPerTrillion)
      let binds = Int128(minimum.atoms) * Int128(FineRate.one.partsPerTrillion) > byRate
      rate = binds ? .zero : maintenance
      least = binds ? minimum : .zero
      deduction = .zero
      tier = nil
    case .linearInSize, .squareRootOfSize:
      rate = rules.maintenanceRate(lots: lots)
      deduction = .zero
      tier = nil
    }
    minimum = least
  }
}
