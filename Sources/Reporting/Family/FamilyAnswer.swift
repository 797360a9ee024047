import Simulation

/// The answer of a report of several variants: where each path is best.
///
/// Each sentence goes through all variants, so that none, read alone, says of one what is false of another.
struct FamilyAnswer {
  private let family: FamilySheet

  init(_ family: FamilySheet) { self.family = family }

  /// The sentences.
  var sentences: [String] {
    let count = family.variants.count
    let seeds = Words.count(family.seeds.count, "seed")
    if family.variants.allSatisfy({ !$0.sheet.hasLiquidations }) {
      return ["Nobody is liquidated in any of \(count) variants on any of \(seeds)."]
    }
    if family.others.isEmpty { return [alone(Metric.ownersValue), alone(Metric.payersLoss)] }
    if family.seeds.count < family.seedsNeeded {
      return spans + [
        family.isGrid
          ? "With \(seeds) no cell of the grid is called clear, so this is an example and no finding: it would take "
            + "\(family.seedsNeeded)."
          : "With \(seeds) nothing can be told from luck, so this is an example and no finding: it would take "
            + "\(family.seedsNeeded)."
      ]
    }
    let metrics = [Metric.ownersValue, Metric.payersLoss, Metric.executionShortfall]
    if count > FamilyTable.rowsMax {
      let map = MapAnswer(family)
      return metrics.map { map.told($0, noun($0)) } + map.causes(Metric.executionShortfall)
    }
    return metrics.map(told)
  }

  /// How a metric is spoken of.
  private func noun(_ metric: Metric) -> String {
    switch metric.id {
    case Metric.ownersValue.id:
      "Owners' value (what owners who breach where nobody is liquidated have at the end, of what they had at that "
        + "breach)"
    case Metric.payersLoss.id:
      "The loss of those without a choice (other owners, insurance fund, backstop provider, venue) a run, against "
        + "nobody being liquidated"
    case Metric.executionShortfall.id: "The shortfall of what forced orders traded in the book"
    default: metric.title
    }
  }

  private func name(_ place: Int) -> String { "`\(family.variants[place].label.name)`" }

  private func value(_ metric: Metric, _ path: String, in place: Int) -> String {
    let sheet = family.variants[place].sheet
    return NumberText.grouped(sheet.summary(metric, path)?.mean, decimals: sheet.decimals(metric))
      + " " + sheet.unit(metric)
  }

  // MARK: Few variants

  /// Which path is best in each variant, by one metric.
  private func told(_ metric: Metric) -> String {
    let clauses = family.variants.indices.map { "in \(name($0)) \(clause(metric, in: $0))" }
    return "\(noun(metric))\(gains(metric)): \(clauses.joined(separator: "; "))."
  }

  /// What a loss below zero is.
  private func gains(_ metric: Metric) -> String {
    guard metric.id == Metric.payersLoss.id else { return "" }
    let means = family.variants.flatMap { variant in
      family.paths.compactMap { variant.sheet.summary(metric, $0)?.mean }
    }
    return means.contains { $0 < 0 } ? "; a loss below zero is a gain" : ""
  }

  /// Which path is best in one variant.
  private func clause(_ metric: Metric, in place: Int) -> String {
    let better = family.others.filter { family.verdict(metric, $0, in: place) == .better }
    let worse = family.others.filter { family.verdict(metric, $0, in: place) == .worse }
    let baseline = "the baseline `\(family.baseline)`"
    let level = value(metric, family.baseline, in: place)
    let behind = worse.isEmpty ? "" : ", and clearly worse \(verbed(worse))"
    if let best = best(metric, among: better, in: place) {
      let also = better.filter { $0 != best }
      return
        "`\(best)` is clearly better than \(baseline), \(value(metric, best, in: place)) against \(level)"
        + payer(of: best, metric, in: place)
        + (also.isEmpty ? "" : ", as \(verbed(also))") + behind
    }
    if worse.isEmpty { return "no \(noun) differs clearly from \(baseline), \(level)" }
    if worse.count == family.others.count {
      return "\(baseline) is best, \(level)\(behind)"
    }
    return "no \(noun) is clearly better than \(baseline), \(level)\(behind)"
  }

  /// Who has least for what owners or payers have more under a path than under the baseline, in parentheses.
  private func payer(of path: String, _ metric: Metric, in place: Int) -> String {
    let block: WealthGroup.Block
    switch metric.id {
    case Metric.ownersValue.id: block = .owners
    case Metric.payersLoss.id: block = .payers
    default: return ""
    }
    let sheet = family.variants[place].sheet
    let table = IncidenceTable(sheet.comparison)
    func change(_ group: WealthGroup) -> Double { table.difference(path, family.baseline, group) }
    let others = WealthGroup.allCases.filter { $0.block != block }
    guard let least = others.min(by: { change($0) < change($1) }), change(least) < 0 else {
      return ""
    }
    func signed(_ value: Double) -> String {
      NumberText.signed(value, decimals: sheet.decimals(Metric.payersLoss))
    }
    let own =
      block == .owners
      ? "they have \(signed(change(.breachedOwners))) \(sheet.unit(Metric.payersLoss)) a run, " : ""
    return " (\(own)the largest loser is \(least.titleOfDifference), \(signed(change(least))))"
  }

  /// The verb and the paths: "is `a`", "are `a` and `b`".
  private func verbed(_ paths: [String]) -> String {
    (paths.count == 1 ? "is " : "are ") + Words.list(paths.map { "`\($0)`" })
  }

  private var noun: String { family.subject?.noun ?? "path" }

  /// The path of the best mean.
  private func best(_ metric: Metric, among paths: [String], in place: Int) -> String? {
    let sheet = family.variants[place].sheet
    let sign: Double = metric.preference == .lower ? -1 : 1
    return paths.max { left, right in
      sign * (sheet.summary(metric, left)?.mean ?? 0)
        < sign * (sheet.summary(metric, right)?.mean ?? 0)
    }
  }

  /// One path alone, in each variant.
  private func alone(_ metric: Metric) -> String {
    let clauses = family.variants.indices.map {
      "\(value(metric, family.baseline, in: $0)) in \(name($0))"
    }
    return "\(noun(metric)), under `\(family.baseline)`: \(clauses.joined(separator: "; "))."
  }

  /// From which to which mean the paths reach in each variant, where seeds are too few to say more.
  private var spans: [String] {
    [Metric.ownersValue, Metric.payersLoss].map { metric in
      let clauses = family.variants.indices.map { place -> String in
        let sheet = family.variants[place].sheet
        let means = family.paths.compactMap { path in
          sheet.summary(metric, path).map { (path: path, mean: $0.mean) }
        }.sorted { $0.mean < $1.mean }
        guard let least = means.first, let most = means.last else {
          return "none in \(name(place))"
        }
        return "from \(value(metric, least.path, in: place)) (`\(least.path)`) to "
          + "\(value(metric, most.path, in: place)) (`\(most.path)`) in \(name(place))"
      }
      return "\(noun(metric)): \(clauses.joined(separator: "; "))."
    }
  }
}
