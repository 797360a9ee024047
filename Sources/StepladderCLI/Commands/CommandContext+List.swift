import Intake
import Liquidation
import Reporting
import Rulebook
import ScenarioData
import Simulation

extension CommandContext {
  /// Lists what the program knows.
  func performList() throws(InputError) -> ExitCode {
    guard let topic = ListTopic(rawValue: arguments.operands[0]) else {
      throw InputError(.usage, file: "", key: "list", expected: "a topic")
    }
    if topic == .metrics, arguments.has("json") {
      try streams.result(JSONWriter.text(Metric.json))
      return .success
    }
    if topic == .venues, arguments.has("json") {
      var venues: [JSONValue] = []
      for (name, bytes) in EmbeddedVenues.all {
        venues.append(Self.json(try RulebookReader.read(bytes: bytes, file: name)))
      }
      try streams.result(JSONWriter.text(.array(venues)))
      return .success
    }
    if topic == .strategies, arguments.has("json") {
      try streams.result(JSONWriter.text(.array(registry.strategies.map(Self.json))))
      return .success
    }
    let rows = try rows(topic)
    if arguments.has("json") {
      let items = rows.map { row in
        JSONValue.object([
          JSONMember("name", .string(row.name)), JSONMember("summary", .string(row.summary)),
        ])
      }
      try streams.result(JSONWriter.text(.array(items)))
    } else if !rows.isEmpty {
      let lines = HelpText.columns(rows.map { ($0.name, $0.summary) })
      try streams.result(lines.joined(separator: "\n") + "\n")
    }
    return .success
  }

  private func rows(_ topic: ListTopic) throws(InputError) -> [(name: String, summary: String)] {
    switch topic {
    case .paths: return registry.paths.map { ($0.name, $0.summary) }
    case .venues:
      var rows: [(name: String, summary: String)] = []
      for (name, bytes) in EmbeddedVenues.all {
        let rulebook = try RulebookReader.read(bytes: bytes, file: name)
        let open = rulebook.unverified.count
        rows.append(
          (
            name,
            "\(rulebook.title); \(rulebook.market.rawValue), as of \(rulebook.asOf), \(open) points not "
              + "confirmed"
          ))
      }
      return rows
    case .strategies:
      return registry.strategies.map { entry in
        // A strategy that states no summary has its name there.
        let words = [entry.summary == entry.name ? "" : entry.summary, Self.parameters(of: entry)]
        return (entry.name, words.filter { !$0.isEmpty }.joined(separator: " "))
      }
    case .metrics:
      return Metric.all.map { metric in
        let better = metric.better.map { "; \($0) is better" } ?? ""
        return (metric.id, "\(metric.definition) (\(metric.unit.rawValue)\(better))")
      }
    case .scenarios:
      var rows: [(name: String, summary: String)] = []
      for (name, bytes) in EmbeddedScenarios.all {
        // Strategies are judged when a scenario runs: the list names every shipped one.
        let names = ScenarioNames(paths: registry.paths.map(\.name))
        let loaded = try ScenarioReader.read(bytes: bytes, file: name, names: names)
        rows.append((name, loaded.scenario.question))
      }
      return rows
    }
  }

  /// The parameters of a strategy with their defaults, to stand after its summary.
  private static func parameters(of entry: StrategyEntry) -> String {
    guard case .object(let members)? = entry.defaults()?.content, !members.isEmpty else {
      return ""
    }
    let list = members.map { "\($0.key) \(CanonicalJSON.line($0.value))" }
    return "Parameters: \(list.joined(separator: ", "))."
  }

  /// A strategy for programs, with the parameters that it has if none is given; null where some have to be.
  private static func json(_ entry: StrategyEntry) -> JSONValue {
    .object([
      JSONMember("name", .string(entry.name)), JSONMember("summary", .string(entry.summary)),
      JSONMember("parameters", entry.defaults().map(JSONValue.init) ?? .null),
    ])
  }

  /// A rulebook for programs: what it is, its switches, and what no source confirms.
  private static func json(_ rulebook: Rulebook) -> JSONValue {
    let switches = rulebook.switches.map { choice in
      JSONValue.object([
        JSONMember("name", .string(choice.name)), JSONMember("why", .string(choice.why)),
        JSONMember("standard", .string(choice.options.first?.name ?? "")),
        JSONMember("options", .array(choice.options.map { .string($0.name) })),
      ])
    }
    let open = rulebook.unverified.map { statement in
      JSONValue.object([
        JSONMember("key", .string(statement.key)),
        JSONMember("value", statement.value.map { .string($0) } ?? .null),
        JSONMember("note", statement.note.map { .string($0) } ?? .null),
      ])
    }
    return .object([
      JSONMember("name", .string(rulebook.id)), JSONMember("title", .string(rulebook.title)),
      JSONMember("asOf", .string(rulebook.asOf)),
      JSONMember("market", .string(rulebook.market.rawValue)),
      JSONMember("scope", .string(rulebook.scope.rawValue)),
      JSONMember("contracts", .array(rulebook.margins.map { .string($0.symbol) })),
      JSONMember("switches", .array(switches)), JSONMember("unverified", .array(open)),
    ])
  }
}
