package import Market
import Units

/// Who takes part, by the index of the ledger account.
package struct Roster: Sendable {
  /// The population comes first.
  package let populationCount: Int
  package let strategies: [OwnerID]
  package let makers: [OwnerID]
  package let takers: OwnerID
  package let arbitrageurs: [OwnerID]
  package let backstop: OwnerID
  package let liquidators: [OwnerID]
  /// How many accounts in all.
  package let count: Int

  package init(scenario: Scenario) {
    var next = Int32(scenario.population.count)
    func take(_ count: Int) -> [OwnerID] {
      let owners = (0..<Int32(count)).map { OwnerID(next + $0) }
      next += Int32(count)
      return owners
    }
    populationCount = scenario.population.count
    strategies = take(scenario.strategies.count)
    makers = take(scenario.makers.count)
    takers = OwnerID(next)
    next += 1
    arbitrageurs = take(scenario.arbitrageurs.count)
    backstop = OwnerID(next)
    next += 1
    liquidators = take(scenario.liquidators.count)
    count = Int(next)
  }

  /// Accounts that the margin check watches: the population and the strategies.
  var watchedCount: Int { populationCount + strategies.count }

  /// The owner as random streams know it: its role and its number within the role.
  func entity(_ owner: OwnerID) -> UInt64 {
    if let maker = makerIndex(owner) { return 1 << 32 | UInt64(maker) }
    if Int(owner.index) < populationCount { return UInt64(owner.index) }
    if let strategy = strategyIndex(owner) { return 2 << 32 | UInt64(strategy) }
    if owner == takers { return 3 << 32 }
    if owner == backstop { return 4 << 32 }
    if owner.index > backstop.index { return 6 << 32 | UInt64(owner.index - backstop.index - 1) }
    return 5 << 32 | UInt64(owner.index - takers.index - 1)
  }

  /// Which maker an owner is, if it is one.
  func makerIndex(_ owner: OwnerID) -> Int? {
    let offset = Int(owner.index) - populationCount - strategies.count
    return offset >= 0 && offset < makers.count ? offset : nil
  }

  /// Which strategy an owner is, if it is one.
  func strategyIndex(_ owner: OwnerID) -> Int? {
    let offset = Int(owner.index) - populationCount
    return offset >= 0 && offset < strategies.count ? offset : nil
  }
}
