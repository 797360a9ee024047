import Simulation
import Units

/// The figures of result, risk and costs, each with its definition beside the expression that reads it.
extension StrategyMeasure {
  static let profit = StrategyMeasure(
    "profit", "Profit", .result, .quote, short: true,
    definition:
      "What the account has at the end of the run, its position valued at the index and its debts settled, "
      + "less its capital: no less than minus the capital, since what an account owes in the end is borne by others. "
      + "Over all strategies the differences to the control sum to what the group `strategies` has more in "
      + "`incidence.csv`."
  ) { .money($0.profit) }

  static let totalReturn = StrategyMeasure(
    "return", "Return", .result, .percent, decimals: 3, short: true,
    definition: "Profit over capital, for the whole run."
  ) { percent($0.totalReturn) }

  static let result: [StrategyMeasure] = [
    profit,
    totalReturn,
    StrategyMeasure(
      "equity_at_index", "Equity at the index", .result, .quote,
      definition: "Cash and position of the account at the end, the position valued at the index."
    ) { $0.last.map { .money($0.equityAtIndex) } },
    StrategyMeasure(
      "equity_at_mark", "Equity at the mark", .result, .quote,
      definition: "The same at the mark, by which the venue judges the account."
    ) { $0.last.map { .money($0.equityAtMark) } },
    StrategyMeasure(
      "capital", "Capital", .result, .quote, definition: "What the account was given."
    ) { .money($0.capital) },
  ]

  static let risk: [StrategyMeasure] = [
    StrategyMeasure(
      "drawdown", "Deepest drawdown", .risk, .quote, short: true,
      definition:
        "The largest fall of equity at the index from a highest value before it, by the ends of seconds, the "
        + "capital counted as the first value."
    ) { .money($0.drawdown.depth) },
    StrategyMeasure(
      "drawdown_of_peak", "Deepest drawdown, of its peak", .risk, .percent, decimals: 3,
      short: true,
      definition: "That fall over the value from which it fell."
    ) { percent($0.drawdown.share) },
    StrategyMeasure(
      "drawdown_length", "Length of the deepest drawdown", .risk, .seconds, decimals: 0,
      definition:
        "From the value from which it fell until equity was back there, or to the end of the run."
    ) { .count(Int64($0.drawdown.seconds)) },
    StrategyMeasure(
      "under_water", "Time under water", .risk, .seconds, decimals: 0,
      definition: "For how many seconds equity was below a value that it had before."
    ) { .count(Int64($0.drawdown.secondsUnderWater)) },
    StrategyMeasure(
      "return_bucket", "Length of a return", .risk, .seconds, decimals: 0,
      definition:
        "The stretch for which a return is taken: the longest of 1 s, 10 s, 1 min, 10 min, 1 h and 1 d of which "
        + "the run has at least 30. A return is the change of equity at the index over the capital at the start. "
        + "What follows is for one such stretch; nothing is annualised."
    ) { .count(Int64($0.bucketSeconds)) },
    StrategyMeasure(
      "returns", "Returns", .risk, .count, decimals: 0,
      definition: "How many such stretches the run has: the n of what follows."
    ) { $0.ratios.map { .count(Int64($0.count)) } },
    StrategyMeasure(
      "volatility", "Volatility of returns", .risk, .basisPoints, decimals: 3,
      definition: "The standard deviation of returns, divisor n - 1."
    ) { basisPoints($0.ratios?.deviation) },
    StrategyMeasure(
      "sharpe", "Sharpe ratio", .risk, .ratio, decimals: 3, short: true,
      definition:
        "Mean over standard deviation of returns, without a rate of interest; none where returns do not vary "
        + "or are fewer than 10."
    ) { number($0.ratios?.sharpe) },
    StrategyMeasure(
      "sharpe_error_normal", "Its standard error, normal returns", .risk, .ratio, decimals: 3,
      definition: "The root of (1 + SR^2 / 2) / n, for independent normal returns (Lo 2002)."
    ) { number($0.ratios?.sharpeErrorNormal) },
    StrategyMeasure(
      "sharpe_error", "Its standard error", .risk, .ratio, decimals: 3, short: true,
      definition:
        "The root of (1 - skewness SR + (kurtosis - 1) / 4 SR^2) / (n - 1), for independent returns of any shape "
        + "(Mertens 2002; Bailey and Lopez de Prado 2012). Returns that depend on one another have a larger one."
    ) { number($0.ratios?.sharpeError) },
    StrategyMeasure(
      "sortino", "Sortino ratio", .risk, .ratio, decimals: 3,
      definition: "Mean of returns over the root of their mean squared loss; none without a loss."
    ) { number($0.ratios?.sortino) },
    StrategyMeasure(
      "calmar", "Calmar ratio", .risk, .ratio, decimals: 3,
      definition:
        "Return of the run over its deepest drawdown as a share of its peak; none where equity never fell."
    ) { number($0.calmar) },
  ]

  static let costs: [StrategyMeasure] = [
    amount(
      "fees", "Trading fees", short: true, "Trading fees paid, rebates not taken off.", \.feesPaid),
    amount("rebates", "Rebates", short: true, "Rebates received.", \.rebates),
    amount(
      "funding", "Funding received", short: true,
      "Funding received less funding paid: negative where more was paid.", \.funding),
    amount(
      "penalties", "Penalties", "Penalties and fees of liquidation paid.", \.penalties),
    amount(
      "adjustments", "Adjustments",
      "What else the venue booked to the account, signed: support of a fund, debts that others bore.",
      \.adjustments),
  ]

  static let margin: [StrategyMeasure] = [
    StrategyMeasure(
      "liquidation_distance", "Least distance to liquidation", .margin, .percent, decimals: 3,
      short: true,
      definition:
        "The least distance of the mark from the price at which the account would be liquidated, at the end of a "
        + "second, as a share of the mark; negative beyond it, none where there never was such a price."
    ) { percent($0.distance.least) },
    StrategyMeasure(
      "near_liquidation", "Time within 1 % of liquidation", .margin, .seconds, decimals: 0,
      definition: "For how many seconds that distance was below 1 %."
    ) { .count(Int64($0.distance.secondsNear)) },
    StrategyMeasure(
      "liquidations", "Liquidations", .margin, .count, decimals: 2, short: true,
      definition: "How often the venue liquidated the account."
    ) { .count(Int64($0.liquidations)) },
    StrategyMeasure(
      "forced_trades", "Forced trades", .margin, .count, decimals: 1,
      definition:
        "Changes of the position that the venue brought about: forced orders, transfers, deleveraging."
    ) { .count(Int64($0.count(.liquidation) + $0.count(.transfer) + $0.count(.deleveraging))) },
  ]

  private static func amount(
    _ id: String, _ title: String, short isShort: Bool = false, _ definition: String,
    _ amount: @escaping @Sendable (TearSheet.Last) -> Money
  ) -> StrategyMeasure {
    StrategyMeasure(id, title, .costs, .quote, short: isShort, definition: definition) {
      $0.last.map { .money(amount($0)) }
    }
  }

  static func number(_ value: Double?) -> Value? { value.map { .number($0) } }

  static func percent(_ share: Double?) -> Value? { share.map { .number($0 * 100) } }

  static func basisPoints(_ share: Double?) -> Value? { share.map { .number($0 * 10_000) } }
}
