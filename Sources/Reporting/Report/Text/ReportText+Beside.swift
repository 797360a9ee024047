import Simulation
import Units

/// What a reader of the first table has to know beside it: how much traded in the book, and who was left with nothing.
extension ReportText {
  /// The sentences; none where nothing was closed or nobody breached.
  var besideTable: [String] {
    [traded, leftWithNothing].compactMap { $0 }
  }

  /// Which part of what was closed traded in the book, of which alone the execution shortfall is.
  ///
  /// Not of what was triggered: a position that is liquidated step by step is triggered whole again and again.
  private var traded: String? {
    span { runs in
      let closed = runs.reduce(Money.zero) { $0 + $1.totals.notionalClosed }
      let executed = runs.reduce(Money.zero) { $0 + $1.totals.notionalExecuted }
      return closed > .zero ? Double(executed.atoms) / Double(closed.atoms) : nil
    }.map {
      "Execution shortfall is of what forced orders traded in the book, over all seeds \($0) of the notional that was "
        + "closed; the rest was transferred, auctioned or deleveraged."
    }
  }

  /// Which part of the owners who breach has nothing at the end.
  private var leftWithNothing: String? {
    span { runs in
      let owners = runs.flatMap(\.owners)
      return owners.isEmpty
        ? nil : Double(owners.count { $0.atEnd == .zero }) / Double(owners.count)
    }.map {
      "Owners' value is a mean: of the owners who breach, over all seeds \($0) have nothing at the end."
    }
  }

  /// From where to where a share of one lies over what is compared, with who has the least and the most.
  private func span(_ share: ([RunResult]) -> Double?) -> String? {
    let shares = sheet.liquidationPaths.compactMap { path in
      share(comparison.runs.filter { $0.path == path }).map { (path: path, share: $0) }
    }.sorted { $0.share < $1.share }
    guard let least = shares.first, let most = shares.last else { return nil }
    func text(_ share: Double) -> String { NumberText.grouped(share * 100, decimals: 1) + " %" }
    let (low, high) = (text(least.share), text(most.share))
    return low == high
      ? low : "from \(low) (`\(least.path)`) to \(high) (`\(most.path)`)"
  }
}
