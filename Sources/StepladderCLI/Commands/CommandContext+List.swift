import Intake
import Liquidation
import Reporting
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
    case .strategies: return registry.strategies.map { ($0.name, $0.summary) }
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
}
