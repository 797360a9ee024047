import Reporting
import Testing

@Suite("Exact intervals of a probability")
struct BinomialIntervalTests {
  // Clopper and Pearson's 95 % limits as tabulated in textbooks.
  @Test(
    "limits are the tabulated ones",
    arguments: [
      (0, 10, 0.0, 0.3085), (1, 10, 0.0025, 0.4450), (5, 10, 0.1871, 0.8129),
      (4, 20, 0.0573, 0.4366), (10, 10, 0.6915, 1.0),
    ])
  func tabulated(successes: Int, trials: Int, low: Double, high: Double) {
    let interval = BinomialInterval(successes: successes, trials: trials, level: 0.95)
    #expect((interval.low - low).magnitude < 0.00006, "\(interval)")
    #expect((interval.high - high).magnitude < 0.00006, "\(interval)")
  }

  @Test("at each limit the tail beyond what was seen has half of what the level leaves")
  func definition() {
    for trials in [1, 2, 7, 16, 64] {
      for successes in 0...trials {
        let interval = BinomialInterval(successes: successes, trials: trials, level: 0.9)
        if successes > 0 {
          let above = chances(trials, interval.low)[successes...].reduce(0, +)
          #expect((above - 0.05).magnitude < 1e-10, "\(successes) of \(trials)")
        }
        if successes < trials {
          let below = chances(trials, interval.high)[...successes].reduce(0, +)
          #expect((below - 0.05).magnitude < 1e-10, "\(successes) of \(trials)")
        }
      }
    }
  }

  /// The chance of each number of successes, trial by trial.
  private func chances(_ trials: Int, _ probability: Double) -> [Double] {
    var chances = [1.0]
    for _ in 0..<trials {
      var next = [Double](repeating: 0, count: chances.count + 1)
      for (count, chance) in chances.enumerated() {
        next[count] += chance * (1 - probability)
        next[count + 1] += chance * probability
      }
      chances = next
    }
    return chances
  }
}
