/// The mean of independent replications, with its standard error.
///
/// `agrees` is the one test of every simulated table: within four standard errors.
struct Evidence {
  private(set) var count = 0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  var mean: Double { sum / Double(count) }

  var standardError: Double {
    let n = Double(count)
    return ((squares - sum * sum / n) / (n - 1) / n).squareRoot()
  }

  /// How many standard errors the mean is from an expected value.
  func distance(from expected: Double) -> Double { abs(mean - expected) / standardError }

  func agrees(with expected: Double) -> Bool { distance(from: expected) <= 4 }
}
