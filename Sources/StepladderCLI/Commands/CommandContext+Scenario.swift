import Foundation
import Intake
import Liquidation
import Market
import Rulebook
import ScenarioData
import Simulation

extension CommandContext {
  /// Reads a scenario: a file, or a shipped one by its name.
  ///
  /// A name without a slash and without an extension is looked up among the shipped scenarios first, so that a
  /// folder of the same name does not hide one.
  func scenario(
    _ word: String, choices: ScenarioChoices = ScenarioChoices()
  ) throws(InputError) -> LoadedScenario {
    if let shipped = EmbeddedScenarios.all.first(where: { $0.name == word }) {
      return try ScenarioReader.read(
        bytes: shipped.bytes, file: word, names: names, choices: choices)
    }
    let path = resolved(word)
    if !word.contains("/"), !word.contains("."), !FileManager.default.fileExists(atPath: path) {
      let names = EmbeddedScenarios.all.map(\.name)
      throw InputError(
        .missingInput, file: word, problem: "no such file and no shipped scenario of this name",
        suggestion: Suggestion.nearest(to: word, among: names))
    }
    let file = try InputFile.read(path)
    return try ScenarioReader.read(
      bytes: file.bytes, file: word, names: names, choices: choices)
  }

  /// Rulebooks by name, each with its switches, for a scenario of the same kind of contract.
  ///
  /// - Parameters:
  ///   - names: The names; those of `--venues` or those of the scenario.
  ///   - loaded: The scenario.
  ///   - isStated: Whether the scenario itself names them, so that what is wrong is wrong there.
  func rulebooks(
    _ names: [String], of loaded: LoadedScenario, isStated: Bool
  ) throws(InputError) -> [Rulebook] {
    var rulebooks: [Rulebook] = []
    for (number, name) in names.enumerated() {
      do throws(InputError) {
        let rulebook = try rulebook(name, of: loaded.scenario)
        if rulebooks.contains(where: { $0.selection == rulebook.selection }) {
          throw InputError(
            .usage, file: "", key: "--venues", problem: "\(name) is named twice")
        }
        rulebooks.append(rulebook)
      } catch {
        guard isStated else { throw error }
        let key = "venues[\(number)]"
        throw InputError(
          .badData, file: loaded.file, line: loaded.places.line(of: key), key: key,
          problem: error.problem, expected: error.expected,
          found: error.found ?? InputError.quoted(name), suggestion: error.suggestion)
      }
    }
    return rulebooks
  }

  /// The words of `--venues` as a scenario would state them: a file's rulebook stands whole in the scenario, so
  /// that whoever verifies the report elsewhere does not need the file.
  ///
  /// - Parameters:
  ///   - words: Names, each with its switches, and files.
  ///   - known: What the scenario holds whole; it can be named like a shipped rulebook.
  func stated(
    _ words: [String], known: [WrittenRulebook]
  ) throws(InputError) -> (venues: [String], written: [WrittenRulebook]) {
    let reader = WrittenRulebookReader(taken: EmbeddedVenues.all.map(\.name))
    var venues: [String] = []
    var written: [WrittenRulebook] = []
    for word in words {
      var own = known.first { $0.rulebook.selection == word }
      if own == nil, let document = try rulebookDocument(word, key: "--venues"),
        !document.isShipped
      {
        own = try reader.rulebook(
          bytes: document.bytes, file: document.file, choices: document.choices)
      }
      let venue = own?.rulebook.selection ?? word
      if venues.contains(venue) {
        throw InputError(.usage, file: "", key: "--venues", problem: "\(venue) is named twice")
      }
      venues.append(venue)
      written += own.map { [$0] } ?? []
    }
    return (venues, written)
  }

  private func rulebook(
    _ name: String, of scenario: Scenario
  ) throws(InputError) -> Rulebook {
    let own = scenario.writtenRulebooks.first { $0.rulebook.selection == name }
    let rulebook =
      if let own { own.rulebook } else { try self.rulebook(name, key: "--venues") }
    guard rulebook.contract == scenario.instrument.kind else {
      throw InputError(
        .usage, file: "", key: "--venues",
        expected: "rulebooks of \(scenario.instrument.kind.rawValue) contracts, as "
          + "\(scenario.name) trades one",
        found: "\(InputError.quoted(name)), of \(rulebook.market.rawValue) ones")
    }
    return rulebook
  }

  /// The paths of a list of names: those that the scenario describes and those of this program.
  func paths(
    _ names: [String], of scenario: Scenario, key: String
  ) throws(InputError) -> [any LiquidationPath] {
    let known = scenario.writtenPaths.map(\.path) + registry.paths
    var paths: [any LiquidationPath] = []
    for name in names {
      if name == RunResult.controlName {
        throw InputError(
          .usage, file: "", key: key,
          problem: "\"control\" is no path; every comparison runs it besides")
      }
      guard let path = known.first(where: { $0.name == name }) else {
        throw InputError(
          .usage, file: "", key: key, problem: "no such path: \(InputError.quoted(name))",
          suggestion: Suggestion.nearest(to: name, among: known.map(\.name)))
      }
      if paths.contains(where: { $0.name == name }) {
        throw InputError(.usage, file: "", key: key, problem: "the path \(name) is named twice")
      }
      paths.append(path)
    }
    return paths
  }
}
