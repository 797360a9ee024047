import Liquidation
package import Margin
package import Market
package import Rulebook
package import Units

/// Everything a run depends on but its inputs, its seed and its path.
package struct Scenario: Sendable, Hashable {
  /// The name of the report folder: lower case, words joined by hyphens.
  package var name: String
  /// The question the comparison answers, one sentence.
  package var question: String
  /// The contract that is traded.
  package var instrument: Instrument
  /// The simulated time of one run.
  package var length: Interval
  /// Where the index comes from.
  package var index: IndexSource
  /// The makers.
  package var makers: MakerSettings
  /// The noise takers.
  package var takers: TakerSettings
  /// The arbitrageurs.
  package var arbitrageurs: ArbitrageurSettings
  /// The disturbances of the book.
  package var shocks: [DepthShockPlan]
  /// The delays.
  package var latency: LatencySettings
  /// The mark price and how often it is published.
  package var mark: MarkSettings
  /// Funding, where the venue has it.
  package var funding: FundingSettings?
  /// The margin tiers.
  package var margin: MarginSchedule
  /// The rulebook that takes the place of mark, funding, margin and the rules of liquidation, if any.
  ///
  /// The accounts are funded by ``margin`` all the same, so that they are the same under every rulebook.
  package var rulebook: Rulebook?
  /// The accounts.
  package var population: PopulationSettings
  /// The rules of liquidation that hold whatever the path.
  package var liquidation: LiquidationSettings
  /// Who bids in auctions.
  package var liquidators: LiquidatorSettings
  /// How orders fill against a market tape given with the run; nil where the market is simulated.
  package var replay: ReplayFills?
  /// The strategies that trade, each with an account of its own.
  package var strategies: [StrategySlot]
  /// The names of the paths compared when none are asked for, the baseline first.
  package var paths: [String]
  /// Those of ``paths`` that the scenario describes itself.
  package var writtenPaths: [WrittenPath] = []
  /// The rulebooks compared when none are asked for, the baseline first; empty where paths are.
  package var venues: [String]
  /// Those of ``venues`` that the scenario holds whole.
  package var writtenRulebooks: [WrittenRulebook] = []
  /// The seeds run when none are asked for.
  package var seeds: ClosedRange<UInt64>

  /// Makes a scenario.
  package init(
    name: String, question: String, instrument: Instrument, length: Interval, index: IndexSource,
    makers: MakerSettings, takers: TakerSettings, arbitrageurs: ArbitrageurSettings,
    shocks: [DepthShockPlan] = [], latency: LatencySettings, mark: MarkSettings,
    funding: FundingSettings? = nil, margin: MarginSchedule, population: PopulationSettings,
    liquidation: LiquidationSettings, liquidators: LiquidatorSettings = .standard,
    strategies: [StrategySlot] = [], paths: [String] = BuiltInPaths.all.map(\.name),
    venues: [String] = [], seeds: ClosedRange<UInt64> = 1...16
  ) {
    self.name = name
    self.question = question
    self.instrument = instrument
    self.length = length
    self.index = index
    self.makers = makers
    self.takers = takers
    self.arbitrageurs = arbitrageurs
    self.shocks = shocks
    self.latency = latency
    self.mark = mark
    self.funding = funding
    self.margin = margin
    self.population = population
    self.liquidation = liquidation
    self.liquidators = liquidators
    self.strategies = strategies
    self.paths = paths
    self.venues = venues
    self.seeds = seeds
  }
}

/// Where a scenario's index comes from.
package enum IndexSource: Sendable, Hashable {
  /// A seeded process that starts at a price.
  case process(IndexProcess, start: Price)
  /// Minute bars of a file given with the run, expanded by a seeded rule.
  case bars(window: UTCWindow, updateInterval: Interval)
  /// Trades of a file given with the run.
  case ticks(window: UTCWindow)
  /// A market tape given with the run, see ``Scenario/replay``.
  case tape
}

/// A stretch of real time that a run replays.
package struct UTCWindow: Sendable, Hashable {
  /// The first instant, in milliseconds since 1970-01-01 00:00 UTC.
  package var fromMilliseconds: Int64
  /// The first instant after the window, in milliseconds since 1970-01-01 00:00 UTC.
  package var toMilliseconds: Int64

  /// Makes a window.
  package init(fromMilliseconds: Int64, toMilliseconds: Int64) {
    self.fromMilliseconds = fromMilliseconds
    self.toMilliseconds = toMilliseconds
  }
}

/// The mark price and how often it is published.
package struct MarkSettings: Sendable, Hashable {
  /// The formula with its smoothing window.
  package var formula: MarkFormula
  /// The time between two samples, each of which publishes a mark.
  package var interval: Interval

  /// Makes the settings.
  package init(formula: MarkFormula, interval: Interval) {
    self.formula = formula
    self.interval = interval
  }
}

/// Funding and when it is settled in the run.
package struct FundingSettings: Sendable, Hashable {
  /// The formula.
  package var formula: FundingFormula
  /// The time between two samples of the premium.
  package var sampleInterval: Interval
  /// The first settlement; later ones follow at the formula's interval.
  package var firstSettlement: Instant

  /// Makes the settings.
  package init(formula: FundingFormula, sampleInterval: Interval, firstSettlement: Instant) {
    self.formula = formula
    self.sampleInterval = sampleInterval
    self.firstSettlement = firstSettlement
  }
}

/// A strategy of a scenario: its registered name, its parameters, its collateral, and what it is held against.
package struct StrategySlot: Sendable, Hashable {
  /// The name under which the strategy is registered.
  package var name: String
  /// The parameters as JSON text, decoded by the strategy's own `Codable` type.
  package var parameters: String
  /// The collateral of its account.
  package var capital: Money
  /// What its returns are held against; no run depends on it.
  package var benchmark: StrategyBenchmark

  /// Makes a slot.
  package init(
    name: String, parameters: String, capital: Money, benchmark: StrategyBenchmark = .index
  ) {
    self.name = name
    self.parameters = parameters
    self.capital = capital
    self.benchmark = benchmark
  }
}

/// What the returns of a strategy are held against.
package enum StrategyBenchmark: Sendable, Hashable {
  /// A position of the index that is worth the capital.
  case index
  /// Nothing but the capital itself, which earns no interest.
  case cash
  /// Another strategy of the scenario on the same seed along the same path, by its name in reports.
  case strategy(String)
}

extension Scenario {
  /// What reports call each strategy: its name, with its place from 0 behind where the name stands twice.
  package var strategyNames: [String] {
    strategies.enumerated().map { place, slot in
      strategies.count { $0.name == slot.name } > 1 ? "\(slot.name)[\(place)]" : slot.name
    }
  }
}
