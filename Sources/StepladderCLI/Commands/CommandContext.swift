import Foundation
import Intake

/// What every command works with.
struct CommandContext {
  /// The program's name.
  let program: String
  /// What scenarios may ask for.
  let registry: Registry
  /// The command line.
  let arguments: ParsedArguments
  /// Where words go.
  let streams: Streams
  /// What relative paths are relative to; the process's own where nil.
  let workingDirectory: String?
  /// Guards the replacement of a report.
  let interruption: Interruption

  /// Does what the command says.
  func perform() throws(InputError) -> ExitCode {
    switch arguments.command.name {
    case .compare, .run: return try performCompare()
    case .quote: return try performQuote()
    case .verify: return try performVerify()
    case .diff: return try performDiff()
    case .check: return try performCheck()
    case .newStrategy: return try performNewStrategy()
    case .newFeed: return try performNewFeed()
    case .list: return try performList()
    case .import: return try performImport()
    case .help: return try performHelp()
    }
  }

  /// What scenarios may ask for by name.
  var names: ScenarioNames { registry.names(program: program) }

  /// What the command line changes in a scenario.
  var choices: ScenarioChoices {
    ScenarioChoices(
      sets: arguments.all("set"), grids: arguments.all("grid"), variant: arguments["variant"])
  }

  /// Whether remarks and progress are unwanted.
  var isQuiet: Bool { arguments.has("quiet") }

  /// A path of the command line as the process can open it.
  func resolved(_ path: String) -> String {
    guard let workingDirectory, !path.hasPrefix("/") else { return path }
    return workingDirectory + "/" + path
  }

  /// Says something that is neither a result nor an error.
  func remark(_ text: String) {
    if !isQuiet { streams.message("\(program): \(text)\n") }
  }

  /// The number of seeds that run at a time.
  func threads() throws(InputError) -> Int {
    guard let text = arguments["threads"] else {
      return max(ProcessInfo.processInfo.activeProcessorCount, 1)
    }
    guard let count = Int(text), (1...Self.threadsMax).contains(count) else {
      throw InputError(
        .usage, file: "", key: "--threads", expected: "a whole number from 1 to \(Self.threadsMax)",
        found: InputError.quoted(text))
    }
    return count
  }

  private static let threadsMax = 1024

  /// Reads the file that a scenario takes its market from, where one was given.
  func marketFile(of loaded: LoadedScenario) throws(InputError) -> InputFile? {
    let option = loaded.indexInput.option
    let options = [option, loaded.indexInput.secondOption]
    for other in ["index", "tape", "last", "latency"]
    where !options.contains(other) && arguments.has(other) {
      throw InputError(
        .usage, file: loaded.file, key: "--\(other)",
        expected: loaded.indexInput == .tape
          ? "--tape and --latency, because the scenario replays a market"
          : "no --\(other), because the scenario replays no market",
        found: "--\(other)")
    }
    return try inputFile(option)
  }

  /// Reads the second file that a scenario may take, where one was given.
  func secondFile(of loaded: LoadedScenario) throws(InputError) -> InputFile? {
    try inputFile(loaded.indexInput.secondOption)
  }

  /// Reads the file that an option names, where it was given.
  func inputFile(_ option: String) throws(InputError) -> InputFile? {
    guard let path = arguments[option] else { return nil }
    return try InputFile.read(resolved(path))
  }
}
