import Kernel
package import Margin
package import Market
import Units

/// What a run is a function of, prepared once and shared by its branches.
package struct WorldSetup: Sendable {
  package let scenario: Scenario
  package let seed: UInt64
  /// The index, from the scenario's process or from a file.
  package let index: IndexTape
  /// A tape of last prices for the margin check, where one was given.
  package let last: IndexTape?
  /// The recorded market, where one is replayed.
  package let market: ReplayedMarket?
  /// How long strategies' orders and their answers take, where that was measured; nil for the scenario's laws.
  package let orderLatency: RecordedLatency?
  /// Who takes part.
  package let roster: Roster
  /// The accounts drawn for this seed.
  package let population: Population
  /// The strategies in the order of the scenario's slots.
  package let strategies: [any Strategy]
  /// Who watches the run.
  package let monitors: [any Monitor]
  /// When the depth shocks strike.
  package let strikes: [ShockStrike]
  /// The margin rules of the scenario's contract.
  package let rules: MarginRules
  /// The same for accounts over all contracts.
  let margin: MarginBook
  /// The rules the run goes by.
  let venue: VenueRules
  /// What a tick on a lot is worth; one on an inverse contract, whose auctions count in lots alone.
  var atomsPerTickLot: Int64 {
    scenario.instrument.kind == .linear ? scenario.instrument.atomsPerTickLot : 1
  }
  /// The order of counterparties where a venue draws it.
  let deleveragingDraws: RandomStream
  /// The links.
  let latency: LatencyKeys
  /// Sizes of arbitrageurs' orders, by arbitrageur and index update.
  let arbitrageurSizes: RandomStream
  /// How long makers wait before they show size again.
  let reloads: RandomStream
  /// Which orders a cancel burst hits.
  let shockCancels: RandomStream
  /// What the run keeps beyond its results.
  package let options: RunOptions

  /// Prepares a run.
  package init(
    scenario: Scenario, seed: UInt64, index: IndexTape, last: IndexTape? = nil,
    market: ReplayedMarket? = nil, orderLatency: RecordedLatency? = nil,
    strategies: [any Strategy] = [],
    monitors: [any Monitor] = [],
    options: RunOptions = RunOptions()
  ) throws(MarginScheduleError) {
    invariant(
      strategies.count == scenario.strategies.count, "each slot of the scenario has its strategy")
    invariant(
      (market != nil) == (scenario.replay != nil), "a scenario that replays a market has its tape")
    self.scenario = scenario
    self.market = market
    self.orderLatency = orderLatency
    self.seed = seed
    self.index = index
    self.last = last
    self.strategies = strategies
    self.monitors = monitors
    self.options = options
    venue = try VenueRules(scenario)
    rules = try MarginRules(instrument: scenario.instrument, terms: venue.terms)
    margin = MarginBook(rules: [rules])
    deleveragingDraws = RandomStream(seed: seed, name: "deleveraging.order")
    roster = Roster(scenario: scenario)
    population = Population(
      settings: scenario.population,
      // By the scenario's own terms, so that the accounts are the same under every rulebook.
      rules: try MarginRules(
        instrument: scenario.instrument, terms: MarginTerms(schedule: scenario.margin)),
      opening: index.updates[0].price, seed: seed)
    latency = LatencyKeys(settings: scenario.latency, roster: roster, seed: seed)
    arbitrageurSizes = RandomStream(seed: seed, name: "arbitrageurs.size")
    reloads = RandomStream(seed: seed, name: "makers.reload")
    shockCancels = RandomStream(seed: seed, name: "shocks.cancel")
    strikes = ShockStrike.schedule(scenario: scenario, index: index, seed: seed)
  }
}
