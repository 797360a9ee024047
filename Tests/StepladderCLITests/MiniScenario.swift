/// A scenario that runs in a blink: eight seconds, sixty accounts, an index that falls 6 %.
enum MiniScenario {
  /// The document, one key a line where tests change it.
  static let text = """
    {
      name: "mini",
      question: "What does the way of unwinding cost in eight seconds?",
      instrument: { symbol: "X", tick: 0.1, lot: 0.001, makerFee: "-0.5bp", takerFee: "5bp" },
      length: "8s",
      index: {
        process: {
          start: 60000, volatility: "1bp", updateInterval: "200ms",
          moves: [{ at: "1s", over: "4s", return: "-6%", shape: "smooth", volatilityFactor: 1 }],
        },
      },
      makers: {
        count: 2, touchSize: 1, toleranceTicks: 10, opinionDeviationTicks: 3,
        refreshInterval: "500ms", reloadDelay: "1s",
        layers: [{ distance: "5bp", size: 3 }, { distance: "50bp", size: 10 }],
        inventoryLimit: 20, inventorySkew: "10bp", hedgeHalfLife: "60s", capital: 10000000,
      },
      takers: {
        ratePerSecond: 2, sizeMinimum: 0.01, sizeTail: 1.5, sizeMaximum: 2,
        sweepLimit: "20bp", capital: 10000000,
      },
      arbitrageurs: {
        count: 1, threshold: "1bp", sizeMedian: 0.05, sizeSigma: 1,
        inventoryLimit: 3, hedgeHalfLife: "30s", capital: 1000000,
      },
      margin: {
        tiers: [
          { floor: 0, maintenance: "0.4%", maxLeverage: 125, deduction: 0 },
          { floor: 50000, maintenance: "0.5%", maxLeverage: 100, deduction: 50 },
        ],
      },
      population: {
        count: 60, notionalMedian: 60000, notionalSigma: 1.2,
        leverage: [{ leverage: 20, weight: 1 }, { leverage: 50, weight: 1 }],
        entryDeviation: "1%",
      },
      liquidation: {
        checkPrice: "mark",
        fee: "30bp", fund: 100000,
        backstop: { capital: 1000000, notionalMaximum: 5000000 },
      },
      strategies: [],
      paths: ["market-order", "step-ladder"],
      seeds: "1...2",
    }
    """

  /// Its section of margin tiers.
  static var margin: String {
    guard let start = text.firstRange(of: "  margin: {"),
      let end = text.firstRange(of: "  population: {")
    else { return "<no margin>" }
    return String(text[start.lowerBound..<end.lowerBound])
  }

  /// The document with one piece replaced.
  static func text(replacing piece: String, with other: String) -> String {
    guard let range = text.firstRange(of: piece) else { return text + "<no such piece>" }
    return text[..<range.lowerBound] + other + text[range.upperBound...]
  }
}
