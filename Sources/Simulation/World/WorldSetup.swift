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
    strategies: [any Strategy] = [], monitors: [any Monitor] = [],
    options: RunOptions = RunOptions()
  ) throws(MarginScheduleError) {
    invariant(
      strategies.count == scenario.strategies.count, "each slot of the scenario has its strategy")
    self.scenario = scenario
    self.seed = seed
    self.index = index
    self.last = last
    self.strategies = strategies
    self.monitors = monitors
    self.options = options
    venue = try VenueRules(scenario)
    rules = try MarginRules(instrument: scenario.instrument, terms: venue.terms)
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

/// What a run keeps beyond its results.
package struct RunOptions: Sendable {
  /// Recount the whole ledger at every mark and at the end, and check the book's positions against it.
  package var audits = false
  /// Observe the simulated market for the table beside the measured one.
  package var observesMarket = false
  /// Keep a journal of the events in this stretch of simulated seconds.
  package var journal: Range<Int64>?
  /// The order in which the population's accounts are put in; nil for their own order.
  package var insertionOrder: [Int]?
  /// Keep what strategies ask for, to find one that does not repeat.
  package var keepsRequests = false
  /// Who is told which strategy is being called.
  package var watch: StrategyWatch?
  /// Run a shadow beside each path and split its results into drift, terms and impact.
  package var attributes = false
  /// Log the events of the run, where it is not forked.
  package var log: EventLog?

  package init(
    audits: Bool = false, observesMarket: Bool = false, journal: Range<Int64>? = nil,
    insertionOrder: [Int]? = nil, keepsRequests: Bool = false, watch: StrategyWatch? = nil,
    attributes: Bool = false, log: EventLog? = nil
  ) {
    self.log = log
    self.attributes = attributes
    self.keepsRequests = keepsRequests
    self.watch = watch
    self.insertionOrder = insertionOrder
    self.audits = audits
    self.observesMarket = observesMarket
    self.journal = journal
  }
}

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

/// A depth shock and when it strikes.
package struct ShockStrike: Sendable {
  let time: Instant
  let plan: Int

  /// All strikes in order of time, then of plan.
  static func schedule(scenario: Scenario, index: IndexTape, seed: UInt64) -> [ShockStrike] {
    let stream = RandomStream(seed: seed, name: "shocks.timing")
    var strikes: [ShockStrike] = []
    for (number, plan) in scenario.shocks.enumerated() {
      let times = plan.timing.strikes(
        index: index, length: scenario.length, stream: stream, entity: UInt64(number))
      strikes += times.map { ShockStrike(time: $0, plan: number) }
    }
    return strikes.sorted { ($0.time, $0.plan) < ($1.time, $1.plan) }
  }
}
