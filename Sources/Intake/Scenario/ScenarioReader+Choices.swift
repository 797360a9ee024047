import Liquidation
import Market
import Rulebook
import Simulation

/// What a scenario compares: paths or rulebooks, each a name or written out.
extension ScenarioReader {
  /// `paths`: liquidation paths, the baseline first (the built-in ones): names, or objects with `name`,
  /// `summary` (a plain one), `remainder` (`"owner"`) and `stages` as rulebooks have them, see ``StageReader``.
  func paths(
    _ list: ValueReader?
  ) throws(InputError) -> (names: [String], written: [WrittenPath]) {
    guard let list else { return (BuiltInPaths.all.map(\.name), []) }
    var found: [String] = []
    var written: [WrittenPath] = []
    for value in try list.list(count: 1...64) {
      value.node?.note(.anyObject)
      let name: String
      if case .object = value.value.content {
        let path = try value.noting(at: nil).object(writtenPath)
        written.append(WrittenPath(path: path, text: CanonicalJSON.text(value.value)))
        name = path.name
      } else {
        name = try value.name(among: names.paths)
      }
      guard !found.contains(name) else {
        throw value.mismatch("a path that is not in the list before")
      }
      found.append(name)
    }
    return (found, written)
  }

  private func writtenPath(_ object: inout ObjectReader) throws(InputError) -> StagedPath {
    let value = try object.required("name")
    let name = try value.hyphenatedName()
    if names.paths.contains(name) || name == RunResult.controlName {
      throw value.mismatch("a name that no path of this program has")
    }
    let rules = RulebookReader(
      file: object.file, market: instrument.kind == .linear ? .linear : .inverse, sources: [])
    let stages = try StageReader(rules: rules).stages(object.required("stages"))
    let count = stages.count == 1 ? "1 stage" : "\(stages.count) stages"
    return StagedPath(
      name: name,
      summary: try object.optional("summary")?.line(lengthMax: 200)
        ?? "A path of \(count) that the scenario describes.",
      remainder: try object.optional("remainder")?.word(StageReader.remainders) ?? .owner,
      stages: stages)
  }

  /// `venues`: the rulebooks compared, the baseline first, each a name with its switches
  /// (`"bybit-usdt:maintenanceBasis=mark"`) or an object, see ``WrittenRulebookReader``.
  func venues(
    _ list: ValueReader?
  ) throws(InputError) -> (names: [String], written: [WrittenRulebook]) {
    guard let list else { return ([], []) }
    var found: [String] = []
    var written: [WrittenRulebook] = []
    for value in try list.list(count: 0...64) {
      value.node?.note(.anyObject)
      let selection: String
      if case .object = value.value.content {
        let reader = WrittenRulebookReader(taken: names.venues ?? [])
        written.append(try reader.rulebook(value.noting(at: nil)))
        selection = written[written.count - 1].rulebook.selection
      } else {
        selection = try venue(value)
      }
      guard !found.contains(selection) else {
        throw value.mismatch("a rulebook that is not in the list before")
      }
      found.append(selection)
    }
    return (found, written)
  }

  /// The name of a rulebook of this program with its switches.
  private func venue(_ value: ValueReader) throws(InputError) -> String {
    let text = try value.line(lengthMax: 200)
    let name = String(text.prefix { $0 != ":" })
    if let known = names.venues, !known.contains(name) {
      throw value.mismatch(
        "a rulebook of this program", suggestion: Suggestion.nearest(to: name, among: known))
    }
    return text
  }
}
