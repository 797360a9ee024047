import Intake
import Liquidation
import Reporting
import Rulebook
import Simulation

/// What is to be run: everything a report is a function of, and the number of threads, on which it does not
/// depend.
struct ComparisonPlan: Sendable {
  /// The name of the program, for what is said of a trap.
  let program: String
  /// The scenario with its variants.
  private(set) var loaded: LoadedScenario
  /// What the command line changes in the scenario.
  let choices: ScenarioChoices
  /// The paths, the baseline first; none runs the control alone.
  let paths: [any LiquidationPath]
  /// The rulebooks to compare instead of paths; empty where paths are compared.
  let rulebooks: [Rulebook]
  /// The seeds.
  let seeds: [UInt64]
  /// The file of the index, where the scenario needs one.
  let indexFile: InputFile?
  /// The file of last prices, or of a replay of how long orders took, where one was given.
  let lastFile: InputFile?
  /// The files as the report names them, the index first.
  let inputs: [ReportInput]
  /// What the scenario may ask for.
  let registry: Registry
  /// Whether it is to be checked that the first seed repeats, where it runs code that the program does not know.
  private(set) var checksRepetition: Bool
  /// Whether this is one of several variants, which are compared and not observed.
  private(set) var isOneOfMany = false
  /// How many seeds run at a time.
  let threads: Int
  /// What is done about input files of different markets.
  let misfits: MisfitHandling
  /// How much of single runs the report holds.
  let extent: ReportExtent

  /// Whether the simulated market is observed: wherever there is one and no more than one path is run.
  var isObserved: Bool {
    rulebooks.isEmpty && paths.count <= 1 && !isOneOfMany && loaded.scenario.replay == nil
  }

  /// Whether each seed runs once more with the other check price.
  var isCrossed: Bool {
    rulebooks.isEmpty && lastFile != nil && loaded.indexInput != .tape
  }

  /// Whether the first seed runs twice: where strategies, registered paths or monitors take part.
  var repeatsFirstSeed: Bool {
    checksRepetition
      && (!loaded.scenario.strategies.isEmpty || !registry.monitors.isEmpty
        || paths.contains { registry.isRegistered($0) })
  }

  /// The branches of all seeds of all variants, and of the first one's repetition.
  var branchCount: Int {
    let branches = rulebooks.isEmpty ? paths.count + 1 : rulebooks.count * 2 + 1
    return branches * (seedCount * (isCrossed ? 2 : 1) + (repeatsFirstSeed ? 1 : 0))
  }

  /// The seeds of all variants.
  var seedCount: Int { seeds.count * max(loaded.variants.count, 1) }

  /// The plan of one variant.
  ///
  /// - Parameters:
  ///   - variant: The variant.
  ///   - isFirst: Whether it is the first, of which alone it is checked that its first seed repeats.
  func plan(of variant: LoadedVariant, isFirst: Bool) -> ComparisonPlan {
    var plan = self
    plan.isOneOfMany = loaded.variants.count > 1
    plan.loaded = variant.loaded
    plan.checksRepetition = checksRepetition && isFirst
    return plan
  }

  /// The plan for what a market tape holds, where one is replayed.
  func fitted(to tapes: LoadedTapes) -> ComparisonPlan {
    guard let market = tapes.market else { return self }
    var plan = self
    plan.loaded = loaded.lasting(atMost: market.length)
    return plan
  }

  /// Where the report comes from.
  func origin(adding findings: [InputFindings]) throws(InputError) -> ReportOrigin {
    let untold = try loaded.untold()
    return ReportOrigin(
      scenario: loaded.canonicalText, isShipped: shipped != nil,
      statedVenues: shipped?.venues ?? [], source: source, folder: defaultFolder,
      inputs: inputs.adding(findings), choices: choices.words,
      alsoSet: untold.map { VariantLabel.Setting(key: $0.key, value: $0.text) },
      extent: extent)
  }

  /// The user's file of the scenario and its report's folder, where it does not ship with the program.
  let source: ManifestSource?
  /// The shipped scenario that is run, where it is one.
  let shipped: Scenario?

  /// The name of the report's folder below `Reports/` where none is given.
  var defaultFolder: String {
    source?.folder
      ?? folder(name: loaded.scenario.name, statedVenues: shipped?.venues ?? loaded.scenario.venues)
  }

  /// The folder of a scenario's report: its name, and what the command chooses otherwise than the scenario does.
  ///
  /// - Parameters:
  ///   - name: The name to begin with.
  ///   - statedVenues: The rulebooks that the scenario's document names.
  func folder(name: String, statedVenues: [String]) -> String {
    let chosen = branches.map(\.name)
    var changes: [String] = []
    if rulebooks.isEmpty {
      if !statedVenues.isEmpty || chosen != loaded.scenario.paths {
        changes.append(ReportName.choice(chosen, noun: "paths"))
      }
    } else if chosen != statedVenues {
      changes.append(ReportName.choice(chosen, noun: "venues"))
    }
    if seeds != Array(loaded.scenario.seeds), let first = seeds.first, let last = seeds.last {
      changes.append(first == last ? "seed-\(first)" : "seeds-\(first)-\(last)")
    }
    if lastFile != nil { changes.append(loaded.indexInput.secondOption) }
    return ReportName.folder(
      name: ([name] + choices.folderWords).joined(separator: "-"), paths: chosen, seeds: seeds,
      changes: changes)
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
  /// The entries of the files that were given, the index or tape first.
  static func list(
    index: ManifestFile?, last: ManifestFile?, of loaded: LoadedScenario
  ) -> [ReportInput] {
    var inputs: [ReportInput] = []
    if let index {
      inputs.append(ReportInput(option: "--" + loaded.indexInput.option, file: index))
    }
    if let last {
      inputs.append(ReportInput(option: "--" + loaded.indexInput.secondOption, file: last))
    }
    return inputs
  }
}
