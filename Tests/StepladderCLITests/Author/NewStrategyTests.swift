import Foundation
import Intake
import Reporting
import Simulation
import StepladderCLI
import Testing

@Suite("A package with a strategy of one's own")
struct NewStrategyTests {
  /// The checkout that these tests stand in.
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private func source(_ path: String) throws -> String {
    try String(contentsOfFile: Self.checkout + "/" + path, encoding: .utf8)
  }

  private func package(_ name: String) throws -> [String: String] {
    let package = StrategyPackage(name: try StrategyName(name), source: .path("../stepladder"))
    var files: [String: String] = [:]
    for file in package.files { files[file.name] = String(decoding: file.bytes, as: UTF8.self) }
    return files
  }

  @Test("has manifest, program, strategy, test and scenario, and nothing is left beside it")
  func files() {
    let session = Session()
    #expect(session.run("new-strategy dip-buyer --stepladder \(Self.checkout)") == .success)
    #expect(
      session.output == """
        made dip-buyer: 7 files. Next:

          cd dip-buyer
          swift test
          swift run -c release dip-buyer compare dip-buyer.json5

        """)
    #expect(
      session.files("dip-buyer").keys.sorted() == [
        ".gitignore", "Package.swift", "README.md", "Sources/DipBuyer/DipBuyer.swift",
        "Sources/DipBuyer/main.swift", "Tests/DipBuyerTests/DipBuyerTests.swift",
        "dip-buyer.json5",
      ])
    let names = try? FileManager.default.contentsOfDirectory(atPath: session.folder)
    #expect(names?.sorted() == ["dip-buyer", "mini.json5"])
    #expect(
      session.text("dip-buyer/Package.swift").contains(".package(name: \"Stepladder\", path: \""))
  }

  @Test("has the strategy that the README shows and that the tests of strategies run")
  func strategy() throws {
    let files = try package("dip-buyer")
    #expect(
      files["Sources/DipBuyer/DipBuyer.swift"]
        == (try source("Tests/StepladderCLITests/Author/DipBuyer.swift")))
  }

  @Test("has a scenario with every strategy by its name and nothing that is not read")
  func scenario() throws {
    for name in ["dip-buyer", "x", "ASMaker2"] {
      let files = try package(name)
      let hyphenated = try StrategyName(name).hyphenated
      let text = try #require(files["\(hyphenated).json5"])
      let loaded = try ScenarioReader.read(
        bytes: Array(text.utf8), file: name, names: ScenarioNames(strategies: [hyphenated]))
      #expect(loaded.scenario.name == hyphenated)
      #expect(loaded.scenario.strategies.map(\.name) == [hyphenated])
      #expect(loaded.indexInput == .none)
    }
  }

  @Test(
    "is named in two forms",
    arguments: [
      ("dip-buyer", "dip-buyer", "DipBuyer"), ("DipBuyer", "dip-buyer", "DipBuyer"),
      ("dipBuyer", "dip-buyer", "DipBuyer"), ("carry", "carry", "Carry"),
      ("ASMaker", "as-maker", "ASMaker"), ("grid-2", "grid-2", "Grid2"),
      ("maker2024b", "maker2024b", "Maker2024b"), ("class", "class", "Class"),
    ])
  func names(text: String, hyphenated: String, type: String) throws {
    let name = try StrategyName(text)
    #expect(name.hyphenated == hyphenated)
    #expect(name.type == type)
  }

  @Test(
    "is refused a name that is none",
    arguments: [
      ("2fast", nil), ("dip_buyer", "dip-buyer"), ("dip buyer", "dip-buyer"),
      ("dip--buyer", "dip-buyer"),
      ("dip-", "dip"), ("../dip", nil), ("größe", nil), (String(repeating: "a", count: 41), nil),
      ("Self", "self-strategy"), ("market", "market-strategy"),
      ("STEPLADDER", "stepladder-strategy"),
      ("strategy", "strategy-strategy"), ("stepladder-bench", "stepladder-bench-strategy"),
    ])
  func badNames(text: String, suggestion: String?) {
    let session = Session()
    #expect(session.run(["new-strategy", text, "--stepladder", Self.checkout]) == .usage)
    #expect(session.errors.hasPrefix("stepladder: new-strategy: expected a name "))
    if let suggestion { #expect(session.errors.contains("did you mean \"\(suggestion)\"?")) }
    #expect(
      (try? FileManager.default.contentsOfDirectory(atPath: session.folder)) == ["mini.json5"])
  }

  /// What the code names may not be the name of the strategy, and neither may a module.
  @Test("is refused every name that its code, the language or the package already uses")
  func takenNames() throws {
    var words: Set<String> = []
    for (path, text) in try package("zzz") where path.hasSuffix(".swift") && path != "Package.swift"
    {
      for line in text.split(separator: "\n") {
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
        words.formUnion(code.matches(of: /\b[A-Z][A-Za-z0-9]*/).map { String($0.output) })
      }
    }
    let manifest = try source("Package.swift")
    words.formUnion(
      manifest.matches(of: /(?:module|tests|name:)[( ]"([A-Za-z]+)"/).map { String($0.output.1) })
    words.subtract(["Zzz", "ZzzTests"])
    #expect(words.isSuperset(of: ["Strategy", "Price", "Market", "Stepladder", "Reference"]))
    for word in words where word != "Stepladderbench" {
      #expect(throws: InputError.self, "\(word) should be refused") { try StrategyName(word) }
    }
  }

  @Test("takes no folder's place, and says which options go together")
  func refusals() {
    let session = Session()
    let command = "new-strategy dip-buyer --stepladder \(Self.checkout) --out"
    #expect(session.run("\(command) a/b/c") == .success)
    let before = session.files("a")
    #expect(session.run("\(command) a/b/c") == .cannotWrite)
    #expect(
      session.errors == "stepladder: cannot make a/b/c: it exists; name another folder with --out\n"
    )
    #expect(session.run("\(command) mini.json5") == .cannotWrite)
    #expect(session.run("\(command) mini.json5/x") == .cannotWrite)
    #expect(session.run("new-strategy dip-buyer --out b --stepladder nowhere") == .missingInput)
    #expect(
      session.errors
        == "stepladder: nowhere: expected a checkout of Stepladder with its Package.swift, found none\n"
    )
    #expect(
      session.run("new-strategy dip-buyer --out b --stepladder a --url https://h/s.git") == .usage)
    #expect(session.run("new-strategy dip-buyer --out b --url stepladder") == .usage)
    #expect(session.run("new-strategy") == .usage)
    #expect(session.files("a") == before)
    #expect(session.bytes("b/Package.swift") == nil)
  }

  @Test(
    "gets Stepladder by a way that both can be moved with, by a whole path, or by an address",
    arguments: [
      ("/a/stepladder", "/a/dip-buyer", "../stepladder"),
      ("/a/stepladder", "/a/b/dip-buyer", "../../stepladder"),
      ("/a/stepladder", "/a/stepladder/dip-buyer", ".."),
      ("/a/stepladder", "/c/dip-buyer", "/a/stepladder"),
      ("/d/stepladder", "/a/dip-buyer", "/d/stepladder"),
    ])
  func paths(checkout: String, folder: String, expected: String) {
    #expect(StepladderSource(checkout: checkout, from: folder) == .path(expected))
  }

  @Test("names a repository's package by the last name of its address")
  func addresses() throws {
    for address in ["https://example.org/them/stepladder.git", "git@example.org:stepladder"] {
      let session = Session()
      #expect(session.run("new-strategy carry --url \(address)") == .success)
      let manifest = session.text("carry/Package.swift")
      #expect(manifest.contains(".package(url: \"\(address)\", branch: \"main\")"))
      #expect(manifest.contains(".product(name: \"Stepladder\", package: \"stepladder\")"))
    }
  }
}
