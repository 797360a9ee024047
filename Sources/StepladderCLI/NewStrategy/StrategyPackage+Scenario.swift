extension StrategyPackage {
  /// The scenario: three minutes with a fall and a rebound, small enough to run in seconds.
  var scenario: String {
    """
    // A fall and a rebound within three minutes, with \(name.hyphenated) in the market.
    //
    // Prices and sizes are decimals of the contract's tick and lot, money is in USD. The figures are orders of
    // magnitude of a perpetual on bitcoin; the scenarios that ship with Stepladder say where they come from, and have
    // every key.
    {
      name: "\(name.hyphenated)",
      question: "What does a crash do to \(name.hyphenated), and does the way of unwinding others matter to it?",

      instrument: { symbol: "BTC-PERP", tick: 0.1, lot: 0.001, makerFee: "-0.5bp", takerFee: "5bp" },
      length: { afterMoves: "1min" },

      // The index: noise, and the moves that make the crash.
      index: {
        process: {
          start: 60000, volatility: "1bp", updateInterval: "100ms",
          moves: [
            { at: "20s", over: "30s", return: "-4%", shape: "smooth", volatilityFactor: 2 },
            { over: "70s", return: "4%", shape: "smooth", volatilityFactor: 1 },
          ],
        },
      },

      // Your strategies, each with its capital. What is left out of `parameters` keeps its default.
      strategies: [
        {
          name: "\(name.hyphenated)", capital: 20000,
          parameters: { fallBasisPoints: 100, lots: 1000 },
        },
      ],

      // How late a strategy sees the market, and how late its orders arrive.
      latency: {
        feedToStrategy: { logNormal: { median: "20ms", percentile99: "120ms" } },
        strategyOrderEntry: { logNormal: { median: "10ms", percentile99: "100ms" } },
      },

      // Who makes the book, who takes from it, and who keeps it at the index.
      makers: {
        count: 4, touchSize: 0.5, toleranceTicks: 12, opinionDeviationTicks: 6,
        refreshInterval: "250ms", reloadDelay: "1s",
        layers: [
          { distance: "1bp", size: 2 }, { distance: "4bp", size: 5 }, { distance: "20bp", size: 10 },
          { distance: "200bp", size: 20 },
        ],
        inventoryLimit: 60, inventorySkew: "60bp", hedgeHalfLife: "20s", capital: 20000000,
      },
      takers: {
        ratePerSecond: 5, sizeMinimum: 0.01, sizeTail: 1.2, sizeMaximum: 20, sweepLimit: "20bp",
        capital: 50000000,
      },
      arbitrageurs: {
        count: 2, threshold: "0.4bp", sizeMedian: 0.05, sizeSigma: 1.2, inventoryLimit: 60,
        hedgeHalfLife: "20s", capital: 20000000,
      },

      // Funding is settled once, a minute and a half after the start.
      funding: {
        interest: "0.01%", clamp: "0.05%", cap: "0.3%", interval: "8h", average: "rising",
        sampleInterval: "60s", firstSettlement: "90s",
      },

      // The venue's margin, and the other accounts, some of which are liquidated in the fall.
      margin: {
        tiers: [
          { floor: 0, maintenance: "0.4%", maxLeverage: 125, deduction: 0 },
          { floor: 50000, maintenance: "0.5%", maxLeverage: 100, deduction: 50 },
          { floor: 600000, maintenance: "0.65%", maxLeverage: 75, deduction: 950 },
        ],
      },
      population: {
        count: 200, notionalMedian: 60000, notionalSigma: 1.2, entryDeviation: "1%",
        leverage: [
          { leverage: 10, weight: 4 }, { leverage: 25, weight: 4 }, { leverage: 50, weight: 2 },
        ],
      },
      liquidation: {
        checkPrice: "mark", fee: "10bp", fund: 1000000,
        backstop: { capital: 1000000, notionalMaximum: 5000000 },
      },

      // How those accounts are unwound, the baseline first, and the seeds.
      paths: ["market-order", "step-ladder"],
      seeds: "1...8",
    }

    """
  }
}
