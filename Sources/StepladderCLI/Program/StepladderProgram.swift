import Foundation
import Intake
public import Liquidation
public import Simulation
import Units

/// The command line with a set of strategies and paths.
///
/// A package of its own builds its own program in a few lines:
///
/// ```swift
/// import Stepladder
///
/// var program = StepladderProgram(name: "my-stepladder")
/// program.register(MyStrategy.self)
/// program.run()
/// ```
public struct StepladderProgram: Sendable {
  /// The name in messages and in the help.
  let name: String
  /// What scenarios may ask for.
  var registry = Registry()

  /// Makes a program that knows the built-in paths and no strategy.
  ///
  /// - Parameter name: The name in messages and in the help.
  public init(name: String = "stepladder") { self.name = name }

  /// Adds a strategy, so that scenarios can ask for it by its name.
  public mutating func register<S: Strategy>(_ strategy: S.Type) { registry.register(strategy) }

  /// Adds a liquidation path, so that scenarios and options can ask for it by its name.
  public mutating func register(path: any LiquidationPath) { registry.register(path: path) }

  /// Adds a monitor, which watches every branch of every run.
  ///
  /// What it finds stands in the report, in the section "What monitors found" and in `findings.csv`.
  public mutating func register(monitor: any Monitor) { registry.register(monitor: monitor) }

  /// Runs the program as this process: reads the process's arguments and ends with the exit code.
  ///
  /// An interrupt ends the process at once with code 130; an earlier report stays as it was.
  public func run() -> Never {
    let interruption = Interruption()
    interruption.install()
    let code = run(
      arguments: Array(CommandLine.arguments.dropFirst()), streams: .process(),
      interruption: interruption)
    exit(code.rawValue)
  }

  /// Runs one command line in this process and returns its exit code.
  ///
  /// - Parameter arguments: The words after the program's name.
  public func run(arguments: [String]) -> Int32 {
    run(arguments: arguments, streams: .process()).rawValue
  }

  /// Runs one command line.
  ///
  /// - Parameters:
  ///   - arguments: The words after the program's name.
  ///   - streams: Where results, messages and progress go.
  ///   - workingDirectory: What relative paths are relative to; the process's own where left out.
  ///   - interruption: Guards the moment in which a report is replaced.
  package func run(
    arguments: [String], streams: Streams, workingDirectory: String? = nil,
    interruption: Interruption = Interruption()
  ) -> ExitCode {
    do throws(InputError) {
      return try dispatch(
        arguments, streams: streams, workingDirectory: workingDirectory, interruption: interruption)
    } catch {
      var lines = "\(name): \(error)\n"
      if error.kind == .usage { lines += help(after: arguments) }
      streams.message(lines)
      return ExitCode(error.kind)
    }
  }

  private func dispatch(
    _ arguments: [String], streams: Streams, workingDirectory: String?, interruption: Interruption
  ) throws(InputError) -> ExitCode {
    let standard = registry.standardScenario(program: name)
    let help = HelpText(program: name, standard: standard)
    let words = !arguments.isEmpty ? arguments : standard.map { ["compare", $0] } ?? ["help"]
    if words[0] == "--help" || words[0] == "-h" {
      try streams.result(help.overview)
      return .success
    }
    if words[0] == "--version" {
      try streams.result("\(name) \(ProgramVersion.text)\n")
      return .success
    }
    guard let command = CommandTable.command(words[0]) else { throw unknownCommand(words[0]) }
    let parsed = try ParsedArguments(command: command, words: Array(words.dropFirst()))
    if parsed.has("help") {
      try streams.result(help.text(of: command))
      return .success
    }
    let context = CommandContext(
      program: name, registry: registry, arguments: parsed, streams: streams,
      workingDirectory: workingDirectory, interruption: interruption)
    return try context.perform()
  }

  /// Where what went wrong is explained: the help of the command, where there is one.
  private func help(after arguments: [String]) -> String {
    guard let word = arguments.first, CommandTable.command(word) != nil else {
      return "\"\(name) help\" lists the commands\n"
    }
    return "\"\(name) help \(word)\" explains the command\n"
  }

  private func unknownCommand(_ word: String) -> InputError {
    if word.hasPrefix("-") {
      return InputError(
        .usage, file: "", key: word, problem: "an option stands after its command")
    }
    return InputError(
      .usage, file: "", problem: "no such command: \(InputError.quoted(word))",
      suggestion: Suggestion.nearest(to: word, among: CommandTable.commands.map(\.name.rawValue)))
  }
}
