import Intake
import Kernel
import ScenarioData
import Testing

@Suite("The canonical text of a scenario")
struct CanonicalTextTests {
  /// The start of the digest of each shipped scenario's text.
  ///
  /// Manifests name scenarios by it, so a text once written stays.
  private static let shipped = [
    "avax-2025-10-10": "cd66f023a6c34e36",
    "btc-2021-05-19": "3afbb86bc6ec01ca",
    "calm-btc": "e661ab8de6f7c241",
    "coin-crash": "4084744a32def76b",
    "flash-crash": "482a4524a3034a55",
    "ladder-or-market": "69390aed47e5a0db",
    "replay": "cf53f02c6f2b1fec",
    "recorded-crash": "db5eda6ad87fb3eb",
    "venues-2021-05-19": "35cded46caa26039",
    "venues-crash": "4d795148ddc8a109",
  ]

  /// The same of the smallest scenario with other parts, which together have every key and form.
  private static let parts = [
    "ff116e213770360d", "6d307d46d19519fa", "a32a14b0c22a5bcc", "ee3fc8ded87740e6",
    "6c4eb4edac824d6f", "70ad35de615049d4", "4d6e75d7d58a2448", "60bf76c2e8da4634",
    "191c200718f956c3", "09bf095ea4908217", "f7733ea06067752a", "b58180fdde060b41",
    "fc7c6e9fc43d2443", "2a33b441470b1669",
  ]

  private func digest(_ text: String) -> String { String(SHA256.hex(of: text).prefix(16)) }

  private func text(_ bytes: [UInt8], _ name: String) throws -> String {
    let loaded = try ScenarioReader.read(bytes: bytes, file: name)
    let again = try ScenarioReader.read(bytes: Array(loaded.canonicalText.utf8), file: name)
    #expect(again.scenario == loaded.scenario, "\(name)")
    #expect(again.canonicalText == loaded.canonicalText, "\(name)")
    return loaded.canonicalText
  }

  @Test("that is shipped is the same bytes as ever")
  func shippedTexts() throws {
    var digests: [String: String] = [:]
    for (name, bytes) in EmbeddedScenarios.all {
      digests[name] = digest(try text(bytes, name))
    }
    #expect(digests == Self.shipped)
  }

  @Test("with any part that a scenario can have is the same bytes as ever")
  func textsOfParts() throws {
    let digests = try CoverageDocuments.scenarios.map {
      digest(try text(Array($0.utf8), "part"))
    }
    #expect(digests == Self.parts)
  }
}
