import Liquidation
import Margin
import Market
import Simulation
import Units

// The venue's rules.
extension ScenarioCodec {
  /// The mark price and how often it is published.
  var mark: Codec<MarkSettings> {
    let window = 30
    let clamp = Rate.basisPoints(50)
    return .object(
      MarkSettings.init,
      .optional(
        "formula", \.formula, .markFormula(window: window, clamp: clamp),
        else: .indexPlusAverageBasis(window: window, clampRate: clamp)),
      .optional("interval", \.interval, .pace, else: Interval.seconds(1)))
  }

  /// Funding, whose first settlement is one interval in where nothing is said.
  var funding: Codec<FundingSettings> {
    let formula = Keys<FundingFormula>.fundingFormula(standard: FundingFormula())
    let spans = Interval.zero...Interval.seconds(604_800)
    return .object(
      { FundingSettings(formula: $0.0, sampleInterval: $1, firstSettlement: $0.1) },
      .group(
        { ($0.formula, $0.firstSettlement) },
        .pair(formula) { formula in
          .optional(
            "firstSettlement", .instant(spans), else: .zero + (formula?.interval ?? .zero))
        }),
      .optional(
        "sampleInterval", \.sampleInterval, .pace, else: Interval.seconds(60)))
  }

  // MARK: Liquidation

  /// The rules of liquidation that hold whatever the path.
  var liquidation: Codec<LiquidationSettings> {
    .object(
      LiquidationSettings.init,
      .optional(
        "checkPrice", \.checkPrice, .words(CheckPrice.words), else: .mark),
      .optional("checkInterval", \.checkInterval, .pace, else: Interval.seconds(1)),
      .required("fee", \.fee, .rate(Rate.zero...Rate.basisPoints(1000))),
      .required("fund", \.fund, grid.money),
      .optional("fundShare", \.fundShare, .share, else: Rate.basisPoints(2500)),
      .required("backstop", \.backstop, backstop))
  }

  private var backstop: Codec<BackstopSettings> {
    .object(
      BackstopSettings.init,
      .required("capital", \.capital, grid.money),
      .required("notionalMaximum", \.notionalMaximum, grid.money),
      .optional(
        "unwindInterval", \.unwindInterval, .pace, else: Interval.seconds(5)),
      .optional("unwindShare", \.unwindShare, .part, else: Rate.basisPoints(500)))
  }

  /// Who bids in auctions.
  var liquidators: Codec<LiquidatorSettings> {
    let standard = LiquidatorSettings.standard(for: grid.instrument)
    let edges = Rate.zero...Rate.basisPoints(5000)
    return .object(
      { count, capital, edges, notionalMaximum, unwindInterval, unwindShare in
        LiquidatorSettings(
          count: count, capital: capital, edgeMinimum: edges.0, edgeMaximum: edges.1,
          notionalMaximum: notionalMaximum, unwindInterval: unwindInterval,
          unwindShare: unwindShare)
      },
      .optional("count", \.count, .count(0...1000), else: standard.count),
      .optional("capital", \.capital, grid.money, else: standard.capital),
      .group(
        { ($0.edgeMinimum, $0.edgeMaximum) },
        .pair(.optional("edgeMinimum", .rate(edges), else: standard.edgeMinimum)) { least in
          .optional(
            "edgeMaximum", .rate((least ?? Rate.zero)...edges.upperBound),
            else: max(least ?? Rate.zero, standard.edgeMaximum))
        }),
      .optional("notionalMaximum", \.notionalMaximum, grid.money, else: standard.notionalMaximum),
      .optional(
        "unwindInterval", \.unwindInterval, .pace,
        else: standard.unwindInterval),
      .optional(
        "unwindShare", \.unwindShare, .part, else: standard.unwindShare))
  }
}
