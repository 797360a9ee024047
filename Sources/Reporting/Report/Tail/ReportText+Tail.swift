import Simulation
import Units

extension ReportText {
  /// The worst of owners, liquidations and runs, by path.
  func addTail(to document: inout MarkdownDocument) {
    guard let tail, sheet.hasLiquidations, !tail.estimates.isEmpty else { return }
    TailSection(sheet: sheet, tail: tail).add(to: &document)
  }
}

/// The section of a report about the tail.
private struct TailSection {
  let sheet: MetricSheet
  let tail: TailTable

  private var comparison: Comparison { sheet.comparison }

  /// Adds its table and how to read it.
  func add(to document: inout MarkdownDocument) {
    document.heading(2, "The tail")
    let paths = sheet.liquidationPaths
    var table = MarkdownTable([("Quantity", .left)] + paths.map { ("`\($0)`", .right) })
    for kind in tail.rows where isTold(kind) {
      table.append(
        [kind.title(for: sheet.contract)] + paths.map { cell(tail.estimate(kind, $0)) })
    }
    document.table(table)
    document.paragraph(tailNote)
  }

  /// Times stand only where some run came to it, owners' losses where some path leaves the worst of them something.
  private func isTold(_ kind: TailEstimate.Kind) -> Bool {
    if kind.quantity == .ownersLoss { return !worstLoseAll }
    if kind.unit != .seconds { return true }
    let reached = TailEstimate.Kind(kind.quantity, .probability, .percent)
    return sheet.liquidationPaths.contains { tail.estimate(reached, $0)?.estimate ?? 0 > 0 }
  }

  /// Whether the worst 1 % of owners lose everything along every path, in nearly every resample.
  private var worstLoseAll: Bool {
    let kind = TailEstimate.Kind(.ownersLoss, .threshold, partPerMille: 10, .percent)
    return sheet.liquidationPaths.allSatisfy { path in
      tail.estimate(kind, path).map { ($0.low ?? $0.estimate ?? 0) >= 100 } ?? true
    }
  }

  private func cell(_ item: TailEstimate?) -> String {
    guard let item else { return NumberText.absent }
    let decimals = item.kind.decimals(for: sheet.contract)
    guard let estimate = item.estimate else { return "not reached" }
    let text = NumberText.grouped(estimate, decimals: decimals)
    guard let low = item.low, let high = item.high else { return text }
    return "\(text) [\(NumberText.grouped(low, decimals: decimals)), "
      + "\(NumberText.grouped(high, decimals: decimals))]"
  }

  private var tailNote: String {
    let seeds = Words.count(comparison.seeds.count, "seed")
    let sentences = [
      "Execution shortfall is that of each liquidation against its trigger price, weighted by the notional it "
        + "traded in the book at that price (\(counts(.executionShortfall)) liquidations); owners' loss is the "
        + "share of what an owner had at the breach in the control that is gone at the end of the run, each owner "
        + "counting once (\(counts(.ownersLoss)) owners); both are pooled over \(seeds)."
        + (worstLoseAll
          ? " The worst owners lose everything \(sheet.subject.preposition) every \(sheet.subject.noun)."
          : ""),
      "The worst 1 % begin at the least loss among them; the mean of the worst 2.5 % or 1 % is their expected "
        + "shortfall at 97.5 % or 99 %.",
      "Draws, deleveraging and exhaustion are counted by run, over n = \(seeds); the fund is exhausted where it "
        + "holds nothing at the end of a second.",
      "In brackets: 95 % intervals, of the probability of a run by Clopper and Pearson, of all else by resampling "
        + "whole seeds. Nothing here was tested" + rarity + ".",
    ]
    return sentences.joined(separator: " ")
  }

  /// What so few seeds hardly show.
  private var rarity: String {
    let count = comparison.seeds.count
    return count < 2
      ? "" : ", and what is much rarer than one run in \(NumberText.grouped(count)) was hardly seen"
  }

  /// How many were counted, from the path with the fewest to that with the most.
  private func counts(_ quantity: TailQuantity) -> String {
    let counts = tail.estimates
      .filter { $0.kind.quantity == quantity && $0.path != RunResult.controlName }.map(\.count)
    let least = NumberText.grouped(counts.min() ?? 0)
    let most = NumberText.grouped(counts.max() ?? 0)
    return least == most ? least : "\(least) to \(most)"
  }
}
