import Foundation

/// All figures of one run of the benchmark.
struct BenchmarkReport {
  private let calibration: Measurement
  private let figures: [Measurement]

  /// The least ratio to the calibration loop that each figure must reach: half of what an idle machine gives.
  ///
  /// The loop needs no memory and every figure does, so a neighbour that fills the caches lowers the ratios: by a
  /// third has been seen.
  /// The loop does 640 million steps a second on an idle core of a 2.6 GHz EPYC; there these ratios stand
  /// for 12 and 17 million events, 8 million operations and 1.7 million messages a second; for 1.0 s of
  /// work on a hundred thousand accounts in seven minutes of a crash, and 2.0 s on a million in a quiet minute.
  private static let floors: [(name: String, ratio: Double)] = [
    ("queue-hold", 0.018), ("queue-burst", 0.027), ("matching", 0.0125), ("simulation", 0.0027),
    ("crowd-crash", 0.065), ("crowd-quiet", 0.047),
  ]

  /// Runs every benchmark.
  static func measure() throws -> BenchmarkReport {
    let calibration = Measurement.best("calibration", unit: "steps", of: Calibration.run)
    let simulation = try SimulationBenchmark()
    var matching = try MatchingBenchmark(seed: 1)
    return BenchmarkReport(
      calibration: calibration,
      figures: [
        Measurement.best("queue-hold", unit: "events", of: QueueBenchmark.hold),
        Measurement.best("queue-burst", unit: "events", of: QueueBenchmark.burst),
        try Measurement.best("matching", unit: "operations") {
          matching = try MatchingBenchmark(seed: 1)
          let work = matching.run(operations: 4_000_000)
          return (work.operations, work.digest)
        },
        Measurement.best("simulation", unit: "messages", of: simulation.run),
        try Measurement.best(
          "crowd-tenth", unit: Self.crowdUnit, of: CrowdBenchmark.crash(accounts: 10_000).run),
        try Measurement.best(
          "crowd-crash", unit: Self.crowdUnit, of: CrowdBenchmark.crash(accounts: 100_000).run),
        try Measurement.best(
          "crowd-quiet", unit: Self.crowdUnit, of: CrowdBenchmark.quiet(accounts: 1_000_000).run),
        try Measurement.best(
          "replay", unit: "rows", of: ReplayBenchmark.example(levels: 0).run),
        try Measurement.best(
          "replay-grid", unit: "rows", of: ReplayBenchmark.example(levels: 3).run),
      ])
  }

  private static var crowdUnit: String { "seconds of an account" }

  private func ratio(_ figure: Measurement) -> Double { figure.rate / calibration.rate }

  /// The cost of an event of a burst over that of an event of the hold model.
  private var burstCost: Double { cost(of: "queue-burst", over: "queue-hold") }

  /// The cost of an account among a hundred thousand in a crash over that of one among ten thousand.
  private var crowdCost: Double { cost(of: "crowd-crash", over: "crowd-tenth") }

  /// The cost of a unit of one figure over that of a unit of another.
  private func cost(of name: String, over other: String) -> Double {
    guard let figure = figures.first(where: { $0.name == name }),
      let base = figures.first(where: { $0.name == other })
    else { return 0 }
    return base.rate / figure.rate
  }

  /// The first ratio that is below its floor, in words.
  var failure: String? {
    for floor in Self.floors {
      guard let figure = figures.first(where: { $0.name == floor.name }) else { continue }
      if ratio(figure) < floor.ratio {
        return "\(figure.name): ratio \(text(ratio(figure), 5)) is below \(text(floor.ratio, 5))"
      }
    }
    if burstCost > 2 { return "an event of a burst costs \(text(burstCost, 2)) of a single one" }
    // Less than 1 as long as the market itself is a part of the work; 10 where each looks at all.
    return crowdCost > 1.5
      ? "an account among ten times as many costs \(text(crowdCost, 2)) times as much" : nil
  }

  /// The figures as a table for people.
  var table: String {
    var lines = ["figure        million/s   ratio     digest"]
    for figure in [calibration] + figures {
      let name = figure.name.padding(toLength: 14, withPad: " ", startingAt: 0)
      let rate = text(figure.rate / 1e6, 2).leftPadded(to: 8)
      lines.append(
        "\(name)\(rate)   \(text(ratio(figure), 5))   \(String(figure.digest, radix: 16)) (\(figure.unit))"
      )
    }
    lines.append("an event of a burst costs \(text(burstCost, 2)) times an event of the hold model")
    lines.append(
      "an account of a crash costs \(text(crowdCost, 2)) times one among a tenth as many")
    return lines.joined(separator: "\n")
  }

  /// The figures as JSON.
  var json: String {
    let rows = ([calibration] + figures).map { figure in
      """
        { "name": "\(figure.name)", "unit": "\(figure.unit)", "count": \(figure.count), \
      "per_second": \(text(figure.rate, 0)), "ratio": \(text(ratio(figure), 6)), \
      "digest": "\(String(figure.digest, radix: 16))" }
      """
    }
    return
      "{ \"burst_cost\": \(text(burstCost, 3)), \"crowd_cost\": \(text(crowdCost, 3)), \"figures\": [\n"
      + rows.joined(separator: ",\n") + "\n] }"
  }

  private func text(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }
}

extension String {
  /// The text with blanks before it.
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(width - count, 0)) + self
  }
}

/// Prints a line on standard error and ends the program.
func fail(_ message: String, code: Int32) -> Never {
  FileHandle.standardError.write(Data("stepladder-bench: \(message)\n".utf8))
  exit(code)
}
