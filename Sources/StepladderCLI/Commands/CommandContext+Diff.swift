import Intake
import Liquidation
import Reporting
import Simulation

extension CommandContext {
  /// Says where two reports part.
  func performDiff() throws(InputError) -> ExitCode {
    let left = try manifest(arguments.operands[0])
    let right = try manifest(arguments.operands[1])
    guard let difference = ManifestDifference(between: left, and: right) else {
      try streams.result("the reports are equal: \(left.runs.count) runs, \(left.digest)\n")
      return .success
    }
    try streams.result(difference.message + "\n")
    if let pair = RunPair(left, right) { try streams.result(describe(pair, left, right)) }
    return .mismatch
  }

  private func manifest(_ name: String) throws(InputError) -> Manifest {
    let path = "\(name)/\(Manifest.fileName)"
    let file = try InputFile.readStored(resolved(path))
    do { return try Manifest(reading: file) } catch {
      throw InputError(.badData, file: path, problem: error.message)
    }
  }

  /// Says where two runs part, to the event if they can be run again.
  private func describe(
    _ pair: RunPair, _ left: Manifest, _ right: Manifest
  ) throws(InputError) -> String {
    let names = arguments.operands
    let plans = [
      try plan(of: left, in: names[0], inputs: .optional),
      try plan(of: right, in: names[1], inputs: .optional),
    ]
    for plan in plans
    where [plan.indexFile, plan.lastFile].compactMap(\.self).count < plan.inputs.count {
      return pair.message(pair.seconds)
        + "\ngive --index and --last as for the reports to see the first event\n"
    }
    let seconds = pair.seconds.map { Int64($0.lowerBound)..<Int64($0.upperBound) }
    var traces: [RunTrace] = []
    for (plan, run) in zip(plans, [pair.left, pair.right]) {
      traces.append(try RunTrace(plan: plan, run: run, seconds: seconds))
    }
    // Where the reports keep no digests by second, the runs made again have them.
    let second = zip(traces[0].digests, traces[1].digests).enumerated().first { $1.0 != $1.1 }
    return pair.message(pair.seconds ?? second.map { $0.offset..<$0.offset + 1 }) + "\n"
      + TraceDifference(traces[0], traces[1]).message(names: names)
  }
}
