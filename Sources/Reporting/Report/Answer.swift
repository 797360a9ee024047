import Simulation
import Units

/// The answer of a comparison in a few sentences, made from its numbers alone.
///
/// What owners have, what others lose who had no choice, who pays what owners gain, whether the moment of valuation
/// decides, and, where seeds are few, a caution. Only what ``ClearDifferences`` lets pass is called clear.
struct Answer {
  private let sheet: MetricSheet
  private let market: MarketTable?
  private let tail: TailTable?

  init(_ sheet: MetricSheet, market: MarketTable? = nil, tail: TailTable? = nil) {
    self.sheet = sheet
    self.market = market
    self.tail = tail
  }

  /// The sentences.
  var sentences: [String] {
    if !sheet.hasLiquidations {
      return (market.map { [credibility($0)] } ?? []) + withoutLiquidation
    }
    let owners = claim(Metric.ownersValue, .owners)
    if let market { return [credibility(market), owners + "."] + caution }
    let payers = claim(Metric.payersLoss, .payers) + gains
    return [owners + ".", payers + "."] + AnswerDetails(sheet).sentences
      + (tail.map { AnswerTail(sheet, $0).sentences } ?? []) + caution
  }

  /// What a loss below zero is.
  private var gains: String {
    let means = sheet.liquidationPaths.compactMap { sheet.summary(Metric.payersLoss, $0)?.mean }
    return means.contains { $0 < 0 } ? " (a loss below zero is a gain)" : ""
  }

  /// What to say where seeds are too few for anything to be clear.
  private var caution: [String] {
    let count = sheet.comparison.seeds.count
    if sheet.liquidationPaths.count < 2 || count >= sheet.seedsMin { return [] }
    return [
      "With \(Words.count(count, "seed")) nothing can be told from luck, so this is an example and no "
        + "finding: it would take \(sheet.seedsMin)."
    ]
  }

  /// How one metric is spoken of.
  private struct Wording {
    let subject: String
    let better: String
    let worse: String
    let best: String
    let reference: String
    let noun: String

    static let owners = Wording(
      subject: "Owners who breach where nobody is liquidated kept", better: "more", worse: "less",
      best: "most", reference: " of what they had at that breach, valued at the end of the run",
      noun: "what owners kept until the end of the run")
    static let payers = Wording(
      subject:
        "Those without a choice (other owners, insurance fund, backstop provider, venue) lost",
      better: "less", worse: "more", best: "least",
      reference: " a run against nobody being liquidated",
      noun:
        "what those without a choice lost (other owners, insurance fund, backstop provider, venue)")
  }

  /// The other paths by what their interval says.
  private struct Verdict {
    var better: [(path: String, difference: PairedComparison)] = []
    var worse: [(path: String, difference: PairedComparison)] = []
    var unclear: [(path: String, difference: PairedComparison)] = []
  }

  // MARK: Without a liquidation

  private var withoutLiquidation: [String] {
    let count = sheet.comparison.seeds.count
    let seeds = count == 1 ? "this seed" : "any of " + Words.count(count, "seed")
    let accounts = NumberText.grouped(sheet.comparison.scenario.population.count)
    let none = "None of the \(accounts) accounts was liquidated on \(seeds)"
    if market != nil { return [none + "."] }
    let breached = sheet.comparison.runs.map(\.totals.breachedAccounts).max() ?? 0
    return [
      none + ", so the \(sheet.subject.plural) do not differ.",
      "The most accounts below maintenance margin on one seed: \(NumberText.grouped(breached)).",
    ]
  }

  /// How near the observed market comes to a measured one.
  private func credibility(_ market: MarketTable) -> String {
    let met = market.bands.filter(\.isMet).count
    let missed = market.bands.filter { !$0.isMet }.map(\.title)
    let rest = missed.isEmpty ? "" : "; outside its band: " + Words.list(missed)
    return
      "The simulated market is within \(met) of \(market.bands.count) bands that were set for it from one "
      + "measured sample of a calm market" + rest
      + "; the table of all properties says where it is unlike it all the same."
  }

  // MARK: One metric

  private var along: String { sheet.subject.preposition }

  private func claim(_ metric: Metric, _ wording: Wording) -> String {
    guard let base = sheet.summary(metric, sheet.baseline) else {
      return "Nothing can be said of \(wording.noun): it exists on no seed under the baseline "
        + "`\(sheet.baseline)`"
    }
    let others = sheet.liquidationPaths.filter { $0 != sheet.baseline }
    let summaries = ([sheet.baseline] + others).compactMap { path in
      sheet.summary(metric, path).map { (path, $0) }
    }
    if others.isEmpty { return alone(metric, wording, base) }
    let differences = others.compactMap { path in
      sheet.difference(metric, path).map { (path: path, difference: $0) }
    }
    if differences.allSatisfy({ $0.difference.differences.allSatisfy { $0 == 0 } }) {
      return
        "\(wording.subject) exactly the same \(along) every \(sheet.subject.noun) on every seed: "
        + value(metric, base.mean) + wording.reference
    }
    if let least = differences.map(\.difference.count).min(), least < sheet.seedsMin {
      return span(metric, wording, summaries)
    }
    return judged(metric, wording, base, verdict(metric, differences))
  }

