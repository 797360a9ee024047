/// The help, written from the table.
package struct HelpText: Sendable {
  /// The name under which the program was built.
  let program: String

  /// The scenario that is compared where nothing is asked for; nil where this help is shown then.
  let standard: String?

  /// Writes the help of a program.
  ///
  /// - Parameters:
  ///   - program: The name under which it was built.
  ///   - standard: The scenario that it compares where nothing is asked for; nil where it shows the help then.
  package init(program: String, standard: String? = nil) {
    self.program = program
    self.standard = standard
  }

  /// What `help` prints.
  package var overview: String {
    var lines = [
      "\(program) compares liquidation paths and rulebooks of venues: the same accounts in the same",
      "market, unwound in different ways.", "",
    ]
    if let standard {
      lines += [
        "  \(program)", "      runs the shipped comparison \(standard) into Reports/\(standard)",
        "",
      ]
    }
    lines.append("Commands:")
    lines += Self.columns(CommandTable.commands.map { ($0.name.rawValue, $0.summary) })
    lines += [
      "",
      "\"\(program) help COMMAND\" explains a command, \"\(program) --version\" names the version.",
      "", "Exit codes:",
    ]
    lines += Self.columns(ExitCode.allCases.map { (String($0.rawValue), $0.meaning) })
    return lines.joined(separator: "\n") + "\n"
  }

  /// What `help COMMAND` prints.
  package func text(of command: CommandSpec) -> String {
    var lines = [command.summary, "", "Examples:"]
    lines += command.examples.map { "  \(program) \($0)" }
    lines.append("")
    lines += Self.wrapped("Usage: \(program) \(command.usage)", width: 96, hanging: "    ")
    for detail in command.details {
      lines.append("")
      lines += Self.wrapped(detail, width: 96, hanging: "")
    }
    if !command.operands.isEmpty {
      lines += ["", "Operands:"]
      lines += Self.columns(command.operands.map { ($0.placeholder, $0.summary) })
    }
    lines += ["", "Options:"]
    lines += Self.columns(
      command.allOptions.map { option in
        (option.short.map { "-\($0), \(option.usage)" } ?? option.usage, option.summary)
      })
    return lines.joined(separator: "\n") + "\n"
  }

  /// Two columns, the second wrapped.
  static func columns(_ rows: [(String, String)]) -> [String] {
    let width = min(rows.map(\.0.count).max() ?? 0, 24)
    return rows.flatMap { left, right in
      let head = "  " + left + String(repeating: " ", count: max(width - left.count, 0)) + "  "
      let hanging = String(repeating: " ", count: width + 4)
      return wrapped(head + right, width: 100, hanging: hanging)
    }
  }

  /// Breaks a text at spaces; continuation lines are indented.
  static func wrapped(_ text: String, width: Int, hanging: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var isFresh = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isFresh && line.count + 1 + word.count > width {
        lines.append(line)
        line = hanging + word
        continue
      }
      line += isFresh ? String(word) : " " + word
      isFresh = false
    }
    return lines + [line]
  }
}
