import Simulation

/// What strategies ended with in each variant, for the first screen of a family that varies what strategies do.
struct FamilyStrategies {
  private let family: FamilySheet

  /// Nothing unless a variant sets something of a strategy and tear sheets were kept.
  init?(_ family: FamilySheet) {
    guard family.keys.contains(where: { $0.hasPrefix("strategies") }),
      family.variants.contains(where: { $0.strategies != nil })
    else { return nil }
    self.family = family
  }

  /// One row for each variant and strategy: the mean profit along each path and where nobody is liquidated.
  var table: MarkdownTable {
    let paths = family.paths + [RunResult.controlName]
    let unit = family.variants[0].sheet.unit(Metric.payersLoss)
    var table = MarkdownTable(
      [("Variant", .left), ("Strategy", .left)]
        + paths.map { ("Profit, `\($0)` (\(unit))", .right) })
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
            })
      }
    }
    return table
  }

  /// What the table says and what it does not.
  var note: String {
    "Means over n = \(Words.count(family.seeds.count, "seed")) of what strategies ended with less their capital; "
      + "differences between variants are not tested. The section of each variant has the tear sheets and what each "
      + "\(family.subject?.noun ?? "path") did to a strategy, with intervals."
  }
}
