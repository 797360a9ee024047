import Kernel
import Simulation
import Units

/// The tear sheets of every strategy of a comparison, and what each path did to each of them.
///
/// A path is compared with the control, where nobody is liquidated, and with the baseline, paired by seed. A difference of
/// profit is clear by the rule of the first screen, ``ClearDifferences``, over all of these differences together, where
/// what matters is ``material(_:)``.
struct StrategySheet: Sendable {
  /// What a path is compared with.
  enum Reference: Sendable, Hashable, CaseIterable {
    case control
    case baseline
  }

  /// The metrics of the comparison.
  let metrics: MetricSheet
  let text: ContractText
  /// The strategies by their places in the scenario: their names, with the place where a name stands twice.
  let names: [String]
  /// What each is held against, in the same order.
  let benchmarks: [StrategyBenchmark]
  /// The accounts under which other files know them, in the same order.
  let accounts: [Int?]
  /// By path, strategy and seed.
  private let sheets: [[[TearSheet?]]]
  /// By path, then strategy and reference: of strategy 0 that to the control, that to the baseline, then of strategy 1.
  private let differences: [[PairedComparison?]]
  private let judgement: ClearDifferences

  /// The smallest difference of profit that matters, of the capital: a thousandth.
  static let materialShare = 0.001

  /// Works out everything once; nil where no strategy was recorded.
  init?(_ metrics: MetricSheet) {
    let comparison = metrics.comparison
    guard comparison.runs.contains(where: { !$0.strategies.isEmpty }) else { return nil }
    self.metrics = metrics
    let text = ContractText(comparison.scenario.instrument)
    self.text = text
    let slots = comparison.scenario.strategies
    names = comparison.scenario.strategyNames
    benchmarks = slots.map(\.benchmark)
    let records = comparison.runs.first { !$0.strategies.isEmpty }?.strategies ?? []
    accounts = slots.indices.map { place in records.first { $0.strategy == place }?.account }
    sheets = metrics.paths.map { path in
      let runs = comparison.seeds.map { comparison.run(seed: $0, path: path) }
      return slots.indices.map { strategy in
        runs.map { run in
          guard let run, let record = run.strategies.first(where: { $0.strategy == strategy })
          else { return nil }
          return TearSheet(record, in: run, of: comparison.scenario)
        }
      }
    }
    let profits = sheets.map { strategies in
      strategies.map { $0.map { $0.map { text.money($0.profit) } } }
    }
    differences = Self.differences(profits, metrics)
    judgement = ClearDifferences(
      zip(metrics.paths, differences).map { path, row in
        row.map { path == RunResult.controlName ? nil : $0 }
      },
      materials: slots.flatMap { slot in
        Reference.allCases.map { _ in text.money(slot.capital) * Self.materialShare }
      }, level: 1 - MetricSheet.level)
  }

  private static func differences(
    _ profits: [[[Double?]]], _ metrics: MetricSheet
  ) -> [[PairedComparison?]] {
    let places: [Int?] = Reference.allCases.map { reference in
      switch reference {
      case .control: metrics.paths.firstIndex(of: RunResult.controlName)
      case .baseline: metrics.paths.firstIndex(of: metrics.baseline)
      }
    }
    return metrics.paths.indices.map { path in
      profits[path].indices.flatMap { strategy in
        places.map { other in
          guard let other, other != path else { return nil }
          let pairs = zip(profits[path][strategy], profits[other][strategy])
            .compactMap { own, other -> (Double, Double)? in
              guard let own, let other else { return nil }
              return (own, other)
            }
          return PairedComparison(
            path: pairs.map(\.0), baseline: pairs.map(\.1), preference: .higher,
            level: MetricSheet.level, replicates: MetricSheet.replicates,
            stream: MetricSheet.bootstrapStream)
        }
      }
    }
  }

  /// The comparison.
  var comparison: Comparison { metrics.comparison }

  /// What all strategies are held against; nil where not all against the same.
  var benchmark: StrategyBenchmark? { Self.benchmark(ofAll: [self]) }

  /// What the strategies of several comparisons are all held against; nil where not all against the same.
  static func benchmark(ofAll sheets: [StrategySheet]) -> StrategyBenchmark? {
    let benchmarks = Set(sheets.flatMap(\.benchmarks))
    return benchmarks.count == 1 ? benchmarks.first : nil
  }

  /// The strategies by place.
  var places: Range<Int> { names.indices }

  /// The tear sheet of a strategy on a seed along a path.
  func sheet(_ strategy: Int, _ path: String, seed: Int) -> TearSheet? {
    metrics.paths.firstIndex(of: path).flatMap { sheets[$0][strategy][seed] }
  }

  /// The tear sheets of a strategy along a path, in the order of seeds.
  func all(_ strategy: Int, _ path: String) -> [TearSheet] {
    metrics.paths.firstIndex(of: path).map { sheets[$0][strategy].compactMap { $0 } } ?? []
  }

  /// A figure over seeds; nil where it exists on none.
  func summary(_ measure: StrategyMeasure, _ strategy: Int, _ path: String) -> MetricSummary? {
    MetricSummary(all(strategy, path).compactMap { measure.value($0).map(text.number) })
  }

  /// The profit along a path less that along another; nil where both are the same path, and without a pair.
  func difference(
    _ strategy: Int, _ path: String, to reference: Reference
  ) -> PairedComparison? {
    metrics.paths.firstIndex(of: path).flatMap { differences[$0][column(strategy, reference)] }
  }

  /// Whether a difference of profit is clear.
  func isClear(_ strategy: Int, _ path: String, to reference: Reference) -> Bool {
    metrics.paths.firstIndex(of: path).map {
      judgement.isClear(row: $0, column: column(strategy, reference))
    } ?? false
  }

  /// The p-value of a difference after Holm's adjustment; nil where it was not tested.
  func adjusted(_ strategy: Int, _ path: String, to reference: Reference) -> Double? {
    metrics.paths.firstIndex(of: path).flatMap {
      judgement.adjusted(row: $0, column: column(strategy, reference))
    }
  }

  /// The smallest difference of profit that is called clear, in units of the collateral.
  func material(_ strategy: Int) -> Double {
    judgement.materials[column(strategy, .control)]
  }

  /// With fewer seeds than this no difference could have been called clear.
  var seedsMin: Int { judgement.countMin }

  private func column(_ strategy: Int, _ reference: Reference) -> Int {
    strategy * Reference.allCases.count + (reference == .control ? 0 : 1)
  }
}
