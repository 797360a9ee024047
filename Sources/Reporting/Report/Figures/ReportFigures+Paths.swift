import Simulation
import Units

/// What each path does to the market: a panel for each path, with what all seeds say.
extension ReportFigures {
  /// Parts into which the episode is cut: fewer where panels are many, so that a picture stays small.
  private var parts: Int { min(max(900 / max(sheet.liquidationPaths.count, 1), 40), 160) }

  private var partText: String {
    Words.duration(.seconds(Int64(episode.partLength(count: parts))))
  }

  private func pairs(_ path: String) -> [(path: [PriceSample], control: [PriceSample])] {
    comparison.seeds.compactMap { seed in
      guard let own = comparison.run(seed: seed, path: path),
        let control = comparison.run(seed: seed, path: RunResult.controlName)
      else { return nil }
      return (own.prices, control.prices)
    }
  }

  /// What a line and a band of a panel are.
  private var lineText: String {
    switch comparison.seeds.count {
    case 1: "Line: \(firstSeedText)"
    case ..<SeedCurves.bandSeedsMin: "Thick: median over seeds; thin: each seed"
    default: "Line: median over seeds; band: 5th to 95th percentile"
    }
  }

  private var legend: [LegendItem] {
    sheet.liquidationPaths.count < 2
      ? []
      : [
        LegendItem(
          "the baseline \(sheet.baseline), repeated in every panel", color: .grey,
          sample: .line(.solid))
      ]
  }

  /// A panel of curves in the look of a path, before that of the baseline.
  private func panel(
    _ path: String, _ curves: SeedCurves, baseline: [ChartPoint], reference: Double, note: String
  ) -> ChartPanel {
    let look = looks[path]
    var series = curves.single.map {
      ChartSeries(points: $0, look: ChartLook(look.color), width: 0.7)
    }
    if path != sheet.baseline {
      series.append(
        ChartSeries(points: baseline, look: ChartLook(.grey), width: 1.2))
    }
    series.append(ChartSeries(points: curves.median, look: look, width: 2))
    return ChartPanel(
      path, note: note, bands: [ChartBand(curves.band, color: look.color)], series: series,
      references: [reference])
  }

  /// A picture with a panel for each path.
  private func chart(
    title: String, what: String, axis: ChartAxis, header: ChartPanel?, reference: Double,
    note: (ChartPoint) -> String, value: @escaping ([PriceSample], [PriceSample]) -> Double?
  ) -> PanelChart {
    func curves(_ path: String) -> SeedCurves {
      SeedCurves(pairs(path), episode: episode, parts: parts, value: value)
    }
    let baseline = curves(sheet.baseline).median
    return PanelChart(
      title: title, subtitle: "\(count). \(what), means of \(partText). \(lineText).",
      legend: legend, xAxis: timeAxis, yAxis: axis, header: header,
      panels: sheet.liquidationPaths.map { path in
        let own = curves(path)
        return panel(
          path, own, baseline: baseline, reference: reference, note: own.lowest.map(note) ?? "")
      })
  }

  /// When something was, in minutes and seconds.
  private func clock(_ second: Double) -> String {
    NumberText.clock(Instant(nanoseconds: Int64(second) * 1_000_000_000))
  }

  private var isComparable: Bool {
    !episode.isWhole && firstRun(RunResult.controlName)?.prices.isEmpty == false
  }

  // MARK: Last price

  /// Last under each path less last without liquidation, over seeds.
  func lastByPath() -> Figure? {
    guard isComparable else { return nil }
    let picture = chart(
      title: "What liquidating does to the price, by \(sheet.subject.noun)",
      what: "Last price less that of the same seed with nobody liquidated",
      axis: ChartAxis("last against control (bp)"), header: nil, reference: 0,
      note: { "lowest \(NumberText.signed($0.y, decimals: 1)) bp at \(clock($0.x))" },
      value: { own, control in
        Statistics.mean(
          zip(own, control).map {
            Double($0.last.ticks - $1.last.ticks) / Double($1.last.ticks) * 10_000
          })
      })
    return Figure(
      name: file("last-price"),
      alternative:
        "Last price \(sheet.subject.preposition) each \(sheet.subject.noun) less that with nobody liquidated, in basis points over time, "
        + count,
      caption:
        "Last price \(sheet.subject.preposition) each \(sheet.subject.noun) less the last price of `\(RunResult.controlName)`, the same "
        + "market with nobody liquidated, over \(count), \(episode.text). \(lineText).",
      svg: picture.svg())
  }

  // MARK: Depth

  private static func lots(_ samples: [PriceSample]) -> Double {
    samples.reduce(0.0) { $0 + Double($1.bidDepth.lots + $1.askDepth.lots) }
  }

  /// Depth near the mid under each path over that without liquidation, over seeds.
  func depth() -> Figure? {
    guard isComparable else { return nil }
    let control = SeedCurves(
      pairs(sheet.baseline), episode: episode, parts: 160,
      value: { _, control in text.size(Self.lots(control) / Double(control.count)) })
    let header = ChartPanel(
      "depth with nobody liquidated, within 0.1 % of the mid",
      bands: [ChartBand(control.band, color: .grey)],
      series: control.single.map {
        ChartSeries(points: $0, look: ChartLook(.grey), width: 0.7)
      } + [ChartSeries(points: control.median, look: ChartLook(.black), width: 1.6)],
      yAxis: ChartAxis("depth (\(text.sizeUnit))", lower: 0))
    let picture = chart(
      title: "What liquidating does to the depth of the book, by \(sheet.subject.noun)",
      what:
        "Bids and asks within 0.1 % of the mid over those of the same seed with nobody liquidated",
      axis: ChartAxis("depth over control", lower: 0), header: header, reference: 1,
      note: { "lowest \(NumberText.fixed($0.y, decimals: 2)) at \(clock($0.x))" },
      value: { own, control in
        let base = Self.lots(control)
        return base > 0 ? Self.lots(own) / base : nil
      })
    return Figure(
      name: file("depth"),
      alternative:
        "Depth of the book \(sheet.subject.preposition) each \(sheet.subject.noun) as a share of that with nobody liquidated, over time, "
        + count,
      caption:
        "Depth within 0.1 % of the mid, both sides together, \(sheet.subject.preposition) each \(sheet.subject.noun) over that of "
        + "`\(RunResult.controlName)` at the same time on the same seed, over \(count), \(episode.text). "
        + "\(lineText). Above: what it is compared with.",
      svg: picture.svg())
  }
}
