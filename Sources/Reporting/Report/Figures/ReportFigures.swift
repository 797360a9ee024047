import Market
import Simulation
import Units

/// The figures of a comparison.
///
/// A path has one look in all of them, and every path is in every figure that shows paths.
struct ReportFigures {
  /// A figure with its place and what it shows.
  struct Figure {
    /// Its path within the report.
    let name: String
    /// What stands in for it where it cannot be seen.
    let alternative: String
    /// What stands below it.
    let caption: String
    /// The picture.
    let svg: String
  }

  let sheet: MetricSheet
  let text: ContractText
  let looks: PathLooks
  let episode: Episode
  /// What the names of files begin with, behind their folder.
  let prefix: String

  /// Makes the figures of a comparison.
  ///
  /// - Parameter prefix: What the names of files begin with, where a report has figures of several comparisons.
  init(_ sheet: MetricSheet, prefix: String = "") {
    self.sheet = sheet
    self.prefix = prefix
    text = ContractText(sheet.comparison.scenario.instrument)
    looks = PathLooks(sheet.liquidationPaths)
    episode = Episode(sheet.comparison)
  }

  var comparison: Comparison { sheet.comparison }

  /// Every figure that the data allow, in the order of the report.
  func all() -> [Figure] {
    [owners(), incidence(), market(), basis(), lastByPath(), depth()].compactMap { $0 }
      + (showsIndex ? [timeline()].compactMap { $0 } : [])
  }

  /// The path of a figure within the report.
  func file(_ name: String) -> String { "figures/\(prefix)\(name).svg" }

  /// The run of the first seed along a path.
  func firstRun(_ path: String) -> RunResult? {
    comparison.seeds.first.flatMap { comparison.run(seed: $0, path: path) }
  }

  var firstSeedText: String { "seed " + (comparison.seeds.first.map { String($0) } ?? "") }

  /// How many seeds there are, as the size of the sample: "n = 16 seeds".
  var count: String { "n = " + Words.count(comparison.seeds.count, "seed") }

  /// The name of a path, the baseline marked as such where there are others.
  func title(_ path: String) -> String {
    path == sheet.baseline && sheet.liquidationPaths.count > 1 ? path + " (baseline)" : path
  }

  /// The axis of time of all figures that show the episode.
  var timeAxis: ChartAxis {
    ChartAxis(
      "time since the start (min:s)", kind: .clock, lower: Double(episode.from),
      upper: Double(episode.to))
  }

  /// Whether prices of the index may be drawn: those of a user's data file are not the report's to give away.
  var showsIndex: Bool {
    switch comparison.scenario.index {
    case .process: true
    case .bars, .ticks, .tape: false
    }
  }

  func seconds(_ time: Instant) -> Double { Double(time.nanoseconds) / 1e9 }
}
