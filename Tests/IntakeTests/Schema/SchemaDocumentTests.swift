import Foundation
import Intake
import Liquidation
import ScenarioData
import Simulation
import Testing

@Suite("The schema of a document")
struct SchemaDocumentTests {
  /// Everything that the reader of rulebooks asked of the shipped ones and of the one with every key.
  private func rulebooks() throws -> SchemaNode {
    let node = SchemaNode()
    for (name, bytes) in EmbeddedVenues.all {
      _ = try RulebookReader.read(bytes: bytes, file: name, node: node)
    }
    for text in CoverageDocuments.rulebooks {
      _ = try RulebookReader.read(bytes: Array(text.utf8), file: "coverage", node: node)
    }
    return node
  }

  /// What is said of scenarios on the grids of all shipped ones.
  private func scenarios() throws -> SchemaNode {
    try ScenarioReader.schema(
      of: EmbeddedScenarios.all.map { name, bytes in
        try ScenarioReader.read(bytes: bytes, file: name).scenario.instrument
      })
  }

  @Test("knows what stands at each key that a reader asks for")
  func coverage() throws {
    let inRulebooks = try rulebooks().unreached()
    #expect(inRulebooks.isEmpty, "\(inRulebooks.joined(separator: " "))")
    let inScenarios = try scenarios().unreached()
    #expect(inScenarios.isEmpty, "\(inScenarios.joined(separator: " "))")
  }

  /// Set STEPLADDER_RECORD to write the files anew.
  @Test("is the one that the readers make")
  func files() throws {
    try compare("rulebook", SchemaDocument.text(rulebooks(), title: "Stepladder venue rulebook"))
    try compare("scenario", SchemaDocument.text(scenarios(), title: "Stepladder scenario"))
  }

  private func compare(_ name: String, _ text: String) throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let file = root.appending(path: "Data/schema/\(name).schema.json")
    if ProcessInfo.processInfo.environment["STEPLADDER_RECORD"] != nil {
      try Data(text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }
}
