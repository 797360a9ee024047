import Kernel
import Liquidation
import Margin
import Market
public import Units

/// The small market in which the contract of strategies, paths and monitors is tested.
///
/// Forty accounts, a crash of six percent that begins after twelve seconds, and a partial rebound: small
/// enough for a unit test, and enough for several accounts to be liquidated.
public struct ContractScenario: Sendable {
  /// The simulated time; the crash is over after half a minute.
  public var length: Interval
  /// The collateral of a strategy under test.
  public var capital: Money
  /// The seed.
  public var seed: UInt64

  /// Makes the scenario.
  ///
  /// - Parameters:
  ///   - length: The simulated time; 45 seconds unless stated. Give a strategy that acts late more.
  ///   - capital: The collateral of a strategy under test; 20,000 units of quote unless stated.
  ///   - seed: The seed.
  public init(
    length: Interval = .seconds(45), capital: Money = Money(atoms: 20_000 * Money.atomsPerUnit),
    seed: UInt64 = 1
  ) {
    invariant(length >= .seconds(30), "the contract scenario lasts until its crash is over")
    self.length = length
    self.capital = capital
    self.seed = seed
  }

  /// The setup of one run.
  func setup(strategy: (any Strategy)? = nil, monitor: (any Monitor)? = nil) -> WorldSetup {
    do {
      var scenario = try scenario()
      if strategy != nil {
        scenario.strategies = [StrategySlot(name: "tested", parameters: "{}", capital: capital)]
      }
      return try WorldSetup(
        scenario: scenario, seed: seed,
        index: process.tape(seed: seed, length: length, start: Self.start),
        strategies: strategy.map { [$0] } ?? [], monitors: monitor.map { [$0] } ?? [])
    } catch {
      fatalError("Invariant broken: the contract scenario is sound: \(error)")
    }
  }

  private static var start: Price { Price(ticks: 600_000) }

  private var process: IndexProcess {
    IndexProcess(
      volatilityBasisPoints: 1, updateInterval: .milliseconds(200),
      moves: [
        ScheduledMove(at: .zero + .seconds(12), over: .seconds(15), returnBasisPoints: -600),
        ScheduledMove(at: .zero + .seconds(27), over: .seconds(15), returnBasisPoints: 400),
      ])
  }

  private func scenario() throws -> Scenario {
    Scenario(
      name: "contract", question: "Is what is tested a value?",
      instrument: try Instrument(
        symbol: "BTC-PERP", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
        makerFee: Rate(partsPerMillion: 200), takerFee: Rate(partsPerMillion: 500)),
      length: length, index: .process(process, start: Self.start), makers: Self.makers,
      takers: Self.takers, arbitrageurs: Self.arbitrageurs, latency: Self.latency,
      mark: MarkSettings(
        formula: .indexPlusAverageBasis(window: 10, clampRate: .basisPoints(50)),
        interval: .seconds(1)),
      margin: try MarginSchedule(tiers: [
        MarginTier(
          floor: .zero, maintenance: Rate(partsPerMillion: 5000),
          initial: Rate(partsPerMillion: 10_000)),
        MarginTier(
          floor: Self.units(600_000), maintenance: Rate(partsPerMillion: 10_000),
          initial: Rate(partsPerMillion: 20_000)),
      ]),
      population: PopulationSettings(
        count: 40, longShare: Rate(partsPerMillion: 500_000), notionalMedian: Self.units(80_000),
        notionalSigma: 1.2,
        leverage: [
          LeverageWeight(leverage: 10, weight: 1), LeverageWeight(leverage: 25, weight: 1),
          LeverageWeight(leverage: 50, weight: 1),
        ], entryDeviation: .basisPoints(50)),
      liquidation: LiquidationSettings(
        checkPrice: .mark, checkInterval: .seconds(1), fee: .basisPoints(10),
        fund: Self.units(200_000), fundShare: Rate(partsPerMillion: 100_000),
        backstop: BackstopSettings(
          capital: Self.units(1_000_000), notionalMaximum: Self.units(5_000_000),
          unwindInterval: .seconds(5), unwindShare: Rate(partsPerMillion: 100_000))))
  }

  private static func units(_ count: Int64) -> Money {
    Money(atoms: count * Money.atomsPerUnit)
  }

  private static var makers: MakerSettings {
    func layer(_ partsPerMillion: Int64, _ lots: Int64) -> MakerLayer {
      MakerLayer(
        distance: Rate(partsPerMillion: partsPerMillion), size: Quantity(lots: lots))
    }
    return MakerSettings(
      count: 3, touchSize: Quantity(lots: 1000), tolerance: Price(ticks: 12),
      opinionDeviation: Price(ticks: 6), refreshInterval: .milliseconds(500),
      reloadDelay: .seconds(1),
      layers: [layer(100, 2000), layer(500, 6000), layer(2000, 10_000), layer(20_000, 20_000)],
      inventoryLimit: Quantity(lots: 60_000), inventorySkew: .basisPoints(60),
      hedgeHalfLife: .seconds(20), capital: units(20_000_000))
  }

  private static var takers: TakerSettings {
    TakerSettings(
      ratePerSecond: 6, branching: 0.5, decayPerSecond: 5, sizeMinimum: Quantity(lots: 10),
      sizeTail: 1.2, sizeMaximum: Quantity(lots: 5000), metaorders: 3, metaorderLength: 4,
      metaorderTail: 1.5, sweepLimit: .basisPoints(20), capital: units(50_000_000))
  }

  private static var arbitrageurs: ArbitrageurSettings {
    ArbitrageurSettings(
      count: 1, threshold: Rate(partsPerMillion: 40), sizeMedian: Quantity(lots: 100),
      sizeSigma: 1, inventoryLimit: Quantity(lots: 60_000), hedgeHalfLife: .seconds(20),
      capital: units(20_000_000))
  }

  private static var latency: LatencySettings {
    let slow = LatencyModel.uniform(low: .milliseconds(5), high: .milliseconds(40))
    let fast = LatencyModel.uniform(low: .milliseconds(1), high: .milliseconds(6))
    return LatencySettings(
      indexToVenue: .constant(.milliseconds(20)), feedToMaker: fast, feedToStrategy: slow,
      makerOrderEntry: fast, takerOrderEntry: slow, strategyOrderEntry: slow,
      response: .constant(.milliseconds(2)), liquidationOrderEntry: .constant(.milliseconds(3)),
      gatewayService: .microseconds(20))
  }
}
