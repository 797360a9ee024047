import Simulation
import Units

/// One sentence for each strategy: what it ended with, and what each path did to it.
///
/// Each is true when read alone: it names strategy, capital, scenario, variant, path, seeds and length. Only what is clear by the rule of
/// ``StrategySheet`` is called so.
struct StrategyAnswer {
  private let sheet: StrategySheet
  private let metrics: MetricSheet
  private let variant: String?

  /// - Parameters:
  ///   - sheet: The tear sheets.
  ///   - variant: The variant of the scenario that they are of, where it has variants.
  init(_ sheet: StrategySheet, variant: String? = nil) {
    self.sheet = sheet
    self.variant = variant
    metrics = sheet.metrics
  }

  /// What was run, in words that follow a length of time.
  private var run: String {
    "of `\(metrics.comparison.scenario.name)`" + (variant.map { " (variant `\($0)`)" } ?? "")
  }

  /// The sentences, in the order of the scenario.
  var sentences: [String] {
    sheet.places.map(sentence) + caution
  }

  /// What to say where seeds are too few for anything to be clear.
  private var caution: [String] {
    let count = metrics.comparison.seeds.count
    if metrics.liquidationPaths.isEmpty || count >= sheet.seedsMin { return [] }
    return [
      "With \(Words.count(count, "seed")) no change of a strategy's profit can be told from luck: it would take "
        + "\(sheet.seedsMin)."
    ]
  }

  private var unit: String { metrics.unit(Metric.payersLoss) }

  private var decimals: Int { StrategyMeasure.profit.decimals(for: metrics.contract) }

  private func signed(_ value: Double?) -> String {
    NumberText.signed(value, decimals: decimals)
  }

  private func sentence(_ strategy: Int) -> String {
    let path = metrics.baseline
    guard let profit = sheet.summary(StrategyMeasure.profit, strategy, path) else {
      return "Nothing was recorded of `\(sheet.names[strategy])`."
    }
    return start(strategy, path, profit) + traded(strategy, path) + liquidated(strategy, path)
      + changes(strategy, path) + "."
  }

  /// What it ended with along the baseline.
  private func start(_ strategy: Int, _ path: String, _ profit: MetricSummary) -> String {
    let scenario = metrics.comparison.scenario
    let capital = sheet.text.text(scenario.strategies[strategy].capital)
    let length = Words.duration(scenario.length)
    let under = "\(metrics.subject.preposition) `\(path)`"
    let share = sheet.summary(StrategyMeasure.totalReturn, strategy, path)?.mean
    let percent = NumberText.signed(share, decimals: 3) + " %"
    let name = "`\(sheet.names[strategy])`, with a capital of \(capital) \(unit),"
    guard profit.count > 1, let least = profit.values.min(), let most = profit.values.max() else {
      return
        "\(name) ended \(length) \(run) on seed \(Words.seeds(metrics.comparison.seeds)) \(under) with a profit of "
        + "\(signed(profit.mean)) \(unit) (\(percent))"
    }
    return
      "\(name) ended \(length) \(run) \(under) with a mean profit of \(signed(profit.mean)) \(unit) (\(percent)) over "
      + "\(profit.count) seeds, between \(signed(least)) and \(signed(most)) by seed"
  }

  /// That it never traded, and that it was refused more than it was granted, along the baseline.
  private func traded(_ strategy: Int, _ path: String) -> String {
    let all = sheet.all(strategy, path)
    let filled = all.reduce(0) { $0 + $1.orders.lotsFilled }
    let refused = all.reduce(0) { $0 + $1.refused }
    let rested = all.reduce(0) { $0 + $1.orders.sent - $1.orders.rejected }
    let trades = filled == 0 ? " without a trade of its own" : ""
    return refused > rested
      ? trades + ", most of what it asked for being refused (`rejections.csv` says why)" : trades
  }

  /// On how many seeds it was liquidated along the baseline.
  private func liquidated(_ strategy: Int, _ path: String) -> String {
    let all = sheet.all(strategy, path)
    let count = all.count { $0.liquidations > 0 }
    if count == 0 { return "" }
    return all.count == 1
      ? ", and was liquidated" : ", and was liquidated on \(count) of \(all.count) of them"
  }

  // MARK: What paths did

  /// What the baseline changed against the control, and the others against the baseline.
  private func changes(_ strategy: Int, _ path: String) -> String {
    if path == RunResult.controlName { return ", nobody being liquidated" }
    let paths = metrics.liquidationPaths
    let all = paths.compactMap { sheet.difference(strategy, $0, to: .control) }
    if !all.isEmpty, all.allSatisfy({ $0.differences.allSatisfy { $0 == 0 } }) {
      return "; it is the same where nobody is liquidated"
        + (paths.count > 1 ? ", \(metrics.subject.preposition) every \(metrics.subject.noun)" : "")
    }
    return control(strategy, path) + others(strategy, paths.filter { $0 != path })
  }

  private func control(_ strategy: Int, _ path: String) -> String {
    guard let difference = sheet.difference(strategy, path, to: .control) else { return "" }
    if difference.differences.allSatisfy({ $0 == 0 }) {
      return "; against nobody being liquidated that is no change"
        + (difference.count > 1 ? " on any seed" : "")
    }
    guard let interval = difference.meanInterval else {
      return "; against nobody being liquidated that is \(signed(difference.mean)) \(unit)"
    }
    let detail =
      "\(signed(difference.mean)) \(unit) (95 % interval \(signed(interval.low)) to "
      + "\(signed(interval.high)))"
    if metrics.comparison.seeds.count < sheet.seedsMin {
      return "; against nobody being liquidated that is \(detail)"
    }
    return sheet.isClear(strategy, path, to: .control)
      ? "; against nobody being liquidated that is clearly \(difference.mean > 0 ? "more" : "less"), \(detail)"
      : "; against nobody being liquidated that is no clear change, \(detail)"
  }

  private func others(_ strategy: Int, _ others: [String]) -> String {
    let items = others.compactMap { path in
      sheet.difference(strategy, path, to: .baseline).map { (path: path, mean: $0.mean) }
    }.sorted { ($1.mean, $0.path) < ($0.mean, $1.path) }
    if items.isEmpty { return "" }
    if metrics.comparison.seeds.count < sheet.seedsMin {
      return "; against `\(metrics.baseline)` \(list(items))"
    }
    let clear = items.filter { sheet.isClear(strategy, $0.path, to: .baseline) }
    let better = clear.filter { $0.mean > 0 }
    let worse = clear.filter { $0.mean < 0 }
    let rest = items.filter { item in !clear.contains { $0.path == item.path } }
    let parts = [
      better.isEmpty ? nil : "clearly more \(list(better))",
      worse.isEmpty ? nil : "clearly less \(list(worse))",
      rest.isEmpty ? nil : "no clear difference \(list(rest))",
    ].compactMap { $0 }
    return "; against `\(metrics.baseline)` " + parts.joined(separator: ", ")
  }

  /// More than this are counted, not named: the table beside the answer has them.
  private static let namesMax = 4

  /// Paths with their mean differences: "along `a` (+1.20) and `b` (+0.30)".
  private func list(_ items: [(path: String, mean: Double)]) -> String {
    let along = metrics.subject.preposition + " "
    if items.count > Self.namesMax, let first = items.first, let last = items.last {
      return along + "\(items.count) others, from `\(first.path)` (\(signed(first.mean))) to "
        + "`\(last.path)` (\(signed(last.mean)))"
    }
    return along + Words.list(items.map { "`\($0.path)` (\(signed($0.mean)))" })
  }
}
