import Foundation
import StepladderCLI
import Testing

@Suite("The tables of the README")
struct ReadmeTests {
  private func readme() throws -> String {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
  }

  @Test("name every command as the program does")
  func commands() throws {
    var lines = ["| Command | What it does |", "| --- | --- |"]
    for command in CommandTable.commands {
      let operands = command.operands.map {
        " " + ($0.isOptional ? "[\($0.placeholder)]" : $0.placeholder)
      }
      let usage = (command.name.rawValue + operands.joined())
        .replacingOccurrences(of: "|", with: "\\|")
      lines.append("| `\(usage)` | \(command.summary) |")
    }
    let table = lines.joined(separator: "\n") + "\n"
    #expect(try readme().contains(table), "the table should read:\n\(table)")
  }

  @Test("name every exit code as the program does")
  func exitCodes() throws {
    var lines = ["| Code | Meaning |", "| ---: | --- |"]
    lines += ExitCode.allCases.map { "| \($0.rawValue) | \($0.meaning) |" }
    let table = lines.joined(separator: "\n") + "\n"
    #expect(try readme().contains(table), "the table should read:\n\(table)")
  }
}
