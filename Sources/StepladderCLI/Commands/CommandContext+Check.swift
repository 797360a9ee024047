import Intake
import Liquidation
import Rulebook
import Simulation
import Units

extension CommandContext {
  /// Reads a scenario or a rulebook and says what it is.
  func performCheck() throws(InputError) -> ExitCode {
    if arguments.operands.contains(where: isRecordedMarket) { return try checkMarkets() }
    let word = arguments.operands[0]
    if let more = arguments.operands.dropFirst().first {
      throw InputError(
        .usage, file: "", key: "check", problem: "too many operands",
        found: InputError.quoted(more))
    }
    try refuse(["symbol", "tick", "lot", "round", "strict", "json"], with: "check of a document")
    if let document = try rulebookDocument(word) {
      for option in ["index", "tape", "last", "force"] where arguments.has(option) {
        throw InputError(
          .usage, file: "", key: "--\(option)", problem: "a rulebook reads no input files")
      }
      for option in ["set", "grid", "variant"] where arguments.has(option) {
        throw InputError(
          .usage, file: "", key: "--\(option)", expected: "a scenario",
          found: "the rulebook \(InputError.quoted(word))")
      }
      return try check(document)
    }
    let loaded = try scenario(word, choices: choices)
    let found = try findings(in: loaded)
    let code = try check(loaded)
    for line in found { try streams.result(line + "\n") }
    return code
  }

  private func check(_ loaded: LoadedScenario) throws(InputError) -> ExitCode {
    let scenario = loaded.scenario
    let note = TrapNote(
      program: program, strategies: scenario.strategies.map(\.name), seed: scenario.seeds.lowerBound
    )
    // A scenario with variants does not run itself.
    for run in loaded.variants.isEmpty ? [loaded] : loaded.variants.map(\.loaded) {
      try note.attached { () throws(InputError) in
        _ = try registry.strategies(of: run, note: note)
      }
    }
    let rulebooks = try rulebooks(scenario.venues, of: loaded, isStated: true)
    try remarkOnTiers(loaded, rulebooks)
    for variant in loaded.variants {
      try remarkOnTiers(variant.loaded, rulebooks, variant: variant.name)
    }
    let variants =
      loaded.variants.isEmpty ? "" : ", \(counted(loaded.variants.count, "variant", "variants"))"
    let files =
      switch loaded.indexInput {
      case .none: "no input files"
      case .bars: "bars as --index"
      case .trades: "trades as --index"
      case .tape: "a market tape as --tape"
      }
    let seconds = scenario.length.nanoseconds / Interval.seconds(1).nanoseconds
    try streams.result(
      "\(loaded.file): good: \(scenario.name), \(seconds) simulated seconds, "
        + "\(scenario.population.count) accounts, \(scenario.paths.count) paths, "
        + "seeds \(SeedRange.text(scenario.seeds))\(variants), \(files)\n")
    return .success
  }

  /// The most seeds whose accounts a check draws.
  private static let seedsDrawn: UInt64 = 8

  /// Says where accounts would start beyond the end of a table of tiers, in the first seeds.
  private func remarkOnTiers(
    _ loaded: LoadedScenario, _ rulebooks: [Rulebook], variant: String? = nil
  ) throws(InputError) {
    let all = loaded.scenario.seeds
    let more = min(all.upperBound - all.lowerBound, Self.seedsDrawn - 1)
    let seeds = all.lowerBound...(all.lowerBound + more)
    let owners = rulebooks.isEmpty ? [nil] : rulebooks.map(Optional.some)
    for rulebook in owners {
      var scenario = loaded.scenario
      scenario.rulebook = rulebook
      var count = 0
      for seed in seeds {
        do { count += try scenario.accountsBeyondTiers(seed: seed) ?? 0 } catch {
          throw InputError(.badData, file: loaded.file, key: "margin", problem: "\(error)")
        }
      }
      if count == 0 { continue }
      remark(
        "\(loaded.file): \(variant.map { "variant \($0): " } ?? "")\(count) of \(scenario.population.count * seeds.count) accounts of seeds "
          + "\(SeedRange.text(seeds)) start beyond the end of "
          + "\(rulebook.map { "the tiers of \($0.selection)" } ?? "the scenario's tiers"): "
          + "they run at the rates of its last tier")
    }
  }

  /// Reads a rulebook with every option of its switches, then with those that were chosen.
  private func check(_ document: RulebookDocument) throws(InputError) -> ExitCode {
    _ = try RulebookReader.check(bytes: document.bytes, file: document.file)
    let rulebook = try document.rulebook()
    for statement in rulebook.unverified {
      remark("\(rulebook.id): not confirmed: \(statement.key): \(statement.remark)")
    }
    let parts = [
      "\(rulebook.title) as of \(rulebook.asOf)",
      "\(rulebook.statements.count) fields, \(rulebook.unverified.count) of them not confirmed",
      counted(rulebook.path.stages.count, "stage", "stages"),
      counted(rulebook.switches.count, "switch", "switches"),
    ]
    try streams.result("\(document.file): good: \(parts.joined(separator: "; "))\n")
    return .success
  }
}

extension CommandContext {
  private func counted(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}

extension RuleStatement {
  /// What a use of the rulebook says of a field that no source confirms.
  var remark: String { note ?? value ?? "unknown" }
}
