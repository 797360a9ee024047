import Market
import Simulation
import Units

/// Estimates the tail of one path after another with the same resamples of seeds.
struct TailEstimator {
  /// The part of which it is told where it begins, in thousandths: the worst 1 %.
  private static let thresholdPart = 10
  /// The parts of which the mean is told: expected shortfall at 97.5 % and 99 %.
  private static let meanParts = [25, 10]

  private let comparison: Comparison
  private let resamples: SeedResamples

  /// `nil` without a seed.
  init?(_ comparison: Comparison) {
    if comparison.seeds.isEmpty { return nil }
    self.comparison = comparison
    resamples = SeedResamples(
      seedCount: comparison.seeds.count, replicates: MetricSheet.replicates,
      stream: MetricSheet.bootstrapStream)
  }

  /// Everything that exists of a path; of the control what is left to owners.
  func estimates(of path: String) -> [TailEstimate] {
    let runs = comparison.seeds.compactMap { comparison.run(seed: $0, path: path) }
    // Seeds are drawn whole, so a path that lacks one has no tail.
    if runs.count < comparison.seeds.count { return [] }
    let estimate = Path(path: path, runs: runs, resamples: resamples)
    let owners = estimate.worst(.ownersLoss, .percent, runs.map(losses)) + estimate.withNothing
    if path == RunResult.controlName { return owners }
    return estimate.worst(.executionShortfall, .basisPoints, runs.map(shortfalls)) + owners
      + estimate.happening(.fundDraw, .quote) { units($0.totals.fundDraw) }
      + estimate.happening(.deleveragedAccounts, .count) { Double($0.totals.deleveragedAccounts) }
      + exhaustion(estimate)
  }

  // MARK: What is pooled

  /// The loss of each liquidation that traded in the book against its trigger price, in basis points, weighted by what
  /// it traded at that price.
  private func shortfalls(_ run: RunResult) -> [PooledTail.Item] {
    let instrument = comparison.scenario.instrument
    return run.liquidations.compactMap { item in
      let notional = instrument.notional(item.triggerPrice, item.executed)
      if notional <= .zero { return nil }
      // A long is sold for less than it was worth; of an inverse contract, that is for more coins.
      let isSale = item.side == .buy
      let isPaid = isSale == (instrument.kind == .linear)
      let loss = isPaid ? notional - item.executedNotional : item.executedNotional - notional
      return PooledTail.Item(
        Double(loss.atoms) / Double(notional.atoms) * 10_000, weight: units(notional))
    }
  }

  /// The share of what each owner had at the breach in the control that is lost at the end, in percent.
  private func losses(_ run: RunResult) -> [PooledTail.Item] {
    run.owners.compactMap { owner in
      if owner.equityAtBreach <= .zero { return nil }
      return PooledTail.Item(
        (1 - Double(owner.atEnd.atoms) / Double(owner.equityAtBreach.atoms)) * 100)
    }
  }

  private func units(_ amount: Money) -> Double {
    Double(amount.atoms) / Double(comparison.scenario.instrument.atomsPerUnit)
  }

  // MARK: Exhaustion

  /// When the fund ran dry; nothing where it never had any money.
  private func exhaustion(_ estimate: Path) -> [TailEstimate] {
    if comparison.scenario.liquidation.fund <= .zero { return [] }
    let end = Double(comparison.scenario.length.nanoseconds) / 1e9
    let times = CensoredTimes(
      estimate.runs.map { run in
        run.prices.first { $0.fund <= .zero }.map { Double($0.second + 1) }
      }, end: end)
    return estimate.timed(.fundExhausted, times)
  }

  /// The runs of a path, by seed.
  private struct Path {
    let path: String
    let runs: [RunResult]
    let resamples: SeedResamples

    /// Where the worst part begins, and the means of the worst parts; nothing where nothing was pooled.
    func worst(
      _ quantity: TailQuantity, _ unit: MetricUnit, _ items: [[PooledTail.Item]]
    ) -> [TailEstimate] {
      let tail = PooledTail(items)
      if tail.count == 0 { return [] }
      let kinds =
        [
          TailEstimate.Kind(quantity, .threshold, partPerMille: TailEstimator.thresholdPart, unit)
        ]
        + TailEstimator.meanParts.map {
          TailEstimate.Kind(quantity, .expectedShortfall, partPerMille: $0, unit)
        }
      return kinds.map { kind in
        let measure: PooledTail.Measure = kind.measure == .threshold ? .threshold : .mean
        let part = kind.partPerMille ?? 1000
        return resampled(kind, count: tail.count) {
          tail.worst(measure, perMille: part, counts: $0)
        }
      }
    }

    /// The share of owners who have nothing at the end, of those who had something at the breach.
    var withNothing: [TailEstimate] {
      let counted = runs.map { run in run.owners.filter { $0.equityAtBreach > .zero } }
      let all = counted.map { Double($0.count) }
      let count = counted.reduce(0) { $0 + $1.count }
      if count == 0 { return [] }
      let lost = counted.map { owners in Double(owners.count { $0.atEnd <= .zero }) }
      return [
        resampled(.init(.ownersWithNothing, .probability, .percent), count: count) { counts in
          let whole = weighted(all, counts)
          return whole > 0 ? weighted(lost, counts) / whole * 100 : nil
        }
      ]
    }

    /// How likely an amount of a run is to be above zero, and its mean over all runs.
    func happening(
      _ quantity: TailQuantity, _ unit: MetricUnit, _ amount: (RunResult) -> Double
    ) -> [TailEstimate] {
      let amounts = runs.map(amount)
      return [
        probability(quantity, of: amounts.count { $0 > 0 }),
        mean(.init(quantity, .mean, unit), amounts),
      ]
    }

    /// How likely a time is to be reached, when half of the seeds have, and the restricted mean.
    func timed(_ quantity: TailQuantity, _ times: CensoredTimes) -> [TailEstimate] {
      [
        probability(quantity, of: times.reachedCount),
        TailEstimate(
          path: path, kind: .init(quantity, .median, .seconds), count: runs.count,
          seedCount: runs.count, estimate: times.median, low: nil, high: nil),
        mean(.init(quantity, .restrictedMean, .seconds), times.restricted),
      ]
    }

    private func probability(_ quantity: TailQuantity, of count: Int) -> TailEstimate {
      let interval = BinomialInterval(
        successes: count, trials: runs.count, level: MetricSheet.level)
      return TailEstimate(
        path: path, kind: .init(quantity, .probability, .percent), count: runs.count,
        seedCount: runs.count, estimate: Double(count) / Double(runs.count) * 100,
        low: interval.low * 100, high: interval.high * 100)
    }

    private func mean(_ kind: TailEstimate.Kind, _ values: [Double]) -> TailEstimate {
      resampled(kind, count: runs.count) { counts in
        weighted(values, counts) / Double(counts.reduce(0, +))
      }
    }

    private func resampled(
      _ kind: TailEstimate.Kind, count: Int, _ estimate: ([Int]) -> Double?
    ) -> TailEstimate {
      let interval = resamples.interval(level: MetricSheet.level, estimate)
      return TailEstimate(
        path: path, kind: kind, count: count, seedCount: runs.count,
        estimate: estimate([Int](repeating: 1, count: runs.count)), low: interval?.low,
        high: interval?.high)
    }

    private func weighted(_ values: [Double], _ counts: [Int]) -> Double {
      zip(values, counts).reduce(0) { $0 + $1.0 * Double($1.1) }
    }
  }
}
