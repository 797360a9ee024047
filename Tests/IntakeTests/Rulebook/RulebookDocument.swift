/// A rulebook with few keys, one a line, and ways to spoil it.
enum RulebookDocument {
  /// Line 1 is the brace.
  static let smallest = """
    {
      venue: "small",
      title: "A small venue",
      asOf: "2024-10-24",
      market: "linear",
      sources: { doc: { title: "The rules", publisher: "The venue", read: "2026-11-20" } },
      scope: { value: "isolated", asOf: "2024", source: "doc" },
      mark: { value: { medianOfThree: { window: 30 } }, asOf: "2024", source: "doc" },
      markInterval: { value: "1s", asOf: "2024", source: "doc" },
      checkPrice: { value: "mark", asOf: "2024", source: "doc" },
      checkInterval: { value: "1s", asOf: "2024", source: "doc", confidence: "unverified" },
      margin: {
        BTC: {
          value: {
            continuousTiers: [
              { from: 0, to: 50000, maintenance: "0.4%", maxLeverage: 125 },
              { from: 50000, maintenance: "0.5%", maxLeverage: 100 },
            ],
          },
          asOf: "2024-10", source: "doc",
        },
      },
      valuation: { value: "mark", asOf: "2024", source: "doc" },
      equality: { value: "safe", asOf: "2024", source: "doc" },
      closingFee: { value: "ignored", asOf: "2024", source: "doc" },
      path: {
        value: {
          summary: "One order, then the fund.",
          remainder: "owner",
          stages: [
            { name: "order", execution: "immediateOrCancel", limit: { markOffset: "1%" } },
            { name: "fund", execution: "transferToFund", limit: "bankruptcy" },
          ],
        },
        asOf: "2024", source: "doc",
      },
      penalty: { value: "none", asOf: "2024", source: "doc" },
      fund: { value: { sharePerOrder: "100%" }, asOf: "2024", source: "doc" },
      deleveraging: { value: "none", asOf: "2024", source: "doc" },
      switches: {
        basis: {
          why: "Two texts differ.", standard: "mark",
          options: {
            mark: { summary: "At the mark." },
            entry: {
              summary: "At entry.",
              fields: { valuation: { value: "entry", asOf: "2023", source: "doc" } },
            },
          },
        },
      },
    }
    """
}
