package import Kernel
package import Market
package import Simulation
import Units

/// Every metric of every path over the seeds, and its paired difference to the baseline path.
///
/// Paths are paired by seed: on one seed they meet the same market, the same accounts and the same luck
/// up to the first breach, and the same random numbers after it. A seed on which a metric does not exist
/// for one of the two is left out of their difference.
package struct MetricSheet: Sendable {
  /// The comparison.
  package private(set) var comparison: Comparison
  /// The paths in order, the baseline first, the control last.
  package let paths: [String]
  /// The path that the others are compared with.
  package let baseline: String
  private let summaries: [[MetricSummary?]]
  private let differences: [[PairedComparison?]]
  /// The judgement of every primary difference.
  private let judgement: ClearDifferences

  /// The cover of all intervals.
  package static let level = 0.95
  /// The seed of all resampling, fixed so that the same results have the same intervals.
  package static let bootstrapSeed: UInt64 = 1987
  /// The resamples of one interval.
  package static let replicates = BootstrapInterval.replicatesDefault

  /// The stream of all resampling; every metric and path meets the same resamples.
  package static var bootstrapStream: RandomStream {
    RandomStream(seed: bootstrapSeed, name: "report.bootstrap")
  }

  /// Works out everything once; a comparison without a path or seed has nothing in it.
  package init(_ comparison: Comparison) {
    self.comparison = comparison
    paths = comparison.paths.map(\.name)
    baseline = paths.first { $0 != RunResult.controlName } ?? RunResult.controlName
    let values = Self.values(comparison, paths: paths)
    let baselineIndex = paths.firstIndex(of: baseline)
    summaries = values.map { $0.map { MetricSummary($0.compactMap { $0 }) } }
    differences = paths.indices.map { path in
      Metric.all.indices.map { metric in
        guard let baselineIndex, path != baselineIndex else { return nil }
        return Self.difference(
          Metric.all[metric], values[path][metric], values[baselineIndex][metric])
      }
    }
    judgement = ClearDifferences(
      // The control is no path that is compared.
      zip(paths, differences).map { path, row in
        Metric.primaryPlaces.map { path == RunResult.controlName ? nil : row[$0] }
      },
      materials: Metric.primary.map { Self.material($0, comparison) }, level: 1 - Self.level)
  }

  /// The same numbers without the records of single accounts and seconds, which take the most space.
  func withoutRecords() -> MetricSheet {
    var lean = self
    for place in lean.comparison.runs.indices {
      lean.comparison.runs[place].prices = []
      lean.comparison.runs[place].incidents = []
      lean.comparison.runs[place].cascade = []
      lean.comparison.runs[place].accounts = []
      lean.comparison.runs[place].owners = []
      lean.comparison.runs[place].strategies = []
      lean.comparison.runs[place].digests = lean.comparison.runs[place].digests.suffix(1)
    }
    return lean
  }

  /// The smallest difference of a metric that matters, in its unit.
  ///
  /// Of money it is a share of what owners had when they breached, the mean over seeds: the same along every path.
  private static func material(_ metric: Metric, _ comparison: Comparison) -> Double {
    guard let material = metric.material else { return 0 }
    if metric.unit != .quote { return material }
    let controls = comparison.runs.filter { $0.path == RunResult.controlName }
    let base = controls.map { run in
      MetricSource(run: run, control: nil, scenario: comparison.scenario)
        .collateral(run.owners.reduce(.zero) { $0 + $1.equityAtBreach })
    }
    return (Statistics.mean(base) ?? 0) * material / 100
  }

  /// By path, metric and seed.
  private static func values(_ comparison: Comparison, paths: [String]) -> [[[Double?]]] {
    let controls = comparison.seeds.map {
      comparison.run(seed: $0, path: RunResult.controlName)
    }
    return paths.map { path in
      let sources: [MetricSource?] = comparison.seeds.enumerated().map { place, seed in
        comparison.run(seed: seed, path: path).map {
          MetricSource(
            run: $0, control: controls[place], scenario: comparison.scenario)
        }
      }
      return Metric.all.map { metric in sources.map { $0.flatMap(metric.value) } }
    }
  }

  private static func difference(
    _ metric: Metric, _ path: [Double?], _ baseline: [Double?]
  ) -> PairedComparison? {
    let pairs = zip(path, baseline).compactMap { own, other -> (Double, Double)? in
      guard let own, let other else { return nil }
      return (own, other)
    }
    return PairedComparison(
      path: pairs.map(\.0), baseline: pairs.map(\.1), preference: metric.preference ?? .higher,
      level: level, replicates: replicates, stream: bootstrapStream)
  }

  /// What is compared, in words.
  package var subject: Subject { Subject(comparison) }

  /// The paths that liquidate.
  package var liquidationPaths: [String] { paths.filter { $0 != RunResult.controlName } }

  /// A metric of a path over seeds; `nil` where it exists on none.
  package func summary(_ metric: Metric, _ path: String) -> MetricSummary? {
    place(metric, path).flatMap { summaries[$0.path][$0.metric] }
  }

  /// A metric of a path less that of the baseline; `nil` for the baseline itself and without a pair.
  package func difference(_ metric: Metric, _ path: String) -> PairedComparison? {
    place(metric, path).flatMap { differences[$0.path][$0.metric] }
  }

  /// Whether a path clearly differs from the baseline in a primary metric; of other metrics nothing is claimed.
  package func isClear(_ metric: Metric, _ path: String) -> Bool {
    primaryPlace(metric, path).map { judgement.isClear(row: $0.path, column: $0.metric) } ?? false
  }

  /// The p-value of a primary difference after Holm's adjustment; `nil` where it was not tested.
  package func adjusted(_ metric: Metric, _ path: String) -> Double? {
    primaryPlace(metric, path).flatMap { judgement.adjusted(row: $0.path, column: $0.metric) }
  }

  /// The smallest difference of a primary metric that is called clear.
  package func material(_ metric: Metric) -> Double? {
    Metric.primary.firstIndex { $0.id == metric.id }.map { judgement.materials[$0] }
  }

  /// With fewer seeds than this no difference could have been called clear.
  package var seedsMin: Int { judgement.countMin }

  private func primaryPlace(_ metric: Metric, _ path: String) -> (path: Int, metric: Int)? {
    guard let path = paths.firstIndex(of: path),
      let metric = Metric.primary.firstIndex(where: { $0.id == metric.id })
    else { return nil }
    return (path, metric)
  }

  /// How many times more seeds unpaired runs would need for the same precision; `nil` without spread.
  package func varianceReduction(_ metric: Metric, _ path: String) -> Double? {
    guard let own = summary(metric, path)?.deviation,
      let other = summary(metric, baseline)?.deviation,
      let spread = difference(metric, path).flatMap({ Statistics.deviation($0.differences) }),
      spread > 0
    else { return nil }
    return (own * own + other * other) / (spread * spread)
  }

  /// The kind of the contract, which says what money is counted in.
  package var contract: ContractKind { comparison.scenario.instrument.kind }

  /// The unit of a metric for people.
  package func unit(_ metric: Metric) -> String { metric.unit.symbol(for: contract) }

  /// The unit of a difference of two values for people.
  package func differenceUnit(_ metric: Metric) -> String {
    metric.unit.differenceSymbol(for: contract)
  }

  /// The unit of a metric in files.
  package func unitWord(_ metric: Metric) -> String { metric.unit.word(for: contract) }

  /// Decimals of a metric for people.
  package func decimals(_ metric: Metric) -> Int { metric.decimals(for: contract) }

  /// Whether any account was liquidated along any path.
  package var hasLiquidations: Bool { comparison.runs.contains { !$0.liquidations.isEmpty } }

  private func place(_ metric: Metric, _ path: String) -> (path: Int, metric: Int)? {
    guard let path = paths.firstIndex(of: path),
      let metric = Metric.all.firstIndex(where: { $0.id == metric.id })
    else { return nil }
    return (path, metric)
  }
}

