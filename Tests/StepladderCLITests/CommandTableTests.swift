import Foundation
import StepladderCLI
import Testing

@Suite struct CommandTableTests {
  @Test func `Every command stands once in the table and every option once in its command`() {
    #expect(CommandTable.commands.map(\.name) == CommandName.allCases)
    for command in CommandTable.commands {
      let names = command.allOptions.map(\.name)
      #expect(Set(names).count == names.count)
      #expect(command.summary.hasSuffix("."))
      for example in command.examples { #expect(example.hasPrefix(command.name.rawValue)) }
    }
  }

  @Test func `Every example of the help is a command line that parses`() throws {
    for command in CommandTable.commands {
      for example in command.examples {
        let words = example.split(separator: " ").dropFirst().map(String.init)
        _ = try ParsedArguments(command: command, words: words)
      }
    }
  }

  @Test func `The help names every command, option, operand and exit code`() {
    let help = HelpText(program: "stepladder")
    for code in ExitCode.allCases { #expect(help.overview.contains("  \(code.rawValue) ")) }
    for command in CommandTable.commands {
      #expect(help.overview.contains("  \(command.name.rawValue) "))
      let text = help.text(of: command)
      for option in command.allOptions { #expect(text.contains(option.usage)) }
      for operand in command.operands { #expect(text.contains(operand.placeholder)) }
      for line in text.split(separator: "\n") { #expect(line.count <= 100) }
    }
  }

  /// Set STEPLADDER_RECORD to write the page anew.
  @Test func `The reference page is the one that the table makes`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = root.appending(path: "Sources/StepladderCLI/StepladderCLI.docc/CommandLine.md")
    if ProcessInfo.processInfo.environment["STEPLADDER_RECORD"] != nil {
      try Data(ReferencePage.text.utf8).write(to: page)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == ReferencePage.text)
  }
}
