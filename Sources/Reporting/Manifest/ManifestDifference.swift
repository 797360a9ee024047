/// The first way in which two manifests differ: causes before effects.
package enum ManifestDifference: Sendable, Hashable {
  /// Another engine made the runs.
  case engineVersion(String, String)
  /// The scenario differs from this line on, counted from 1.
  case scenario(line: Int)
  /// An input differs or only one has it.
  case input(String)
  /// The seeds differ.
  case seeds
  /// The paths differ.
  case paths
  /// A run differs, and where.
  case run(path: String, seed: UInt64, place: String)
  /// One report is full, the other compact.
  case extent
  /// A file of the report differs or only one has it.
  case output(String)
  /// The reports bear different names.
  case report

  /// Compares two manifests; `nil` if they are equal.
  package init?(between left: Manifest, and right: Manifest) {
    if left == right { return nil }
    if left.engineVersion != right.engineVersion {
      self = .engineVersion(left.engineVersion, right.engineVersion)
    } else if left.scenario != right.scenario {
      self = .scenario(line: Self.firstDifferingLine(left.scenario, right.scenario))
    } else if let name = Self.firstDiffering(left.inputs, right.inputs) {
      self = .input(name)
    } else if left.seeds != right.seeds {
      self = .seeds
    } else if left.paths != right.paths {
      self = .paths
    } else if let run = Self.firstDiffering(left.runs, right.runs) {
      self = run
    } else if left.extent != right.extent {
      self = .extent
    } else if let name = Self.firstDiffering(left.outputs, right.outputs) {
      self = .output(name)
    } else {
      self = .report
    }
  }

  /// One line for people.
  package var message: String {
    switch self {
    case .engineVersion(let left, let right): "the engine differs: version \(left) and \(right)"
    case .scenario(let line): "the scenario differs at line \(line)"
    case .input(let name): "the input \(name) differs"
    case .seeds: "the seeds differ"
    case .paths: "the paths differ"
    case .run(let path, let seed, let place):
      "the run of path \(path) with seed \(seed) differs \(place)"
    case .extent: "one report is full, the other compact"
    case .output(let name): "the file \(name) differs"
    case .report: "the names of the reports differ"
    }
  }

  private static func firstDifferingLine(_ left: String, _ right: String) -> Int {
    let leftLines = left.split(separator: "\n", omittingEmptySubsequences: false)
    let rightLines = right.split(separator: "\n", omittingEmptySubsequences: false)
    let same = zip(leftLines, rightLines).prefix { $0 == $1 }.count
    return same + 1
  }

  private static func firstDiffering(_ left: [ManifestFile], _ right: [ManifestFile]) -> String? {
    for place in 0..<max(left.count, right.count) {
      guard place < left.count else { return right[place].name }
      guard place < right.count, left[place] == right[place] else { return left[place].name }
    }
    return nil
  }

  private static func firstDiffering(_ left: [ManifestRun], _ right: [ManifestRun]) -> Self? {
    for place in 0..<max(left.count, right.count) {
      guard place < left.count, place < right.count else {
        let run = place < left.count ? left[place] : right[place]
        return .run(path: run.name, seed: run.seed, place: "in that only one report has it")
      }
      let (run, other) = (left[place], right[place])
      if !run.isSame(as: other) {
        return .run(path: run.name, seed: run.seed, place: run.difference(from: other))
      }
    }
    return nil
  }
}
