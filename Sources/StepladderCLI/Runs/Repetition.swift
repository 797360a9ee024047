import Intake
import Simulation
import Units

/// The check that the first seed comes out the same when it runs again.
///
/// It is run again from its beginning with new strategies, its branches in the reverse order. What draws its own
/// random numbers comes out otherwise, and so does what one branch, or a static variable, hands on to the next.
/// It costs one seed more. It finds what changes orders or results on this seed.
struct Repetition {
  /// The first seed's runs.
  let first: [RunResult]
  /// The same runs once more.
  let again: [RunResult]

  /// Says what does not repeat; nil where everything does.
  ///
  /// - Parameters:
  ///   - slots: The scenario's strategies.
  ///   - file: The scenario, as errors name it.
  func flaw(slots: [StrategySlot], file: String) -> InputError? {
    for (left, right) in zip(first, again) where !Self.repeats(left, right) {
      let place = "on path \(left.path) with seed \(left.seed)"
      let second = zip(left.digests, right.digests).enumerated().first { $1.0 != $1.1 }?.offset
      let from = second.map { "; the runs differ from simulated second \($0) on" } ?? ""
      guard let request = Self.firstDifference(left.requests, right.requests) else {
        return InputError(
          .strategyFault, file: file, key: slots.isEmpty ? nil : "strategies",
          problem: "what runs \(place) does not repeat\(from): a strategy, a path or a monitor "
            + "reads something besides its inputs")
      }
      return InputError(
        .strategyFault, file: file, key: "strategies[\(request.strategy)]",
        problem: "strategy \(slots[request.strategy].name) does not repeat: run again \(place) it "
          + "asked for something else at \(TimeText.seconds(request.time)) of simulated time\(from); "
          + "it draws random numbers of its own or shares memory between branches")
    }
    return nil
  }

  /// Whether two runs are the same but for what only the stated order of branches knows.
  private static func repeats(_ left: RunResult, _ right: RunResult) -> Bool {
    var left = left
    left.owners = right.owners
    left.incidence = right.incidence
    left.attribution = right.attribution
    return left == right
  }

  /// The earlier of the first two requests that differ.
  private static func firstDifference(
    _ left: [StrategyRequest], _ right: [StrategyRequest]
  ) -> StrategyRequest? {
    for place in 0..<max(left.count, right.count) {
      let first = place < left.count ? left[place] : nil
      let second = place < right.count ? right[place] : nil
      if first == second { continue }
      guard let first, let second else { return first ?? second }
      return first.time <= second.time ? first : second
    }
    return nil
  }
}

/// A simulated time in words.
enum TimeText {
  /// A time as seconds and nanoseconds.
  static func seconds(_ instant: Instant) -> String {
    let digits = String(instant.nanoseconds % 1_000_000_000)
    let zeros = String(repeating: "0", count: 9 - digits.count)
    return "\(instant.nanoseconds / 1_000_000_000).\(zeros)\(digits) s"
  }
}