  private func alone(_ metric: Metric, _ wording: Wording, _ base: MetricSummary) -> String {
    let span =
      base.count < 2
      ? "one seed"
      : "mean of \(base.count) seeds, 5th to 95th percentile "
        + value(metric, base.quantile(0.05)) + " to " + value(metric, base.quantile(0.95))
    return "\(wording.subject) \(value(metric, base.mean))\(wording.reference) under "
      + "`\(sheet.baseline)` (\(span))"
  }

  private func span(
    _ metric: Metric, _ wording: Wording, _ summaries: [(String, MetricSummary)]
  ) -> String {
    let sorted = summaries.sorted { $0.1.mean < $1.1.mean }
    guard let least = sorted.first, let most = sorted.last else { return "" }
    return "\(wording.subject) from \(value(metric, least.1.mean)) (`\(least.0)`) to "
      + "\(value(metric, most.1.mean)) (`\(most.0)`)\(wording.reference)"
  }

  private func verdict(
    _ metric: Metric, _ differences: [(path: String, difference: PairedComparison)]
  ) -> Verdict {
    var verdict = Verdict()
    let sign: Double = metric.preference == .lower ? -1 : 1
    for item in differences.sorted(by: { sign * $0.difference.mean > sign * $1.difference.mean }) {
      guard sheet.isClear(metric, item.path) else {
        verdict.unclear.append(item)
        continue
      }
      if sign * item.difference.mean > 0 {
        verdict.better.append(item)
      } else {
        verdict.worse.append(item)
      }
    }
    return verdict
  }

  private func judged(
    _ metric: Metric, _ wording: Wording, _ base: MetricSummary, _ verdict: Verdict
  ) -> String {
    let baseline = "`\(sheet.baseline)`"
    let level = value(metric, base.mean)
    if let best = verdict.better.first, let mean = sheet.summary(metric, best.path)?.mean {
      var rest: [String] = []
      let also = verdict.better.dropFirst()
      if !also.isEmpty { rest.append("clearly \(wording.better) also \(list(metric, also))") }
      if !verdict.worse.isEmpty {
        rest.append("clearly \(wording.worse) \(list(metric, verdict.worse[...]))")
      }
      if !verdict.unclear.isEmpty {
        rest.append("no clear difference \(list(metric, verdict.unclear[...]))")
      }
      return "\(wording.subject) clearly \(wording.better) under `\(best.path)` than under "
        + "\(baseline): \(value(metric, mean)) against \(level)\(wording.reference), a difference "
        + "of \(inDetail(metric, best.difference, word: wording.better))"
        + rest.map { "; " + $0 }.joined()
    }
    if verdict.worse.isEmpty {
      return "There is no clear difference in \(wording.noun): \(level)\(wording.reference) under "
        + "\(baseline); the mean differences to it are "
        + list(metric, verdict.unclear[...])
    }
    let worse = "clearly \(wording.worse) \(list(metric, verdict.worse[...]))"
    if verdict.unclear.isEmpty {
      return "\(wording.subject) \(wording.best) under the baseline \(baseline), \(level)"
        + "\(wording.reference): \(worse)"
    }
    return
      "Under no \(sheet.subject.noun) was it clearly \(wording.better) than under the baseline \(baseline), "
      + "where \(wording.subject.lowercasedFirst) \(level)\(wording.reference): \(worse); no clear "
      + "difference \(list(metric, verdict.unclear[...]))"
  }

  // MARK: Numbers

  private static let level = "95 %"

  /// More than this are counted, not named: the table beside the answer has them.
  private static let namesMax = 4

  /// Paths with their mean differences: "under `a` (+1.20) and `b` (+0.30)".
  private func list(
    _ metric: Metric, _ items: ArraySlice<(path: String, difference: PairedComparison)>
  ) -> String {
    if items.count > Self.namesMax, let first = items.first, let last = items.last {
      return "under \(items.count) others, from `\(first.path)` "
        + "(\(signed(metric, first.difference.mean))) to `\(last.path)` "
        + "(\(signed(metric, last.difference.mean)))"
    }
    return "under "
      + Words.list(
        items.map { "`\($0.path)` (\(signed(metric, $0.difference.mean)))" })
  }

  /// A difference with its interval and on how many seeds it held.
  private func inDetail(_ metric: Metric, _ difference: PairedComparison, word: String) -> String {
    let wins = difference.differences.count {
      metric.preference == .lower ? $0 < 0 : $0 > 0
    }
    let interval = difference.meanInterval
    return "\(signed(metric, difference.mean)) \(sheet.differenceUnit(metric)) (\(Self.level) "
      + "interval \(signed(metric, interval?.low)) to \(signed(metric, interval?.high)), \(word) on "
      + "\(wins) of \(difference.count) seeds)"
  }

  private func value(_ metric: Metric, _ value: Double?) -> String {
    NumberText.grouped(value, decimals: sheet.decimals(metric)) + " " + sheet.unit(metric)
  }

  private func signed(_ metric: Metric, _ value: Double?) -> String {
    NumberText.signed(value, decimals: sheet.decimals(metric))
  }
}

extension String {
  /// The text with its first letter made small, to stand within a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
