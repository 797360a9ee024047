import Reporting
import Testing

@Suite("Manifests")
struct ManifestTests {
  static let example = Manifest(
    engineVersion: "1", report: "flash-crash", scenario: "{\n  \"name\": \"flash-crash\"\n}\n",
    inputs: [ManifestFile(name: "bars.csv", bytes: Array("abc".utf8))], seeds: [1, .max],
    paths: ["market", "ladder"],
    outputs: [ManifestFile(name: "runs.csv", size: 0, sha256: String(repeating: "0", count: 64))],
    runs: [
      ManifestRun(path: "market", seed: 1, digest: 0xAB, step: 1, digests: [1, 0xFFFF_FFFF]),
      ManifestRun(path: "ladder", seed: .max, digest: .max, step: 10, digests: []),
    ])

  // The digest was computed by another program over the lines before the last two.
  private static let text = """
    {
      "format": "stepladder-report",
      "schemaVersion": 3,
      "engineVersion": "1",
      "report": "flash-crash",
      "scenario": "{\\n  \\"name\\": \\"flash-crash\\"\\n}\\n",
      "inputs": [
        {
          "name": "bars.csv",
          "size": 3,
          "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        }
      ],
      "seeds": [1, 18446744073709551615],
      "paths": ["market", "ladder"],
      "outputs": [
        {
          "name": "runs.csv",
          "size": 0,
          "sha256": "0000000000000000000000000000000000000000000000000000000000000000"
        }
      ],
      "runs": [
        {
          "path": "market",
          "seed": 1,
          "digest": "00000000000000ab",
          "step": 1,
          "digests": "00000001ffffffff"
        },
        {
          "path": "ladder",
          "seed": 18446744073709551615,
          "digest": "ffffffffffffffff",
          "step": 10,
          "digests": ""
        }
      ],
      "digest": "c84a967890c2a6a91d435fd72cd7bb99381477834eb5c6e56feba25166bdb430"
    }

    """

  @Test("a manifest has one spelling, and its last member signs every line before it")
  func spelling() {
    #expect(String(decoding: Self.example.bytes, as: UTF8.self) == Self.text)
    #expect(Self.text.contains(Self.example.digest))
  }

  @Test("what was written is read back")
  func roundTrip() throws {
    #expect(try Manifest(reading: Self.example.bytes) == Self.example)
    #expect(Manifest.isOurs(Self.example.bytes))
  }

  @Test("runs of which only one digest is kept take a line a path")
  func grid() throws {
    var manifest = Self.example
    manifest.runs = [
      ManifestRun(variant: "slow", path: "control", seed: 1, digest: 1, step: 0, digests: []),
      ManifestRun(variant: "slow", path: "market", seed: 1, digest: 2, step: 0, digests: []),
      ManifestRun(variant: "slow", path: "control", seed: 7, digest: 3, step: 0, digests: []),
      ManifestRun(variant: "slow", path: "market", seed: 7, digest: .max, step: 0, digests: []),
      ManifestRun(variant: "fast", path: "market", seed: 7, digest: 4, step: 1, digests: [5]),
    ]
    let text = String(decoding: manifest.bytes, as: UTF8.self)
    #expect(
      text.contains(
        """
            {
              "variant": "slow",
              "seeds": [1, 7],
              "digests": {
                "control": "0000000000000001 0000000000000003",
                "market": "0000000000000002 ffffffffffffffff"
              }
            },
            {
              "variant": "fast",
              "path": "market",
        """))
    #expect(try Manifest(reading: manifest.bytes) == manifest)
  }

  @Test("runs that are no grid of paths and seeds stand one by one")
  func noGrid() throws {
    let cases: [[(String, UInt64)]] = [
      [("control", 1), ("market", 1), ("control", 2)],
      [("control", 1), ("market", 1), ("market", 2), ("control", 2)],
      [("market", 1), ("market", 2), ("market", 1)],
    ]
    for runs in cases {
      var manifest = Self.example
      manifest.runs = runs.map {
        ManifestRun(path: $0.0, seed: $0.1, digest: 9, step: 0, digests: [])
      }
      #expect(try Manifest(reading: manifest.bytes) == manifest)
      let text = String(decoding: manifest.bytes, as: UTF8.self)
      #expect(text.contains("\"digest\": \"0000000000000009\""))
    }
  }

  @Test("any one changed byte is noticed")
  func everyByte() {
    let bytes = Self.example.bytes
    for place in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[place] ^= 1
      #expect(throws: ManifestError.self, "byte \(place)") { try Manifest(reading: changed) }
    }
  }

  @Test("what is not a manifest of this program says why")
  func refused() {
    func error(_ text: String) -> ManifestError? {
      do { _ = try Manifest(reading: Array(text.utf8)) } catch { return error }
      return nil
    }
    #expect(
      error("{") == .notJSON(JSONError(line: 1, column: 2, reason: "a member's name was expected")))
    #expect(error("{\"name\": \"package\"}") == .notOurs)
    #expect(
      error("{\"format\": \"stepladder-report\", \"schemaVersion\": 4}") == .unknownSchema("4"))
    #expect(
      error(Self.text.replacing("\"report\": \"flash", with: "\"report\": \"blast"))
        == .digestDiffers)
    #expect(error(Self.text + "\n") == .badMember("digest"))
    #expect(!Manifest.isOurs(Array("{\"format\": \"other\"}".utf8)))
  }

  @Test("a manifest cannot name files outside its folder")
  func names() {
    for name in ["a.csv", "figures/a.svg", "a..b"] { #expect(ManifestFile.isSafe(name)) }
    for name in ["", "/etc/passwd", "../a", "a/../b", "a//b", "./a", "a/", "a\\b", "a\nb"] {
      #expect(!ManifestFile.isSafe(name))
    }
    var outside = Self.example
    outside.outputs = [ManifestFile(name: "../x", size: 0, sha256: "")]
    #expect(throws: ManifestError.badMember("outputs")) { try Manifest(reading: outside.bytes) }
  }
}
