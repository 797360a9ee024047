import Intake
import Liquidation
import Reporting
import Simulation
import Units

extension CommandContext {
  /// The event log that the command line asks for, its file opened; nil where it asks for none.
  ///
  /// What is wrong with it is told before anything runs.
  func eventLog(of whole: ComparisonPlan) throws(InputError) -> LoggedRun? {
    guard let name = arguments["log"] else {
      for option in ["log-from", "log-until"] where arguments.has(option) {
        throw InputError(.usage, file: "", key: "--\(option)", problem: "needs --log FILE")
      }
      return nil
    }
    let plan = whole.loaded.variants.first.map { whole.plan(of: $0, isFirst: true) } ?? whole
    invariant(
      plan.seeds.count == 1 && plan.paths.count <= 1 && plan.rulebooks.isEmpty,
      "a log is of one seed along one path")
    let window = try logWindow(length: plan.loaded.scenario.length)
    let roles = Roster(scenario: plan.loaded.scenario).roles
    let table = EventLogTable(instrument: plan.loaded.scenario.instrument, roles: roles)
    let file = try writingFile { () throws(StreamedFileError) in
      try EventLogFile(path: resolved(name), table: table)
    }
    return LoggedRun(plan: plan, window: window, file: file, name: name)
  }

  /// Runs the logged run, and puts its file in its place.
  func write(_ log: LoggedRun) throws(InputError) {
    try log.run()
    let count = try interruption.whole {
      Result { () throws(InputError) in
        try writingFile { () throws(StreamedFileError) in try log.file.finish() }
      }
    }.get()
    remark("wrote \(log.name): \(count) events")
  }

  /// The simulated time that is logged.
  private func logWindow(length: Interval) throws(InputError) -> Range<Instant> {
    let from = try time("log-from", in: .zero...length) ?? .zero
    let until = try time("log-until", in: .zero...length) ?? length
    guard from < until else {
      let key = arguments.has("log-from") ? "--log-from" : "--log-until"
      throw InputError(
        .usage, file: "", key: key,
        problem: "the log would be empty: it goes from --log-from to --log-until, within the "
          + "scenario's \(ValueReader.intervalText(length))")
    }
    return (.zero + from)..<(.zero + until)
  }

  /// A time of the command line.
  func time(
    _ option: String, in range: ClosedRange<Interval>
  ) throws(InputError) -> Interval? {
    guard let text = arguments[option] else { return nil }
    let value = ValueReader(
      root: JSON5Value(.text(text), at: TextPosition(line: 1, column: 1)), file: "")
    do { return try value.interval(in: range) } catch {
      throw InputError(
        .usage, file: "", key: "--\(option)", expected: error.expected, found: error.found)
    }
  }

  /// Tells a refusal of the file as bad input.
  func writingFile<Result>(
    _ body: () throws(StreamedFileError) -> Result
  ) throws(InputError) -> Result {
    do { return try body() } catch {
      let kind: InputError.Kind =
        if case .system(let failure) = error, failure.attempt == .write {
          .inputOutput
        } else {
          .cannotWrite
        }
      throw InputError(kind, file: "", problem: error.message)
    }
  }
}
