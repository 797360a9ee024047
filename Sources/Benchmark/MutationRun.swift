import Intake

/// Gives damaged input to a reader many times: every one must be read or refused in a line that names the file.
///
/// A crash ends the process; `--from` repeats what led to it.
struct MutationRun {
  /// The reader.
  let sample: ReaderSample
  /// The first number of damaged inputs; each has a seed of its own.
  let first: Int
  /// How many inputs.
  let count: Int

  /// What came of the inputs.
  struct Outcome {
    var readCount = 0
    var refusedCount = 0
    /// Refusals that name no line, by their words.
    var withoutLine: [String: Int] = [:]
    var slowest = (number: 0, duration: Duration.zero)
  }

  /// Reads them all.
  ///
  /// - Parameter progress: Is told the number of the next input, now and then.
  func outcome(progress: (Int) -> Void) -> Outcome {
    var outcome = Outcome()
    for number in first..<first + count {
      if number % 1000 == 0 { progress(number) }
      let files = damaged(number)
      let start = ContinuousClock.now
      do throws(InputError) {
        try sample.read(files)
        outcome.readCount += 1
      } catch {
        outcome.refusedCount += 1
        if error.line == nil { outcome.withoutLine[Self.words(of: error), default: 0] += 1 }
      }
      var duration = ContinuousClock.now - start
      // The machine may have stood still.
      if duration > .milliseconds(100) { duration = min(duration, again(files)) }
      if duration > outcome.slowest.duration { outcome.slowest = (number, duration) }
    }
    return outcome
  }

  /// The files of a number, one of them damaged.
  private func damaged(_ number: Int) -> [ReaderSample.File] {
    var mutation = Mutation(seed: UInt64(number))
    var files = sample.files
    let place = mutation.below(files.count)
    mutation.damage(&files[place].bytes)
    return files
  }

  /// How long files take another time.
  private func again(_ files: [ReaderSample.File]) -> Duration {
    ContinuousClock().measure { try? sample.read(files) }
  }

  /// A refusal without what differs from input to input.
  private static func words(of error: InputError) -> String {
    error.problem ?? error.expected.map { "expected \($0)" } ?? "\(error)"
  }

  /// The outcome in words.
  func report(_ outcome: Outcome) -> String {
    var lines = [
      "\(sample.name): \(count) inputs, \(outcome.readCount) read, \(outcome.refusedCount) refused, slowest "
        + "\(outcome.slowest.duration) (input \(outcome.slowest.number))"
    ]
    lines += outcome.withoutLine.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).map {
      "  \($0.value) of the file as a whole: \($0.key)"
    }
    return lines.joined(separator: "\n")
  }
}
