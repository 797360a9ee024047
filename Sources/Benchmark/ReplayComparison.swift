import Foundation
import Intake
import Market
import Simulation
import Units

/// Measures replays of one tape, as they are to stand beside those of other engines.
struct ReplayComparison {
  /// The tape's file.
  let path: String
  /// Where every fill is written, for a comparison one by one; nowhere where it is nil.
  let fillsPath: String?

  /// Prints the processor time of each case, the median of five runs after one that is not counted.
  func run() throws {
    let file = try TapeFile.open(path)
    let rows = file.tape.rows.count
    print("case                 seconds   million rows/s   fills   digest")
    for (name, levels, queue) in Self.cases {
      let benchmark = try ReplayBenchmark(tape: file.tape, levels: levels, queue: queue)
      var times: [Double] = []
      var result = try benchmark.replay()
      for _ in 0..<5 {
        let before = clock()
        result = try benchmark.replay()
        times.append(Double(clock() - before) / Double(CLOCKS_PER_SEC))
      }
      let median = times.sorted()[2]
      let label = name.padding(toLength: 20, withPad: " ", startingAt: 0)
      print(
        label
          + String(
            format: "%8.4f %16.2f %7d   %016lx", median, Double(rows) / median / 1e6,
            result.strategies[0].trades.count, result.digests.last ?? 0))
      if let fillsPath { try write(result, to: "\(fillsPath)-\(name).csv") }
    }
  }

  /// Nobody trades; the grid of hftbacktest's tutorial; the same with twenty orders a side; a plainer queue.
  private static var cases: [(name: String, levels: Int, queue: QueueModel)] {
    [
      ("watch", 0, .power(exponent: 2)), ("grid-3", 3, .power(exponent: 2)),
      ("grid-20", 20, .power(exponent: 2)), ("grid-3-risk-averse", 3, .riskAverse),
    ]
  }

  /// One row for each fill: the nanoseconds since the first message, 1 for a buy and -1 for a sale, ticks and lots.
  private func write(_ result: RunResult, to path: String) throws {
    var text = "time_ns,side,ticks,lots\n"
    for trade in result.strategies[0].trades {
      text +=
        "\(trade.time.nanoseconds),\(trade.side.sign),\(trade.price.ticks),\(trade.quantity.lots)\n"
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }
}