/// A metric of one path over the seeds on which it exists.
package struct MetricSummary: Sendable, Hashable {
  /// The values in the order of seeds.
  package let values: [Double]
  /// Their mean.
  package let mean: Double
  /// Their middle.
  package let median: Double

  /// Sums up; `nil` without a value.
  package init?(_ values: [Double]) {
    guard let mean = Statistics.mean(values), let median = Statistics.median(values) else {
      return nil
    }
    self.values = values
    self.mean = mean
    self.median = median
  }

  /// How many seeds have the metric.
  package var count: Int { values.count }
  /// The standard deviation; `nil` for one seed.
  package var deviation: Double? { Statistics.deviation(values) }

  /// A quantile over seeds.
  package func quantile(_ share: Double) -> Double? { Statistics.quantile(values, share) }
}

/// What a comparison compares, in words: liquidation paths, or rulebooks.
package struct Subject: Sendable, Hashable {
  /// One of them.
  package let noun: String
  /// Several.
  package let plural: String
  /// How a run follows one: along a path, under a rulebook.
  package let preposition: String

  /// The words of a comparison.
  package init(_ comparison: Comparison) {
    let isVenues = !comparison.rulebooks.isEmpty
    noun = isVenues ? "rulebook" : "path"
    plural = isVenues ? "rulebooks" : "paths"
    preposition = isVenues ? "under" : "along"
  }

  /// The word at the head of a column.
  var title: String { noun.prefix(1).uppercased() + noun.dropFirst() }
}
