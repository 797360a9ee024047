import Liquidation
import Market
import Rulebook
import Simulation
import Units

/// The liquidation of one account along each path.
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

  /// What is left of the account's position along each path, below the price.
  func timeline() -> Figure? {
    guard let account else { return nil }
    let stories = sheet.liquidationPaths.map { path in
      (
        path,
        firstRun(path).flatMap { LiquidationStory(account: account, in: $0, text: text) }
      )
    }
    let told = stories.compactMap(\.1)
    guard let first = told.map({ seconds($0.triggered) }).min(),
      let last = told.map({ seconds($0.ended) }).max(), let sample = told.first?.first
    else { return nil }
    let margin = max((last - first) / 12, 5)
    let from = max(first - margin, 0)
    let to = last + margin
    let what = "\(Words.position(sample.side)) \(text.text(sample.size)) \(text.sizeUnit)"
    let chart = PositionChart(
      title:
        "The liquidation of account \(account) \(sheet.subject.preposition) each \(sheet.subject.noun)",
      subtitle:
        "S\(firstSeedText.dropFirst()) (n = 1), \(what). Areas: what is left of the position, the full height being all of it.",
      legend: legend(told),
      axis: ChartAxis("time since the start (min:s)", kind: .clock, lower: from, upper: to),
      price: pricePanel(stories, from: from, to: to, bankruptcy: sample.bankruptcyPrice),
      rows: stories.map { path, story in row(path, story, from: from, to: to) })
    return Figure(
      name: file("timeline"),
      alternative:
        "What is left of the position of account \(account) over time \(sheet.subject.preposition) each \(sheet.subject.noun), with "
        + "the prices at which it was closed, \(firstSeedText)",
      caption:
        "One account on \(firstSeedText): of those liquidated \(sheet.subject.preposition) most \(sheet.subject.plural) the largest. Above: "
        + (showsIndex ? "the index, the price that drives the margin check and " : "")
        + "the prices of fills and transfers. Below: what was left of its position, how it ended and why.",
      svg: chart.svg())
  }

  private func row(
    _ path: String, _ story: LiquidationStory?, from: Double, to: Double
  ) -> PositionChart.Row {
    guard let story else {
      return PositionChart.Row(
        title(path), story: "not liquidated",
        steps: [ChartPoint(from, 1), ChartPoint(to, 1)], color: looks[path].color)
    }
    let steps = story.remaining.map { ChartPoint(seconds($0.time), $0.share) }
    let end = steps.last.map { $0.y > 0 ? [ChartPoint(to, $0.y)] : [] } ?? [ChartPoint(to, 1)]
    return PositionChart.Row(
      title(path), story: story.words, steps: [ChartPoint(from, 1)] + steps + end,
      color: looks[path].color)
  }

  // MARK: The price

  private static func shape(_ kind: LiquidationRecord.Step.Kind) -> ChartShape {
    switch kind {
    case .transferred: .diamond
    case .deleveraged: .square
    case .filled, .sent, .unfilled, .released: .circle
    }
  }

  private static let symbols: [(kind: LiquidationRecord.Step.Kind, name: String)] = [
    (.filled, "filled"), (.transferred, "taken over"), (.deleveraged, "deleveraged"),
  ]

  /// The price that drives the margin check of the baseline, beside the index; `nil` where it is the index.
  private var checked: (name: String, price: (PriceSample) -> Price)? {
    let rulebook = comparison.rulebooks.first { $0.id == sheet.baseline }
    switch rulebook?.checkPrice ?? comparison.scenario.liquidation.checkPrice {
    case .mark: return ("mark \(sheet.subject.preposition) \(sheet.baseline)", { $0.mark })
    case .last: return ("last \(sheet.subject.preposition) \(sheet.baseline)", { $0.last })
    case .index: return nil
    }
  }

  private func legend(_ stories: [LiquidationStory]) -> [LegendItem] {
    let kinds = Set(stories.flatMap { $0.parts.map(\.kind) })
    var lines: [LegendItem] = []
    if showsIndex {
      lines.append(LegendItem("index", color: .black, sample: .line(.solid)))
      if let checked {
        lines.append(LegendItem(checked.name, color: .grey, sample: .line(.solid)))
      }
    }
    if let first = stories.first, first.first.bankruptcyPrice > .zero {
      lines.append(
        LegendItem("bankruptcy price at the trigger", color: .black, sample: .line(.dotted)))
    }
    return lines
      + Self.symbols.filter { kinds.contains($0.kind) }.map {
        LegendItem($0.name, color: .grey, sample: .symbol(Self.shape($0.kind)))
      }
  }

  private func pricePanel(
    _ stories: [(String, LiquidationStory?)], from: Double, to: Double, bankruptcy: Price
  ) -> ChartPanel {
    var series: [ChartSeries] = []
    // A position without debt cannot go bankrupt.
    if bankruptcy > .zero {
      let level = text.number(bankruptcy)
      series.append(
        ChartSeries(
          points: [ChartPoint(from, level), ChartPoint(to, level)],
          look: ChartLook(.black, .dotted), width: 1.2))
    }
    if showsIndex, let run = firstRun(sheet.baseline) {
      func points(_ price: (PriceSample) -> Price) -> [ChartPoint] {
        run.prices.map { ChartPoint(Double($0.second + 1), text.number(price($0))) }
      }
      if let checked {
        series.append(
          ChartSeries(points: points(checked.price), look: ChartLook(.grey), width: 1.6))
      }
      series.append(ChartSeries(points: points(\.index), look: ChartLook(.black), width: 1.6))
    }
    for (path, story) in stories {
      for symbol in Self.symbols {
        let parts = story?.parts.filter { $0.kind == symbol.kind } ?? []
        if parts.isEmpty { continue }
        series.append(
          ChartSeries(
            points: parts.map { ChartPoint(seconds($0.time), text.number($0.price)) },
            style: .symbols(Self.shape(symbol.kind)), look: looks[path]))
      }
    }
    return ChartPanel("", series: series, yAxis: ChartAxis("price (quote)"))
  }
}
