import StepladderCLI

/// The reference page of the command line, written from the table.
enum ReferencePage {
  /// The page as Markdown.
  static var text: String {
    var lines = [
      "# Command line", "",
      "Every command, option and exit code of the program.", "",
      "## Overview", "",
      "Without arguments the program runs the shipped comparison `flash-crash` and writes its report to",
      "`Reports/flash-crash` in the working directory. Results go to standard output, errors and remarks to",
      "standard error, progress only to a terminal. This page is generated from the table that also drives the",
      "parser and the help.",
    ]
    for command in CommandTable.commands { lines += section(command) }
    lines += ["", "## Exit codes", "", "| Code | Meaning |", "| ---: | --- |"]
    lines += ExitCode.allCases.map { "| \($0.rawValue) | \($0.meaning) |" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ command: CommandSpec) -> [String] {
    var lines = ["", "## \(command.name.rawValue)", "", command.summary, ""]
    lines += ["```", "stepladder \(command.usage)", "```"]
    for detail in command.details { lines += ["", detail] }
    lines += ["", "| Argument | Meaning |", "| --- | --- |"]
    for operand in command.operands {
      lines.append("| `\(escaped(operand.placeholder))` | \(operand.summary) |")
    }
    for option in command.allOptions { lines.append("| `\(option.usage)` | \(option.summary) |") }
    lines += ["", "```"] + command.examples.map { "stepladder \($0)" } + ["```"]
    return lines
  }

  /// A bar would end the cell of a Markdown table.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
