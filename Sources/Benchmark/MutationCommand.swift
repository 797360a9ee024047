import Foundation
import Intake

/// `mutate READER COUNT [--from N]`: damaged input for one reader, or for all.
enum MutationCommand {
  /// How it is called.
  static let usage = "usage: stepladder-bench mutate READER|all COUNT [--from N]"

  /// Runs it.
  ///
  /// - Parameter words: What stands after `mutate`.
  static func run(_ words: [String]) throws(InputError) {
    let samples = try ReaderSample.all()
    let names = samples.map(\.name)
    guard words.count == 2 || (words.count == 4 && words[2] == "--from"), let count = Int(words[1]),
      count > 0, let first = words.count == 4 ? Int(words[3]) : 0, first >= 0,
      words[0] == "all" || names.contains(words[0])
    else { fail("\(usage)\nreaders: \(names.joined(separator: ", "))", code: 64) }
    for sample in samples where words[0] == "all" || words[0] == sample.name {
      let run = MutationRun(sample: sample, first: first, count: count)
      let outcome = run.outcome { number in
        FileHandle.standardError.write(Data("\r\(sample.name) \(number)".utf8))
      }
      FileHandle.standardError.write(Data("\r".utf8))
      print(run.report(outcome))
      if outcome.slowest.duration > .seconds(1) {
        fail("\(sample.name): input \(outcome.slowest.number) takes too long", code: 1)
      }
    }
  }
}
