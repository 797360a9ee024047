import Intake
import Reporting
import ScenarioData
import Testing

/// A report tells each key that its scenario sets, in a sentence or in a list of the rest.
@Suite struct ToldKeysTests {
  /// Values of every kind, of which one fits each key and is another than the shipped scenario has.
  private static let values = [
    "3", "7", "0.5", "\"7s\"", "\"11s\"", "\"70ms\"", "\"7us\"", "\"3bp\"", "\"17bp\"", "\"7%\"",
    "\"70%\"",
    "\"sell\"", "\"both\"", "\"last\"", "\"linear\"", "\"smooth\"", "\"equal\"", "\"dampened\"",
  ]
  /// Told elsewhere in the report: its title, its question, what is compared, and how often.
  private static let elsewhere = ["name", "question", "paths", "seeds"]

  private func read(_ text: String) throws -> LoadedScenario {
    try ScenarioReader.read(bytes: Array(text.utf8), file: "told.json5")
  }

  private func told(_ loaded: LoadedScenario) throws -> String {
    let rest = try loaded.untold().map { VariantLabel.Setting(key: $0.key, value: $0.text) }
    return ScenarioFacts(loaded.scenario, underRulebooks: false, runs: [], alsoSet: rest).lines
      .map { "\($0.what): \($0.how)" }.joined(separator: "\n")
  }

  @Test(arguments: ["coin-crash", "flash-crash"])
  func everyKeyIsTold(name: String) throws {
    let source = try #require(EmbeddedScenarios.all.first { $0.name == name })
    let plain = try read(
      String(decoding: source.bytes, as: UTF8.self)
        .replacing("funding: {", with: "funding: { settlementsPerRate: 2, shape: \"sum\",")
        .replacing(#/\n  variants: \[[\s\S]*?\n  \],/#, with: ""))
    let lines = plain.canonicalText.split(separator: "\n").map(String.init)
    var changedCount = 0
    for (index, line) in lines.enumerated() {
      guard let colon = line.firstRange(of: "\": "), line.last != "{", line.last != "[",
        !Self.elsewhere.contains(where: { line.hasPrefix("  \"\($0)\"") })
      else { continue }
      let comma = line.hasSuffix(",") ? "," : ""
      let changes = Self.values.lazy.compactMap { value -> LoadedScenario? in
        var changed = lines
        changed[index] = line[..<colon.upperBound] + value + comma
        let loaded = try? read(changed.joined(separator: "\n"))
        return loaded.flatMap { $0.scenario == plain.scenario ? nil : $0 }
      }
      guard let changed = changes.first else { continue }
      changedCount += 1
      #expect(try told(changed) != told(plain), "\(line)")
    }
    #expect(changedCount > 90)
  }

  @Test func whatHasNoSentenceIsListed() throws {
    let source = try #require(EmbeddedScenarios.all.first { $0.name == "flash-crash" })
    let loaded = try read(
      String(decoding: source.bytes, as: UTF8.self)
        .replacing("funding: {", with: "funding: { settlementsPerRate: 2, shape: \"sum\","))
    #expect(
      try told(loaded).hasSuffix(
        "\nAlso set: `funding.settlementsPerRate` 2 and `funding.shape` sum"))
    let plain = try read(String(decoding: source.bytes, as: UTF8.self))
    #expect(try plain.untold().isEmpty)
  }
}
