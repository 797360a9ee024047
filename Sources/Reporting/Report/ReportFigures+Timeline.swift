import Simulation
import Units

/// The timeline of one account's liquidation under each path.
extension ReportFigures {
  /// The account of the population that most paths liquidate on the first seed; of those the largest, then the first.
  private var account: Int? {
    // Accounts of the population come before those of strategies, which trade and come back.
    var candidates = (0..<comparison.scenario.population.count).map {
      (account: $0, paths: 0, size: Quantity.zero, lastPath: -1)
    }
    for (number, path) in sheet.liquidationPaths.enumerated() {
      for item in firstRun(path)?.liquidations ?? [] where item.account < candidates.count {
        // Of several liquidations along a path the first one counts.
        if candidates[item.account].lastPath == number { continue }
        candidates[item.account].lastPath = number
        candidates[item.account].paths += 1
        candidates[item.account].size = max(candidates[item.account].size, item.size)
      }
    }
    return candidates.filter { $0.paths > 0 }.max {
      ($0.paths, $0.size, -$0.account) < ($1.paths, $1.size, -$1.account)
    }?.account
  }

  private static let kinds: [TimelineChart.Kind] = [
    .init("triggered", color: .black, shape: .triangle),
    .init("order sent", color: .sky, shape: .circle),
    .init("filled", color: .green, shape: .square),
    .init("nothing filled", color: .grey, shape: .cross),
    .init("transferred", color: .orange, shape: .diamond),
    .init("deleveraged", color: .vermilion, shape: .diamond),
    .init("released", color: .blue, shape: .circle),
  ]

  private func kind(_ step: LiquidationRecord.Step.Kind) -> Int {
    switch step {
    case .sent: 1
    case .filled: 2
    case .unfilled: 3
    case .transferred: 4
    case .deleveraged: 5
    case .released: 6
    }
  }

  /// The steps of the account's liquidations along each path.
  func timeline() -> Figure? {
    guard let account else { return nil }
    var size: (side: String, quantity: Quantity)?
    let rows = sheet.liquidationPaths.map { path -> TimelineChart.Row in
      let items = firstRun(path)?.liquidations.filter { $0.account == account } ?? []
      guard let first = items.first, let last = items.last else {
        return TimelineChart.Row(path, events: [], note: "not liquidated")
      }
      if size == nil { size = (Words.position(first.side), first.size) }
      return TimelineChart.Row(
        path, span: seconds(first.triggered)...seconds(last.ended),
        events: events(items), note: note(items, last: last))
    }
    let what = size.map { "\($0.side) \(text.text($0.quantity))" } ?? ""
    let chart = TimelineChart(
      title: "The liquidation of account \(account) under each \(sheet.subject.noun)",
      subtitle: "\(firstSeedText), position \(what); prices of fills and transfers above",
      axis: ChartAxis("time since the start (min:s)", kind: .clock), kinds: Self.kinds, rows: rows)
    return Figure(
      name: "figures/timeline.svg", title: chart.title,
      caption:
        "The account liquidated under most \(sheet.subject.plural) on \(firstSeedText), the largest of them. "
        + "At the right how it ended and what the owner kept of the equity at the trigger.",
      svg: chart.svg())
  }

  private func events(_ items: [LiquidationRecord]) -> [TimelineChart.Event] {
    let steps = items.flatMap(\.steps)
    let priced = steps.filter { isPriced($0.kind) }
    let labelled = priced.count <= 4
    return items.map { TimelineChart.Event(at: seconds($0.triggered), kind: 0) }
      + steps.map { step in
        // Of many fills the first and the last are enough.
        let isEnd = step == priced.first || step == priced.last
        let hasLabel = isPriced(step.kind) && (labelled || isEnd)
        return TimelineChart.Event(
          at: seconds(step.time), kind: kind(step.kind),
          label: hasLabel ? text.text(step.price) : "")
      }
  }

  private func isPriced(_ kind: LiquidationRecord.Step.Kind) -> Bool {
    switch kind {
    case .filled, .transferred, .deleveraged: true
    case .sent, .unfilled, .released: false
    }
  }

  private func note(_ items: [LiquidationRecord], last: LiquidationRecord) -> String {
    let count = items.count > 1 ? "\(items.count) times, " : ""
    let start = items.first?.equityAtTrigger ?? .zero
    guard start > .zero else { return count + last.ending.rawValue }
    let kept = FixedDecimal(
      ratio: Int128(max(last.equityAtEnd, .zero).atoms) * 100, to: Int128(start.atoms), decimals: 1)
    return count + last.ending.rawValue + ", kept " + (kept?.text ?? "") + " %"
  }
}
