import Foundation
import Simulation
import Stepladder
import StepladderCLI
import Testing

/// The tutorial is followed to the letter: its code is the code beside this file, and its commands are run.
@Suite("The tutorial for authors of strategies")
struct TutorialTests {
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  private static let page = "Sources/Simulation/Simulation.docc/StrategyTutorial.md"

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: Self.checkout + "/" + path, encoding: .utf8)
  }

  /// A piece of code of a page.
  private struct Block {
    /// What it is written in.
    var language: String
    var text: String
  }

  /// The code of a page in order.
  private func blocks(_ page: String) -> [Block] {
    var blocks: [Block] = []
    var open: Block?
    for text in page.split(separator: "\n", omittingEmptySubsequences: false) {
      // A block of a list is indented by two spaces.
      let line = text.hasPrefix("  ```") || text.hasPrefix("  swift run") ? text.dropFirst(2) : text
      guard line.hasPrefix("```") else {
        open?.text += line + "\n"
        continue
      }
      if let block = open {
        blocks.append(block)
        open = nil
      } else {
        open = Block(language: String(line.dropFirst(3)), text: "")
      }
    }
    return blocks
  }

  /// The package as the tutorial leaves it, and its program.
  private func session() throws -> Session {
    var program = StepladderProgram(name: "dip-buyer")
    program.register(DipBuyer.self)
    program.register(DipHolder.self)
    let session = Session(program: program)
    #expect(session.run("new-strategy dip-buyer --stepladder \(Self.checkout)") == .success)
    session.write("dip-buyer.json5", session.text("dip-buyer/dip-buyer.json5"))
    let slot = try #require(blocks(text(Self.page)).first { $0.language == "json5" }).text
    #expect(
      session.replace("strategies: [\n", with: "strategies: [\n" + slot, in: "dip-buyer.json5"))
    return session
  }

  @Test("shows the strategies that are compiled here, as the README does")
  func code() throws {
    let page = try text(Self.page)
    for name in ["DipBuyer", "DipHolder"] {
      let code = try text("Tests/StepladderCLITests/Author/\(name).swift")
      #expect(page.contains("```swift\n\(code)```\n"))
    }
    let code = try text("Tests/StepladderCLITests/Author/DipBuyer.swift")
    #expect(try text("README.md").contains("```swift\n\(code)```\n"))
  }

  @Test("ends with strategies that trade and keep the contract")
  func contract() {
    #expect(StrategyContract.findings(of: DipBuyer.self, parameters: .init()).isEmpty)
    #expect(StrategyContract.findings(of: DipHolder.self, parameters: .init()).isEmpty)
  }

  @Test("gives commands that run, and shows what they print")
  func commands() throws {
    let session = try session()
    var count = 0
    var printed = ""
    for block in blocks(try text(Self.page)) {
      if block.language == "text" {
        #expect(printed.contains(block.text))
        continue
      }
      guard block.language == "sh" else { continue }
      for line in block.text.split(separator: "\n") {
        guard let words = Self.words(line) else { continue }
        count += 1
        // One seed instead of eight, and a shipped scenario is read alone: the test is to be short.
        let isOwn = words.contains("dip-buyer.json5")
        let code = session.run(
          words[0] != "compare"
            ? words : isOwn ? words + ["--seeds", "1"] : ["check"] + words.dropFirst())
        printed = session.output + session.errors
        let isMistake = printed.hasPrefix("dip-buyer: --set")
        #expect(code == (isMistake ? .usage : .success), "\(line): \(session.errors)")
      }
    }
    #expect(count >= 5)
    // What it says of the report is there; nothing was refused, so nothing is told of it.
    let files = Set(session.files("Reports/dip-buyer-seed-1").keys)
    let named = try text(Self.page).matches(of: /`([a-z-]+\.csv)`/).map { String($0.output.1) }
    #expect(named.count >= 4)
    for name in named { #expect(files.contains(name) == (name != "rejections.csv"), "\(name)") }
    #expect(session.text("Reports/dip-buyer-seed-1/report.md").contains("## Strategies\n"))
  }

  @Test("is beside a guide whose messages are those of the program, and that names every callback")
  func guide() throws {
    let guide = try text("Sources/Simulation/Simulation.docc/WritingAStrategy.md")
    let session = try session()
    for parameters in ["lotz: 1", "lots: 2.5", "lots: 0"] {
      session.write(
        "a.json5",
        session.text("dip-buyer/dip-buyer.json5").replacing(
          "fallBasisPoints: 100, lots: 1000", with: parameters))
      #expect(session.run("check a.json5") == .badData)
      let message = session.errors.dropFirst("dip-buyer: ".count).dropLast()
      // The guide does not say in which scenario the line is.
      #expect(guide.contains("`\(message.replacing(/:[0-9]+:/, with: ":12:"))`"), "\(message)")
    }
    let callbacks = try text("Sources/Simulation/Strategy/Strategy.swift").matches(
      of: /mutating func ([a-z][A-Za-z]*)\(/)
    #expect(callbacks.count >= 9)
    for callback in callbacks { #expect(guide.contains("``Strategy/\(callback.output.1)(")) }
  }

  /// The words of a command for the package's program; nothing where it is for another one.
  private static func words(_ line: Substring) -> [String]? {
    let start = "swift run -c release dip-buyer "
    guard line.hasPrefix(start) else { return nil }
    return line.dropFirst(start.count).split(separator: " ").map {
      String($0).replacing("'", with: "")
    }
  }
}
