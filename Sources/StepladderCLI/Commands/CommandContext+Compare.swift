import Intake
import Liquidation
import Reporting
import ScenarioData
import Simulation

extension CommandContext {
  /// Runs a comparison, or one path and seed, and writes the report.
  func performCompare() throws(InputError) -> ExitCode {
    let plan = try planOfCommand()
    let name = arguments["out"] ?? "Reports/" + plan.defaultFolder
    let folder = ReportFolder(path: resolved(name))
    try writing { () throws(ReportFolderError) in try folder.check() }

    let log = try eventLog(of: plan)
    let report = try run(plan)
    if let log { try write(log) }
    try interruption.whole {
      Result { () throws(InputError) in
        try writing { () throws(ReportFolderError) in
          try folder.replace(with: report.files, manifest: report.manifest)
        }
      }
    }.get()
    try streams.result(
      arguments.has("json")
        ? JSONWriter.text(SummaryJSON.value(report, folder: name))
        : "report: \(name)/report.md\ndigest: \(report.manifest.digest)\n\n\(report.answer)")
    return .success
  }

  /// The plan that the command line asks for.
  private func planOfCommand() throws(InputError) -> ComparisonPlan {
    let isRun = arguments.command.name == .run
    let (document, choices) = try documentOfCommand(isRun: isRun)
    let loaded = try chosen(document, isRun: isRun)
    let venues = loaded.scenario.venues
    let indexFile = try marketFile(of: loaded)
    let lastFile = try secondFile(of: loaded)
    let shipped = try shippedScenario(like: loaded, choices: choices)
    func plan(source: ManifestSource?) throws(InputError) -> ComparisonPlan {
      ComparisonPlan(
        program: program, loaded: loaded, choices: choices,
        paths: try !venues.isEmpty ? [] : isRun ? pathOfRun(loaded) : pathsOfComparison(loaded),
        rulebooks: try rulebooks(
          venues, of: loaded, isStated: arguments["venues"] == nil),
        seeds: try isRun ? seedOfRun(loaded) : seedsOfComparison(loaded),
        indexFile: indexFile, lastFile: lastFile,
        inputs: ReportInput.list(
          index: indexFile.map { ManifestFile($0) }, last: lastFile.map { ManifestFile($0) },
          of: loaded),
        registry: registry, checksRepetition: true, threads: try threads(),
        misfits: misfitHandling, extent: arguments.has("full") ? .full : .compact,
        source: source, shipped: shipped)
    }
    let plain = try plan(source: nil)
    if shipped != nil { return plain }
    // A scenario that kept the name of a shipped one does not take the place of that one's report.
    let name = document.scenario.name
    let isTaken = EmbeddedScenarios.all.contains { $0.name == name }
    return try plan(
      source: ManifestSource(
        file: String(loaded.file.split(separator: "/").last ?? Substring(loaded.file)),
        folder: plain.folder(
          name: isTaken ? name + "-own" : name, statedVenues: document.scenario.venues)))
  }

  /// Runs a plan with its progress shown, and makes its report.
  func run(_ plan: ComparisonPlan) throws(InputError) -> Report {
    let outcome = try running(plan) { (runner, progress) throws(InputError) in
      try runner.run(progress: progress)
    }
    for note in outcome.tierNotes { remark(note.replacing("`", with: "")) }
    return outcome.report
  }

  /// Runs a plan in some way with its progress shown.
  func running<Result>(
    _ plan: ComparisonPlan, _ body: (FamilyRunner, ProgressLine?) throws(InputError) -> Result
  ) throws(InputError) -> Result {
    let tapes = try LoadedTapes(
      for: plan.loaded, indexFile: plan.indexFile, lastFile: plan.lastFile,
      misfits: plan.misfits)
    remark(tapes.findings)
    var progress: ProgressLine?
    if !isQuiet, let write = streams.progress {
      progress = ProgressLine(
        seedCount: plan.seedCount, branchCount: plan.branchCount, write: write)
    }
    defer { progress?.end() }
    return try body(FamilyRunner(plan: plan, tapes: tapes), progress)
  }

