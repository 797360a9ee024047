import Intake

extension CommandContext {
  /// Explains the program or one command.
  func performHelp() throws(InputError) -> ExitCode {
    let help = HelpText(program: program, standard: registry.standardScenario(program: program))
    guard let name = arguments.operands.first else {
      try streams.result(help.overview)
      return .success
    }
    guard let command = CommandTable.command(name) else {
      throw InputError(
        .usage, file: "", problem: "no such command: \(InputError.quoted(name))",
        suggestion: Suggestion.nearest(to: name, among: CommandTable.commands.map(\.name.rawValue)))
    }
    try streams.result(help.text(of: command))
    return .success
  }
}
