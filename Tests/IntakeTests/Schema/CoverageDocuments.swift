/// Documents that together with the shipped ones use every key and every form.
enum CoverageDocuments {
  /// Rulebooks, each the smallest one with other parts.
  static let rulebooks: [String] = [
    rulebook(
      "{ value: { medianOfThree: { window: 30 } }, asOf: \"2024\"",
      "{ value: \"last\", asOf: \"2024\""),
    rulebook(
      "to: 50000, maintenance: \"0.4%\", maxLeverage: 125", "maintenance: \"0.4%\", initial: \"1%\""
    ),
    rulebook(
      "continuousTiers: [",
      """
      leverageTiers: [
        {
          tier: 1, currency: "USDT", symbol: "BTCUSDT", minNotional: 0, maxNotional: 1,
          maintenanceMarginRate: 0.01, maxLeverage: 50, info: { cum: "0" },
        },
      ],
      } , asOf: "2024", source: "doc" },
      ROOT: { value: { squareRootOfSize: {
        maintenance: { floor: "3%", offset: "1%", factor: "1%" }, initial: { floor: "5%", factor: "1%" } },
      }, asOf: "2024", source: "doc" },
      OTHER: { value: {
        continuousTiers: [
      """),
    rulebook(
      "valuation: {",
      """
      makerFee: { value: "-1bp", asOf: "2024", source: "doc" },
      fixedCharge: { value: 2, asOf: "2024", source: "doc" },
      keeperFee: {
        value: { rate: "0.35%", minimum: 20, maximum: 1000 }, asOf: "2024", source: "doc",
      },
      valuation: {
      """),
    rulebook(
      "deleveraging: { value: \"none\"",
      """
      deleveraging: { value: { ranked: {
        trigger: "fundEmpty", ranking: "largest", price: "mark", policy: "cappedProRata",
        candidatesMax: 10, cap: "50%",
      } }
      """),
    rulebook(
      "{ name: \"order\", execution: \"immediateOrCancel\", limit: { markOffset: \"1%\" } },",
      stages),
  ]

  /// Scenarios, each the smallest one with other parts.
  static let scenarios: [String] =
    [
      scenario("maxLeverage: 75 }", "maxLeverage: 75, to: 900000 }"),
      scenario(
        "volatility: \"1bp\"",
        """
        volatility: "1bp", drift: "0.1bp",
        jumps: { ratePerSecond: 0.1, size: { normal: "1bp" } },
        """),
      scenario(
        "volatility: \"1bp\"",
        """
        volatility: "1bp",
        jumps: { ratePerSecond: 0.1, size: { twoSided: { up: 0.5, upMean: "1bp", downMean: "2bp" } } },
        """),
      scenario(
        "length: \"1min\",",
        """
        length: "1min",
        shocks: [
          { shock: { pull: { side: "buy" } }, when: { at: "3s" }, hold: "1s", halfLife: "1s" },
          { shock: { gap: { by: "1%", side: "buy" } }, when: { random: { mean: "1s" } }, halfLife: "1s" },
          { shock: { cancelBurst: { share: "30%" } }, when: { at: 0 }, halfLife: "1s" },
        ],
        latency: {
          indexToVenue: { gamma: { median: "10ms", percentile99: "50ms" } },
          feedToMaker: { gamma: { offset: "1ms", shape: 2, scale: "3ms" } },
          feedToStrategy: { exponential: { offset: "1ms", mean: "3ms" } },
          response: { empirical: ["1ms", "2ms"] },
          takerOrderEntry: { logNormal: { offset: "1ms", median: "3ms", sigma: 0.25 } },
          makerOrderEntry: { logNormal: { median: "3ms", percentile99: "9ms" } },
          strategyOrderEntry: { uniform: { low: "1ms", high: "2ms" } },
          liquidationOrderEntry: { constant: "1ms" },
        },
        funding: { settlementsPerRate: 8, shape: "sum" },
        liquidators: {
          count: 3, capital: 1000, edgeMinimum: "10bp", edgeMaximum: "50bp", notionalMaximum: 5000,
          unwindInterval: "5s", unwindShare: "5%",
        },
        """),
      scenario("maxLeverage: 125", "initial: \"1%\""),
      scenario(
        "length: \"1min\",",
        """
        length: { afterMoves: "1min" },
        variants: [
          { name: "a", question: "What?", place: [{ axis: "x", value: "1" }], set: { "makers.count": 3 } },
        ],
        grid: [{ name: "g", cells: [{ name: "x", set: { "makers.count": 4 } }] }],
        """),
      scenario(
        "length: \"1min\",",
        """
        length: "1min",
        strategies: [
          { name: "a", capital: 1, benchmark: "cash" }, { name: "b", capital: 1, benchmark: "a" },
        ],
        """),
    ] + marks.map { scenario("length: \"1min\",", "length: \"1min\", mark: { formula: \($0) },") }

  private static let marks = [
    "\"index\"", "\"last\"", "\"indexWithFunding\"", "\"ownBook\"",
    "{ medianOfThree: { window: 3 } }",
    "{ emaOfPremium: { timeConstant: \"30s\", clamp: \"1%\" } }",
    "{ oracleAndBook: { premiumTime: \"150s\", bookTime: \"30s\" } }",
  ]

  private static let stages = """
    { name: "order", execution: "immediateOrCancel", limit: "fundBudget", trigger: "atOnce",
      exits: { filled: "again", partlyFilled: "next", unfilled: { stage: "b" }, healthy: "release" } },
    { name: "b", execution: "immediateOrCancel", trigger: { after: "1s" }, size: "all",
      limit: { fillableAsPrinted: { adjustment: "100%", spreadToMaintenance: "150%" } },
      exits: { unrestorable: "next", spent: "next" } },
    { name: "c", execution: { sealedBid: { window: "10s", clearing: "uniform" } },
      trigger: { fundDrawnDown: "30%" }, size: { toTier: 0 } },
    { name: "d", size: { notionalAtMost: 1000 }, execution: { dutchAuction: {
      curve: { exponential: { cut: "99%" } }, startFactor: "120%", resetAfter: "1h", resetBelow: "40%",
      leastDebt: 10 } } },
    { name: "e", execution: { dutchAuction: {
      curve: { linear: "1h" }, startFactor: "120%", resetAfter: "1h", resetBelow: "40%" } } },
    """

  private static func rulebook(_ piece: String, _ other: String) -> String {
    RulebookDocument.smallest.replacing(piece, with: other, maxReplacements: 1)
  }

  private static func scenario(_ piece: String, _ other: String) -> String {
    ScenarioDocument.smallest.replacing(piece, with: other, maxReplacements: 1)
  }
}
