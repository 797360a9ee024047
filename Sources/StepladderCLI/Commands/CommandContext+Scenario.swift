import Foundation
import Intake
import Liquidation
import Market
import ScenarioData
import Simulation

extension CommandContext {
  /// Reads a scenario: a file, or a shipped one by its name.
  ///
  /// A name without a slash and without an extension is looked up among the shipped scenarios first, so that a
  /// folder of the same name does not hide one.
  func scenario(_ word: String) throws(InputError) -> LoadedScenario {
    if let shipped = EmbeddedScenarios.all.first(where: { $0.name == word }) {
      return try ScenarioReader.read(bytes: shipped.bytes, file: word, names: registry.names)
    }
    let path = resolved(word)
    if !word.contains("/"), !word.contains("."), !FileManager.default.fileExists(atPath: path) {
      let names = EmbeddedScenarios.all.map(\.name)
      throw InputError(
        .missingInput, file: word, problem: "no such file and no shipped scenario of this name",
        suggestion: Suggestion.nearest(to: word, among: names))
    }
    let file = try InputFile.read(path)
    return try ScenarioReader.read(bytes: file.bytes, file: word, names: registry.names)
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
        let rulebook = try shippedRulebook(name, of: loaded.scenario)
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

  private func shippedRulebook(
    _ name: String, of scenario: Scenario
  ) throws(InputError) -> Rulebook {
    let rulebook = try rulebook(name, key: "--venues")
    let id = String(name.prefix { $0 != ":" })
    guard EmbeddedVenues.all.contains(where: { $0.name == id }) else {
      // The manifest holds names: whoever verifies the report elsewhere would not have the file.
      throw InputError(
        .usage, file: "", key: "--venues",
        expected: "names of shipped rulebooks, which a report can be made from again; "
          + "only quote and check take a file",
        found: InputError.quoted(name))
    }
    guard rulebook.contract == scenario.instrument.kind else {
      throw InputError(
        .usage, file: "", key: "--venues",
        expected: "rulebooks of \(scenario.instrument.kind.rawValue) contracts, as "
          + "\(scenario.name) trades one",
        found: "\(InputError.quoted(name)), of \(rulebook.market.rawValue) ones")
    }
    return rulebook
  }

  /// The paths of a list of names.
  func paths(_ names: [String], key: String) throws(InputError) -> [any LiquidationPath] {
    var paths: [any LiquidationPath] = []
    for name in names {
      if name == RunResult.controlName {
        throw InputError(
          .usage, file: "", key: key,
          problem: "\"control\" is no path; every comparison runs it besides")
      }
      guard let path = registry.path(name) else {
        throw InputError(
          .usage, file: "", key: key, problem: "no such path: \(InputError.quoted(name))",
          suggestion: Suggestion.nearest(to: name, among: registry.paths.map(\.name)))
      }
      if paths.contains(where: { $0.name == name }) {
        throw InputError(.usage, file: "", key: key, problem: "the path \(name) is named twice")
      }
      paths.append(path)
    }
    return paths
  }
}
