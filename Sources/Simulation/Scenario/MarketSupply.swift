package import Market
package import Units

/// Where a scenario's market comes from: an index with those who trade around it, or a tape given with the run.
package struct MarketSupply: Sendable, Hashable {
  /// Where the index comes from.
  package var index: IndexSource
  /// The time of one run; of a tape the most that is replayed.
  package var length: Interval
  /// The makers.
  package var makers: MakerSettings
  /// The noise takers.
  package var takers: TakerSettings
  /// The arbitrageurs.
  package var arbitrageurs: ArbitrageurSettings
  /// How orders fill against a tape; nil where the market is simulated.
  package var replay: ReplayFills?

  /// A simulated market.
  package init(
    index: IndexSource, length: Interval, makers: MakerSettings, takers: TakerSettings,
    arbitrageurs: ArbitrageurSettings
  ) {
    self.index = index
    self.length = length
    self.makers = makers
    self.takers = takers
    self.arbitrageurs = arbitrageurs
  }

  /// A recorded market, in which nobody is simulated.
  package init(replay: ReplayFills, length: Interval) {
    index = .tape
    self.length = length
    self.replay = replay
    let lot = Quantity(lots: 1)
    let second = Interval.seconds(1)
    makers = MakerSettings(
      count: 0, touchSize: lot, tolerance: Price(ticks: 1), opinionDeviation: .zero,
      refreshInterval: second, reloadDelay: second, layers: [], inventoryLimit: lot,
      inventorySkew: .zero, hedgeHalfLife: second, capital: .zero)
    takers = TakerSettings(
      ratePerSecond: 1, branching: 0, decayPerSecond: 1, sizeMinimum: lot, sizeTail: 1,
      sizeMaximum: lot, metaorders: 1, metaorderLength: 1, metaorderTail: 1.5, sweepLimit: .zero,
      capital: .zero)
    arbitrageurs = ArbitrageurSettings(
      count: 0, threshold: .zero, sizeMedian: lot, sizeSigma: 1, inventoryLimit: lot,
      hedgeHalfLife: second, capital: .zero)
  }
}

extension Scenario {
  /// Where the market comes from.
  package var supply: MarketSupply {
    get {
      var supply = MarketSupply(
        index: index, length: length, makers: makers, takers: takers, arbitrageurs: arbitrageurs)
      supply.replay = replay
      return supply
    }
    set {
      index = newValue.index
      length = newValue.length
      makers = newValue.makers
      takers = newValue.takers
      arbitrageurs = newValue.arbitrageurs
      replay = newValue.replay
    }
  }
}
