import Intake
import Liquidation
import Reporting
import Simulation

/// What is to be run: everything a report is a function of, and the number of threads, on which it does not
/// depend.
struct ComparisonPlan: Sendable {
  /// The scenario.
  let loaded: LoadedScenario
  /// The paths, the baseline first; none runs the control alone.
  let paths: [any LiquidationPath]
  /// The rulebooks to compare instead of paths; empty where paths are compared.
  let rulebooks: [Rulebook]
  /// The seeds.
  let seeds: [UInt64]
  /// The file of the index, where the scenario needs one.
  let indexFile: InputFile?
  /// The file of last prices, where one was given.
  let lastFile: InputFile?
  /// The files as the report names them, the index first.
  let inputs: [ReportInput]
  /// What the scenario may ask for.
  let registry: Registry
  /// How many seeds run at a time.
  let threads: Int

  /// Whether the simulated market is observed: wherever no more than one path is run.
  var isObserved: Bool { rulebooks.isEmpty && paths.count <= 1 }

  /// Whether each seed runs once more with the other check price.
  var isCrossed: Bool { rulebooks.isEmpty && lastFile != nil }

  /// The branches of all seeds.
  var branchCount: Int {
    if !rulebooks.isEmpty { return seeds.count * rulebooks.count * 2 }
    return seeds.count * (paths.count + 1) * (isCrossed ? 2 : 1)
  }

  /// The name of the report's folder where none is given.
  var defaultFolder: String {
    ReportName.folder(
      scenario: loaded.scenario, paths: branches.map(\.name), seeds: seeds)
  }

  /// What is compared, the baseline first, each with a sentence.
  private var branches: [(name: String, summary: String)] {
    rulebooks.isEmpty
      ? paths.map { ($0.name, $0.summary) } : rulebooks.map { ($0.selection, $0.path.summary) }
  }

  /// The names of what is compared and of the control with their summaries.
  var pathList: [(name: String, summary: String)] {
    branches + [
      (RunResult.controlName, "No liquidation: what would have happened without it.")
    ]
  }
}

extension ManifestFile {
  /// The entry of an input: the bytes as stored, by their base name.
  init(_ file: InputFile) {
    self.init(name: file.baseName, size: file.storedByteCount, sha256: file.storedSHA256)
  }
}

extension ReportInput {
  /// The entries of the files that were given, the index first.
  static func list(index: ManifestFile?, last: ManifestFile?) -> [ReportInput] {
    var inputs: [ReportInput] = []
    if let index { inputs.append(ReportInput(option: "--index", file: index)) }
    if let last { inputs.append(ReportInput(option: "--last", file: last)) }
    return inputs
  }
}
