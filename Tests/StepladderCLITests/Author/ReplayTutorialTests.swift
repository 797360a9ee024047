import Foundation
import Stepladder
import StepladderCLI
import Testing

/// The tutorial of replays is followed to the letter.
@Suite("The tutorial from a recorded day to a tear sheet")
struct ReplayTutorialTests {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/Simulation/Simulation.docc/ReplayTutorial.md")

  @Test("gives commands that run, and ends with a strategy that is liquidated")
  func commands() throws {
    var program = StepladderProgram(name: "dip-buyer")
    program.register(DipBuyer.self)
    let session = Session(program: program)
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    var printed = ""
    var count = 0
    for block in text.split(separator: "```").enumerated() where block.offset % 2 == 1 {
      let lines = block.element.split(separator: "\n")
      if lines[0] == "text" {
        #expect(printed.contains(lines.dropFirst().joined(separator: "\n")))
        continue
      }
      for line in lines.dropFirst() {
        let words = Self.words(String(line).replacing("swift run -c release dip-buyer ", with: ""))
        #expect(session.run(words) == .success, "\(line): \(session.errors)")
        printed = session.output
        count += 1
      }
    }
    #expect(count == 5)
    #expect(printed.contains("and was liquidated"))
    let name = try #require(printed.split(separator: "\n").first).dropFirst("report: ".count)
    let report = session.text(String(name))
    #expect(report.contains("The market is a recorded one"))
    #expect(report.contains("| crossed: 0 "))
  }

  /// The words of a line of a shell, of which those in single quotes are one.
  private static func words(_ line: String) -> [String] {
    line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { part in
      part.offset % 2 == 1
        ? [String(part.element)] : part.element.split(separator: " ").map(String.init)
    }
  }
}
