import Foundation

/// All figures of one run of the benchmark.
struct BenchmarkReport {
  private let calibration: Measurement
  private let figures: [Measurement]

  /// The least ratio to the calibration loop that each figure must reach.
  ///
  /// The loop does 640 million steps a second on an idle core of a 2.6 GHz EPYC; there these ratios stand
  /// for 16 and 19 million events, 13 million operations and 2.7 million messages a second.
  private static let floors: [(name: String, ratio: Double)] = [
    ("queue-hold", 0.025), ("queue-burst", 0.03), ("matching", 0.02), ("simulation", 0.0042),
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
      ])
  }

  private func ratio(_ figure: Measurement) -> Double { figure.rate / calibration.rate }

  /// The cost of an event of a burst over that of an event of the hold model.
  private var burstCost: Double {
    guard let hold = figures.first(where: { $0.name == "queue-hold" }),
      let burst = figures.first(where: { $0.name == "queue-burst" })
    else { return 0 }
    return hold.rate / burst.rate
  }

  /// The first ratio that is below its floor, in words.
  var failure: String? {
    for floor in Self.floors {
      guard let figure = figures.first(where: { $0.name == floor.name }) else { continue }
      if ratio(figure) < floor.ratio {
        return "\(figure.name): ratio \(text(ratio(figure), 5)) is below \(text(floor.ratio, 5))"
      }
    }
    return burstCost > 2 ? "an event of a burst costs \(text(burstCost, 2)) of a single one" : nil
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
    return "{ \"burst_cost\": \(text(burstCost, 3)), \"figures\": [\n"
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
