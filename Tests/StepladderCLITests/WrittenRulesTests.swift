import Foundation
import ScenarioData
import StepladderCLI
import Testing

/// Paths that a scenario describes itself, and rulebooks from files of one's own.
@Suite struct WrittenRulesTests {
  /// A ladder in five-percent steps, as a rulebook would state it.
  private let ladder = """
    { name: "fine-ladder", stages: [{
      name: "step", size: { fractionOfOriginal: "5%" }, execution: "immediateOrCancel",
      pace: { attemptsMax: 20, cooldown: "1s" },
      exits: { filled: "again", partlyFilled: "again", unfilled: "again", healthy: "release" } }] }
    """

  /// A session whose scenario compares the baseline with a path of its own.
  private func described(_ path: String) -> Session {
    let session = Session()
    #expect(
      session.replace(
        "paths: [\"market-order\", \"step-ladder\"]", with: "paths: [\"market-order\", \(path)]",
        in: "mini.json5"))
    return session
  }

  /// A session with a rulebook of one's own: a shipped one under another name.
  private func withRulebook(named name: String = "house-rules") throws -> Session {
    let session = Session()
    let shipped = try #require(EmbeddedVenues.all.first { $0.name == "binance-usdm" })
    let text = String(decoding: shipped.bytes, as: UTF8.self)
    session.write(
      "my.json5", text.replacingOccurrences(of: "\"binance-usdm\"", with: "\"\(name)\""))
    return session
  }

  @Test func `A path of the scenario runs, is in the manifest and verifies`() {
    let session = described(ladder)
    #expect(session.run("check mini.json5") == .success)
    #expect(session.run("compare mini.json5 --out out") == .success)
    #expect(session.text("out/summary.csv").contains("fine-ladder"))
    #expect(
      session.text("out/report.md").contains("A path of 1 stage that the scenario describes."))
    #expect(session.run("verify out") == .success)
    #expect(session.run("compare mini.json5 --paths fine-ladder --seeds 1 --out one") == .success)
    #expect(session.run("verify one") == .success)
    #expect(session.run("run mini.json5 --path fine-ladder --seed 2 --out two") == .success)
  }

  @Test(arguments: [
    ("name: \"fine-ladder\"", "name: \"step-ladder\"", "a name that no path of this program has"),
    ("name: \"fine-ladder\"", "name: \"control\"", "a name that no path of this program has"),
    ("stages:", "stage:", "did you mean \"stages\""),
    ("fractionOfOriginal", "fractionOfOrigin", "did you mean \"fractionOfOriginal\""),
    ("\"again\"", "{ stage: \"setp\" }", "did you mean \"step\""),
  ]) func `What is wrong with a path is told where it stands`(
    from: String, to: String, message: String
  ) {
    let session = described(ladder.replacingOccurrences(of: from, with: to))
    #expect(session.run("check mini.json5") == .badData)
    #expect(session.errors.contains("mini.json5:"), "\(session.errors)")
    #expect(session.errors.contains("paths[1]"), "\(session.errors)")
    #expect(session.errors.contains(message), "\(session.errors)")
  }

  @Test func `A path that is not there is suggested from those of the scenario too`() {
    let session = described(ladder)
    #expect(session.run("compare mini.json5 --paths fine-lader --out out") == .usage)
    #expect(session.errors.contains("fine-ladder"))
  }

  @Test func `A rulebook file is compared, and verified after the file is gone`() throws {
    let session = try withRulebook()
    let command = "compare mini.json5 --venues binance-usdm,my.json5 --seeds 1 --out out"
    #expect(session.run(command) == .success, "\(session.errors)")
    // The same rules under another name: nothing differs but the name.
    let rows = session.text("out/runs.csv").split(separator: "\n").map(String.init)
    let own = rows.filter { $0.contains(",house-rules,") }
    let shipped = rows.filter { $0.contains(",binance-usdm,") }
    #expect(!own.isEmpty)
    #expect(own == shipped.map { $0.replacingOccurrences(of: "binance-usdm", with: "house-rules") })
    #expect(session.text("out/report.md").contains("--venues binance-usdm,my.json5"))
    try FileManager.default.removeItem(atPath: session.path("my.json5"))
    #expect(session.run("verify out") == .success, "\(session.errors)")
  }

  @Test func `A rulebook file with a switch keeps its choice`() throws {
    let session = Session()
    let shipped = try #require(EmbeddedVenues.all.first { $0.name == "bybit-usdt" })
    session.write(
      "my.json5",
      String(decoding: shipped.bytes, as: UTF8.self)
        .replacingOccurrences(of: "\"bybit-usdt\"", with: "\"house-rules\""))
    let command =
      "compare mini.json5 --venues my.json5,my.json5:maintenanceBasis=mark --seeds 1 --out out"
    #expect(session.run(command) == .success, "\(session.errors)")
    #expect(session.text("out/summary.csv").contains("house-rules:maintenanceBasis=mark"))
    #expect(session.text("out/report.md").contains("my.json5,my.json5:maintenanceBasis=mark"))
    try FileManager.default.removeItem(atPath: session.path("my.json5"))
    #expect(session.run("verify out") == .success, "\(session.errors)")
  }

  @Test func `A rulebook named like a shipped one is refused, and one that is named twice`() throws
  {
    let same = try withRulebook(named: "binance-usdm")
    #expect(same.run("compare mini.json5 --venues my.json5 --out out") == .badData)
    #expect(same.errors.contains("my.json5:"))
    #expect(same.errors.contains("a name that no shipped rulebook has"))
    let twice = try withRulebook()
    #expect(twice.run("compare mini.json5 --venues my.json5,my.json5 --out out") == .usage)
    #expect(twice.errors.contains("house-rules is named twice"))
  }

  @Test func `A fault in a rulebook file names its own line and key`() throws {
    let session = try withRulebook()
    #expect(session.replace("scope:", with: "scoop:", in: "my.json5"))
    #expect(session.run("compare mini.json5 --venues my.json5 --out out") == .badData)
    #expect(session.errors.contains("my.json5:5: scope: missing key"), "\(session.errors)")
  }
}
