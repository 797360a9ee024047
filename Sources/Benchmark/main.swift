// The speed of the parts, each as an absolute figure, as a ratio to a calibration loop of the same
// run, and with a digest of the work done. One core.

let arguments = CommandLine.arguments.dropFirst()
let known: Set<String> = ["--json", "--gate", "--help"]
if let unknown = arguments.first(where: { !known.contains($0) }) {
  fail("unknown option \(unknown); usage: stepladder-bench [--json] [--gate]", code: 64)
}
if arguments.contains("--help") {
  print(
    """
    usage: stepladder-bench [--json] [--gate]

      --json   print the figures as JSON
      --gate   exit with 1 when a ratio is below its floor
    """)
} else {
  var report = try BenchmarkReport.measure()
  // A neighbour of this machine may be busy for a while, so what fails is measured once more.
  if arguments.contains("--gate"), report.failure != nil { report = try BenchmarkReport.measure() }
  print(arguments.contains("--json") ? report.json : report.table)
  if arguments.contains("--gate"), let failure = report.failure { fail(failure, code: 1) }
}
