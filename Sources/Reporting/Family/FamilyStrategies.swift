import Simulation

/// What strategies ended with in each variant, for the first screen of a family that varies what strategies do.
struct FamilyStrategies {
  private let family: FamilySheet
  /// The variant that the others are compared with: the first.
  private let first: VariantResult

  /// Nothing unless a variant sets something of a strategy and tear sheets were kept.
  init?(_ family: FamilySheet) {
    guard family.keys.contains(where: { $0.hasPrefix("strategies") }),
      let first = family.variants.first(where: { $0.strategies != nil })
    else { return nil }
    self.family = family
    self.first = first
  }

  /// One row for each variant and strategy: the mean profit along each path and where nobody is liquidated, and along
  /// the baseline what it is more than in the first variant.
  var table: MarkdownTable {
    let paths = family.paths + [RunResult.controlName]
    let unit = family.variants[0].sheet.unit(Metric.payersLoss)
    var table = MarkdownTable(
      [("Variant", .left), ("Strategy", .left)]
        + paths.map { ("Profit, `\($0)` (\(unit))", .right) }
        + [("`\(family.baseline)` against `\(first.label.name)` (\(unit))", .right)])
    for variant in family.variants {
      guard let strategies = variant.strategies else { continue }
      for place in strategies.places {
        let measure = StrategyMeasure.profit
        table.append(
          [
            place == 0 ? "`\(variant.label.name)`" : "", "`\(strategies.names[place])`",
          ]
            + paths.map { path in
              NumberText.signed(
                strategies.summary(measure, place, path)?.mean,
                decimals: measure.decimals(for: strategies.metrics.contract))
            } + [variant.label == first.label ? "" : difference(strategies, place)])
      }
    }
    return table
  }

  /// The profit along the baseline less that in the first variant, paired by seed.
  private func difference(_ strategies: StrategySheet, _ place: Int) -> String {
    guard let other = first.strategies, place < other.names.count,
      strategies.names[place] == other.names[place]
    else { return NumberText.absent }
    func profits(_ sheet: StrategySheet) -> [Double?] {
      family.seeds.indices.map { seed in
        sheet.sheet(place, family.baseline, seed: seed).map { sheet.text.money($0.profit) }
      }
    }
    let pairs = zip(profits(strategies), profits(other)).compactMap { own, other in
      own.flatMap { own in other.map { (own: own, other: $0) } }
    }
    let decimals = StrategyMeasure.profit.decimals(for: strategies.metrics.contract)
    guard
      let difference = PairedComparison(
        path: pairs.map(\.own), baseline: pairs.map(\.other), preference: .higher,
        level: MetricSheet.level, replicates: MetricSheet.replicates,
        stream: MetricSheet.bootstrapStream)
    else { return NumberText.absent }
    let mean = NumberText.signed(difference.mean, decimals: decimals)
    guard let interval = difference.meanInterval else { return mean }
    return "\(mean) [\(NumberText.signed(interval.low, decimals: decimals)), "
      + "\(NumberText.signed(interval.high, decimals: decimals))]"
  }

  /// What the table says and what it does not.
  var note: String {
    "Means over n = \(Words.count(family.seeds.count, "seed")) of what strategies ended with less their capital. The last "
      + "column is what a strategy has more than in the first variant, paired by seed, with the 95 % interval of the mean: "
      + "each by itself, however many there are. The section of each variant has the tear sheets and what each "
      + "\(family.subject?.noun ?? "path") did to a strategy, with intervals."
  }
}
