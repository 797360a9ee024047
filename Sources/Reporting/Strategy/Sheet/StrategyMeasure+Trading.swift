import Simulation
import Units

/// The figures of orders, trades and positions, each with its definition beside the expression that reads it.
extension StrategyMeasure {
  static let trading: [StrategyMeasure] = [
    StrategyMeasure(
      "turnover", "Turnover", .trading, .quote, short: true,
      definition: "Notional traded at the prices of the trades, both sides."
    ) { $0.last.map { .money($0.turnover) } },
    StrategyMeasure(
      "turnover_ratio", "Turnover over capital", .trading, .ratio,
      definition: "Turnover over capital, for the whole run."
    ) { sheet in
      guard let last = sheet.last, sheet.capital > .zero else { return nil }
      return .number(Double(last.turnover.atoms) / Double(sheet.capital.atoms))
    },
    StrategyMeasure(
      "maker_trades", "Trades as maker", .trading, .count, decimals: 1,
      definition: "Trades in which an order of the strategy waited in the book and was met."
    ) { .count(Int64($0.count(.maker))) },
    StrategyMeasure(
      "taker_trades", "Trades as taker", .trading, .count, decimals: 1,
      definition:
        "Trades in which an order of the strategy took; an order that meets several has several."
    ) { .count(Int64($0.count(.taker))) },
    orders("orders", "Orders sent", "Orders that left the desk.", \.sent),
    orders("cancels", "Cancels sent", "Cancels that left the desk.", \.cancels),
    orders(
      "replacements", "Replacements sent", "Replacements that left the desk.", \.replacements),
    StrategyMeasure(
      "refused", "Refused requests", .trading, .count, decimals: 1, short: true,
      definition:
        "Orders rejected, and cancels and replacements refused; `rejections.csv` has the reasons."
    ) { .count($0.refused) },
    StrategyMeasure(
      "fill_ratio", "Fill ratio", .trading, .percent, short: true,
      definition:
        "Lots traded over lots of all orders that reached the book, in the size in which they were sent."
    ) { percent($0.fillRatio) },
    StrategyMeasure(
      "maker_share", "Share traded as maker", .trading, .percent,
      definition: "Lots traded while they waited in the book, of all lots that own orders traded."
    ) { percent($0.makerShare) },
    StrategyMeasure(
      "queue_time", "Time in queue", .trading, .seconds, decimals: 3,
      definition:
        "How long lots had waited in the book when they traded, the mean over lots traded as maker."
    ) { number($0.queueSeconds) },
    StrategyMeasure(
      "closing_trades", "Closing trades", .trading, .count, decimals: 1,
      definition: "Changes that closed a part of the position or turned it round, forced ones too."
    ) { .count(Int64($0.closing.count)) },
    StrategyMeasure(
      "hit_rate", "Hit rate", .trading, .percent,
      definition:
        "Closing trades that won against the average entry price, fees apart, of all closing trades."
    ) { percent($0.closing.hitRate) },
  ]

  static let position: [StrategyMeasure] = [
    StrategyMeasure(
      "inventory_mean", "Mean inventory", .position, .size, decimals: 3, short: true,
      definition: "The size of the position, long or short, the mean over time."
    ) { $0.inventory.lotsMean.map { .lots($0) } },
    StrategyMeasure(
      "inventory_max", "Largest inventory", .position, .size, decimals: 3,
      definition: "The largest size of the position at any time, long or short."
    ) { .size(Quantity(lots: $0.inventory.lotsMax)) },
    StrategyMeasure(
      "exposure", "Mean exposure", .position, .ratio, decimals: 3,
      definition:
        "Notional of the position at the index over the capital, the mean over the ends of seconds."
    ) { number($0.exposure) },
  ]

  static let makerMarkout = markout(
    "maker", "Markout as maker", \.makerMarkouts, at: spreadHorizon)

  static let execution: [StrategyMeasure] =
    [
      StrategyMeasure(
        "maker_effective_spread", "Effective spread as maker", .execution, .basisPoints,
        definition:
          "Twice the distance of trades as maker from the mid just before them, over the price, weighted by "
          + "notional; positive where the account bought below the mid or sold above."
      ) { number($0.makerEdge.map { 2 * $0.basisPoints }) },
      StrategyMeasure(
        "maker_realised_spread", "Realised spread as maker", .execution, .basisPoints,
        definition:
          "The same from the mid \(words(spreadHorizon)) later: what is left after the price has moved."
      ) { number($0.makerMarkouts[spreadHorizon].map { 2 * $0.basisPoints }) },
    ]
    + StrategyTrade.horizons.indices.map { place in
      place == spreadHorizon
        ? makerMarkout : markout("maker", "Markout as maker", \.makerMarkouts, at: place)
    }
    + StrategyTrade.horizons.indices.map { place in
      markout("taker", "Markout as taker", \.takerMarkouts, at: place)
    }

  /// The horizon of realised spreads, by its place: 10 s.
  private static let spreadHorizon = 2

  /// A horizon in a sentence: "10 s".
  static func words(_ horizon: Int) -> String {
    Words.duration(StrategyTrade.horizons[horizon])
  }

  private static func markout(
    _ role: String, _ title: String, _ read: @escaping @Sendable (TearSheet) -> [Markout?],
    at horizon: Int
  ) -> StrategyMeasure {
    let words = words(horizon)
    return StrategyMeasure(
      "\(role)_markout_" + words.replacing(" ", with: ""), "\(title), \(words)", .execution,
      .basisPoints, short: horizon == spreadHorizon,
      definition:
        "Distance of the mid \(words) after a trade as \(role) from its price, over the price, weighted by notional; "
        + "positive where the price moved the account's way. Fees are left out, and so are trades after which a side of the "
        + "book was empty then or the run had ended."
    ) { number(read($0)[horizon]?.basisPoints) }
  }

  private static func orders(
    _ id: String, _ title: String, _ definition: String,
    _ count: @escaping @Sendable (StrategyOrders) -> Int64
  ) -> StrategyMeasure {
    StrategyMeasure(id, title, .trading, .count, decimals: 1, definition: definition) {
      .count(count($0.orders))
    }
  }
}
