/// A scenario with the fewest keys, one a line, and ways to spoil it.
enum ScenarioDocument {
  /// Line 1 is the brace.
  static let smallest = """
    {
      name: "small",
      question: "What happens?",
      instrument: { symbol: "X", tick: 0.5, lot: 0.001, takerFee: "5bp" },
      length: "1min",
      index: { process: { start: 100, volatility: "1bp" } },
      makers: {
        count: 2, touchSize: 1, toleranceTicks: 2, opinionDeviationTicks: 1,
        refreshInterval: "250ms", reloadDelay: "1s",
        inventoryLimit: 10, hedgeHalfLife: "60s", capital: 1000,
      },
      takers: {
        ratePerSecond: 1, sizeMinimum: 0.01, sizeTail: 1.5, sizeMaximum: 5,
        sweepLimit: "20bp", capital: 1000,
      },
      arbitrageurs: {
        count: 1, threshold: "1bp", sizeMedian: 0.05, sizeSigma: 1,
        inventoryLimit: 3, hedgeHalfLife: "30s", capital: 1000,
      },
      margin: {
        tiers: [
          { floor: 0, maintenance: "0.4%", maxLeverage: 125 },
          { floor: 50000, maintenance: "0.5%", maxLeverage: 75 },
        ],
      },
      population: {
        count: 10, notionalMedian: 30000, notionalSigma: 1.4,
        leverage: [{ leverage: 10, weight: 1 }],
      },
      liquidation: {
        fee: "30bp", fund: 1000,
        backstop: { capital: 1000, notionalMaximum: 5000 },
      },
    }
    """
}