  /// The scenario of the command line with what it changes there; a run is of the first variant if none is named.
  private func documentOfCommand(
    isRun: Bool
  ) throws(InputError) -> (LoadedScenario, ScenarioChoices) {
    var choices = choices
    let document = try scenario(arguments.operands[0], choices: choices)
    guard isRun, document.variants.count > 1, let first = document.variants.first else {
      return (document, choices)
    }
    choices.variant = first.name
    return (try scenario(arguments.operands[0], choices: choices), choices)
  }

  /// The shipped scenario that a loaded one is but for the rulebooks compared and what the command line changes; nil
  /// where it is the user's own, though it may bear the name of a shipped one.
  func shippedScenario(
    like loaded: LoadedScenario, choices: ScenarioChoices
  ) throws(InputError) -> Scenario? {
    let name = loaded.scenario.name
    // A program that lacks the strategies of a shipped scenario cannot read it, and so runs another.
    guard let document = EmbeddedScenarios.all.first(where: { $0.name == name }),
      let shipped = try? ScenarioReader.read(
        bytes: document.bytes, file: name, names: names, choices: choices),
      try shipped.comparing(
        venues: loaded.scenario.venues, written: loaded.scenario.writtenRulebooks
      ).canonicalText == loaded.canonicalText
    else { return nil }
    return shipped.scenario
  }

  /// The scenario with the rulebooks that the command line asks for; none where it asks for paths.
  private func chosen(
    _ loaded: LoadedScenario, isRun: Bool
  ) throws(InputError) -> LoadedScenario {
    var venues = loaded.scenario.venues
    var written = loaded.scenario.writtenRulebooks
    if let text = arguments["venues"] {
      if arguments["paths"] != nil {
        throw InputError(
          .usage, file: "", key: "--venues", expected: "either --paths or --venues",
          found: "both")
      }
      let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      (venues, written) = try stated(words, known: written)
    } else if isRun || arguments["paths"] != nil {
      venues = []
    }
    return venues == loaded.scenario.venues
      ? loaded : try loaded.comparing(venues: venues, written: written)
  }

  private func pathsOfComparison(
    _ loaded: LoadedScenario
  ) throws(InputError) -> [any LiquidationPath] {
    guard let text = arguments["paths"] else {
      return try paths(loaded.scenario.paths, of: loaded.scenario, key: "paths")
    }
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return try paths(names, of: loaded.scenario, key: "--paths")
  }

  private func pathOfRun(_ loaded: LoadedScenario) throws(InputError) -> [any LiquidationPath] {
    let name = arguments["path"] ?? loaded.scenario.paths.first ?? RunResult.controlName
    return name == RunResult.controlName
      ? [] : try paths([name], of: loaded.scenario, key: "--path")
  }

  private func seedsOfComparison(_ loaded: LoadedScenario) throws(InputError) -> [UInt64] {
    guard let text = arguments["seeds"] else { return Array(loaded.scenario.seeds) }
    guard let range = SeedRange.range(text) else {
      throw InputError(
        .usage, file: "", key: "--seeds", expected: SeedRange.expected,
        found: InputError.quoted(text))
    }
    return Array(range)
  }

  private func seedOfRun(_ loaded: LoadedScenario) throws(InputError) -> [UInt64] {
    guard let text = arguments["seed"] else { return [loaded.scenario.seeds.lowerBound] }
    guard let range = SeedRange.range(text), range.count == 1 else {
      throw InputError(
        .usage, file: "", key: "--seed", expected: "one whole number",
        found: InputError.quoted(text))
    }
    return Array(range)
  }

  /// Tells a refusal of the output as bad input.
  func writing(
    _ body: () throws(ReportFolderError) -> Void
  ) throws(InputError) {
    do { try body() } catch {
      let kind: InputError.Kind =
        if case .system(let failure) = error, failure.attempt == .write {
          .inputOutput
        } else {
          .cannotWrite
        }
      throw InputError(kind, file: "", problem: error.message)
    }
  }
}
