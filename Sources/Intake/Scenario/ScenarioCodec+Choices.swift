import Rulebook
import Liquidation
import Market
import Simulation

/// What a scenario compares: names, of which some are written out in the scenario itself.
struct ScenarioChoice<Written: Hashable>: Hashable {
  var names: [String]
  var written: [Written] = []
}

// Paths and rulebooks.
extension ScenarioCodec {
  /// The liquidation paths, the baseline first: names, or objects with `name`, `summary` (a plain one), `remainder`
  /// (`"owner"`) and `stages` as rulebooks have them, see ``StageReader``.
  var paths: Codec<ScenarioChoice<WrittenPath>> {
    choices(
      1...64, of: "a path", .name(among: names.paths),
      read: { (reader) throws(InputError) in
        let path = try reader.object(writtenPath)
        return WrittenPath(path: path, text: CanonicalJSON.text(reader.value))
      }, name: \.path.name, text: \.text)
  }

  private func writtenPath(_ object: inout ObjectReader) throws(InputError) -> StagedPath {
    let value = try object.required("name")
    let name = try value.hyphenatedName()
    if names.paths.contains(name) || name == RunResult.controlName {
      throw value.mismatch("a name that no path of this program has")
    }
    let rules = RulebookReader(
      file: object.file, market: grid.instrument.kind == .linear ? .linear : .inverse, sources: [])
    let stages = try StageReader(rules: rules).stages(object.required("stages"))
    let count = stages.count == 1 ? "1 stage" : "\(stages.count) stages"
    return StagedPath(
      name: name,
      summary: try object.optional("summary")?.line(lengthMax: 200)
        ?? "A path of \(count) that the scenario describes.",
      remainder: try object.optional("remainder")?.word(StageReader.remainders) ?? .owner,
      stages: stages)
  }

  /// The rulebooks, the baseline first, each a name with its switches (`"bybit-usdt:maintenanceBasis=mark"`) or an
  /// object, see ``WrittenRulebookReader``.
  var venues: Codec<ScenarioChoice<WrittenRulebook>> {
    choices(
      0...64, of: "a rulebook", venue,
      read: { (reader) throws(InputError) in
        try WrittenRulebookReader(taken: names.venues ?? []).rulebook(reader)
      }, name: \.rulebook.selection, text: \.text)
  }

  /// The name of a rulebook of this program with its switches.
  private var venue: Codec<String> {
    Codec.line(lengthMax: 200).checked { (text, reader) throws(InputError) in
      let name = String(text.prefix { $0 != ":" })
      if let known = names.venues, !known.contains(name) {
        throw reader.mismatch(
          "a rulebook of this program", suggestion: Suggestion.nearest(to: name, among: known))
      }
    }
  }

  /// Names that differ, and in the place of a name what is written out under it.
  private func choices<Written>(
    _ count: ClosedRange<Int>, of noun: String, _ known: Codec<String>,
    read: @escaping (ValueReader) throws(InputError) -> Written,
    name: @escaping (Written) -> String, text: @escaping (Written) -> String
  ) -> Codec<ScenarioChoice<Written>> {
    typealias Choice = (name: String, written: Written?)
    let choice = Codec<Choice>(
      read: { (reader) throws(InputError) in
        guard case .object = reader.value.content else { return (try known.read(reader), nil) }
        let written = try read(reader)
        return (name(written), written)
      },
      write: { (choice) throws(InputError) in
        guard let written = choice.written else { return .text(choice.name) }
        return try JSON5Reader.read(Array(text(written).utf8), file: choice.name)
      },
      note: { node in
        node.note(.anyObject)
        known.note(node)
      })
    let list = Codec.list(count) { before in
      choice.checked { (choice, reader) throws(InputError) in
        if before.contains(where: { $0.name == choice.name }) {
          throw reader.mismatch("\(noun) that is not in the list before")
        }
      }
    }
    return list.map(
      { ScenarioChoice(names: $0.map(\.name), written: $0.compactMap(\.written)) },
      { choice in
        choice.names.map { chosen in (chosen, choice.written.first { name($0) == chosen }) }
      })
  }
}
