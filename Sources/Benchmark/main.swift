// The speed of the parts, each as an absolute figure, as a ratio to a calibration loop of the same
// run, and with a digest of the work done. One core.

let arguments = Array(CommandLine.arguments.dropFirst())
let usage = """
  usage: stepladder-bench [--json] [--gate]
         stepladder-bench --tape FILE [--fills PREFIX]
         stepladder-bench mutate READER|all COUNT [--from N]
  """
if arguments.contains("--help") {
  print(
    """
    \(usage)

      --json           print the figures as JSON
      --gate           exit with 1 when a ratio is below its floor
      --tape FILE      measure replays of a market tape in ticks of 0.1 and lots of 0.001 instead
      --fills PREFIX   write the fills of each replay to PREFIX-CASE.csv
      mutate           damage a small input of a reader of recorded markets so many times
    """)
} else if arguments.first == "mutate" {
  try MutationCommand.run(Array(arguments.dropFirst()))
} else if arguments.first == "--tape" {
  guard arguments.count == 2 || (arguments.count == 4 && arguments[2] == "--fills") else {
    fail(usage, code: 64)
  }
  try ReplayComparison(
    path: arguments[1], fillsPath: arguments.count == 4 ? arguments[3] : nil
  ).run()
} else {
  let known: Set<String> = ["--json", "--gate"]
  if let unknown = arguments.first(where: { !known.contains($0) }) {
    fail("unknown option \(unknown); \(usage)", code: 64)
  }
  var report = try BenchmarkReport.measure()
  // A neighbour of this machine may be busy for a while, so what fails is measured once more.
  if arguments.contains("--gate"), report.failure != nil { report = try BenchmarkReport.measure() }
  print(arguments.contains("--json") ? report.json : report.table)
  if arguments.contains("--gate"), let failure = report.failure { fail(failure, code: 1) }
}
