package import Simulation

/// The results of all variants of a scenario, and which of their differences are clear.
///
/// Variants are judged one by one, as reports of their own. The cells of a grid are judged together: over the cells of
/// one path and metric the false discovery rate is held, so that of many cells few are clear by luck.
package struct FamilySheet: Sendable {
  /// The scenario that the variants change.
  package let scenario: Scenario
  /// The variants in order; at least one.
  package let variants: [VariantResult]
  /// The names of the axes in order; none where the variants are no grid.
  package let axes: [String]
  /// By variant, metric and path: the p-value after the adjustment; nothing where nothing was tested.
  private let adjusted: [[[Double?]]]

  /// The metrics of `variants.csv` and of maps: the primary ones, what owners have in money, and the loss to others
  /// under its narrow definition.
  static let metrics =
    Metric.primary + [Metric.named("owners_value"), Metric.lossToOthers].compactMap { $0 }
  /// With fewer seeds than this no cell of a map is clear.
  package static let seedsMin = 16
  /// The share of false claims among those of a map.
  static let level = 0.05

  /// Judges all variants.
  package init(scenario: Scenario, variants: [VariantResult]) {
    self.scenario = scenario
    self.variants = variants
    var axes: [String] = []
    for place in variants.flatMap(\.label.place) where !axes.contains(place.axis) {
      axes.append(place.axis)
    }
    self.axes = axes
    let paths = variants.first?.sheet.paths ?? []
    var adjusted = variants.map { _ in Self.metrics.map { _ in paths.map { _ in Double?.none } } }
    for (column, metric) in Self.metrics.enumerated() {
      for (row, path) in paths.enumerated() where path != RunResult.controlName {
        let tested = variants.indices.filter { variant in
          variants[variant].sheet.difference(metric, path).map { $0.count >= Self.seedsMin }
            ?? false
        }
        let pValues = tested.map { Self.pValue(variants[$0].sheet.difference(metric, path)) ?? 1 }
        for (variant, pValue) in zip(tested, BenjaminiHochberg.adjusted(pValues)) {
          adjusted[variant][column][row] = pValue
        }
      }
    }
    self.adjusted = adjusted
  }

  /// Whether the variants are the cells of a grid.
  var isGrid: Bool { !axes.isEmpty }

  /// The first variant's results, for what all have in common.
  private var first: MetricSheet? { variants.first?.sheet }

  /// The baseline of all variants.
  var baseline: String { first?.baseline ?? RunResult.controlName }

  /// The paths that liquidate, the baseline first.
  var paths: [String] { first?.liquidationPaths ?? [] }

  /// The paths that are compared with the baseline.
  var others: [String] { paths.filter { $0 != baseline } }

  /// The seeds of every variant.
  var seeds: [UInt64] { first?.comparison.seeds ?? [] }

  /// What is compared, in words.
  var subject: Subject? { first?.subject }

  /// The exact p-value of a difference by itself.
  static func pValue(_ difference: PairedComparison?) -> Double? {
    difference.flatMap { ExactTest.signedRank($0.differences)?.pValue }
  }

  /// The p-value after the adjustment that decides; nothing where nothing was tested.
  func adjusted(_ metric: Metric, _ path: String, in variant: Int) -> Double? {
    let sheet = variants[variant].sheet
    guard isGrid else { return sheet.adjusted(metric, path) }
    guard let column = Self.metrics.firstIndex(where: { $0.id == metric.id }),
      let row = sheet.paths.firstIndex(of: path)
    else { return nil }
    return adjusted[variant][column][row]
  }

  /// Whether a path clearly differs from the baseline in a variant.
  func isClear(_ metric: Metric, _ path: String, in variant: Int) -> Bool {
    let sheet = variants[variant].sheet
    guard isGrid else { return sheet.isClear(metric, path) }
    guard let pValue = adjusted(metric, path, in: variant),
      let difference = sheet.difference(metric, path), let interval = difference.meanInterval
    else { return false }
    return pValue <= Self.level && (interval.low > 0 || interval.high < 0)
      && difference.mean.magnitude >= sheet.material(metric) ?? 0
  }

  /// What a difference says of a path.
  enum Verdict: Hashable {
    case better
    case worse
    case unclear
  }

  /// What the difference of a path to the baseline says; unclear where there is none.
  func verdict(_ metric: Metric, _ path: String, in variant: Int) -> Verdict {
    guard isClear(metric, path, in: variant),
      let mean = variants[variant].sheet.difference(metric, path)?.mean
    else { return .unclear }
    return (mean > 0) == (metric.preference != .lower) ? .better : .worse
  }

  /// With fewer seeds than this nothing could have been clear.
  var seedsNeeded: Int { isGrid ? Self.seedsMin : first?.seedsMin ?? 0 }

  /// The steps of an axis in the order of the variants.
  func steps(of axis: String) -> [String] {
    var steps: [String] = []
    for place in variants.flatMap(\.label.place)
    where place.axis == axis && !steps.contains(place.value) {
      steps.append(place.value)
    }
    return steps
  }

  /// The keys that any variant sets, in the order of their bytes.
  var keys: [String] {
    Set(variants.flatMap { $0.label.settings.map(\.key) })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
