package import Units

/// Return over risk of a series of returns, for the length of one of them: nothing is annualised.
package struct ReturnRatios: Sendable, Hashable {
  /// The mean.
  package let mean: Double
  /// The standard deviation, divisor n - 1.
  package let deviation: Double
  /// How many returns there are.
  package let count: Int
  /// Mean over standard deviation; nil where the returns do not vary.
  package let sharpe: Double?
  /// The standard error of the Sharpe ratio for independent normal returns.
  package let sharpeErrorNormal: Double?
  /// The standard error of the Sharpe ratio for independent returns of any shape.
  package let sharpeError: Double?
  /// Mean over downside deviation, the root of the mean squared loss; nil without a loss.
  package let sortino: Double?

  /// With fewer returns than this nothing is said.
  package static let countMin = 10

  /// Sums up; nil for fewer than ``countMin`` returns.
  package init?(_ returns: [Double]) {
    guard returns.count >= Self.countMin, let mean = Statistics.mean(returns),
      let deviation = Statistics.deviation(returns)
    else { return nil }
    self.mean = mean
    self.deviation = deviation
    count = returns.count
    // Equal returns have a deviation of exactly zero only where their mean is one of them.
    let varies = returns.contains { $0 != returns[0] } && deviation > 0
    let sharpe = varies ? mean / deviation : nil
    self.sharpe = sharpe
    let shape = ReturnShape(returns)
    sharpeErrorNormal = sharpe.map { Self.errorNormal($0, count: returns.count) }
    sharpeError = sharpe.flatMap { sharpe in
      shape.map { Self.error(sharpe, $0, count: returns.count) }
    }
    let losses = returns.reduce(0) { $1 < 0 ? $0 + $1 * $1 : $0 }
    sortino = losses > 0 ? mean / (losses / Double(returns.count)).squareRoot() : nil
  }

  /// The root of (1 + SR^2 / 2) / n (Lo 2002, "The statistics of Sharpe ratios").
  package static func errorNormal(_ sharpe: Double, count: Int) -> Double {
    ((1 + sharpe * sharpe / 2) / Double(count)).squareRoot()
  }

  /// The root of (1 - g3 SR + (g4 - 1) / 4 SR^2) / (n - 1), with skewness g3 and kurtosis g4 (Mertens 2002; the form of
  /// Bailey and Lopez de Prado 2012, "The Sharpe ratio efficient frontier").
  ///
  /// With g3 = 0 and g4 = 3 it is Lo's but for the divisor.
  package static func error(_ sharpe: Double, _ shape: ReturnShape, count: Int) -> Double {
    let variance = 1 - shape.skewness * sharpe + (shape.kurtosis - 1) / 4 * sharpe * sharpe
    // Not negative for any sample but for the last digits.
    return (max(variance, 0) / Double(count - 1)).squareRoot()
  }
}

/// The third and fourth moments of a sample about its mean, in units of its deviation with divisor n.
package struct ReturnShape: Sendable, Hashable {
  /// The skewness, m3 / m2^1.5.
  package let skewness: Double
  /// The kurtosis, m4 / m2^2; 3 for a normal law.
  package let kurtosis: Double

  /// States a shape.
  package init(skewness: Double, kurtosis: Double) {
    self.skewness = skewness
    self.kurtosis = kurtosis
  }

  /// The shape of a sample; nil where it does not vary.
  package init?(_ sample: [Double]) {
    guard let centre = Statistics.mean(sample) else { return nil }
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in sample {
      let distance = value - centre
      second += distance * distance
      third += distance * distance * distance
      fourth += distance * distance * distance * distance
    }
    let count = Double(sample.count)
    let variance = second / count
    guard variance > 0 else { return nil }
    skewness = third / count / (variance * variance.squareRoot())
    kurtosis = fourth / count / (variance * variance)
  }
}

/// Returns of an account over stretches of equal length, each a share of the capital that it started with.
///
/// The capital does not change, so that the returns of a run sum to the return of the whole.
package struct ReturnBuckets: Sendable, Hashable {
  /// The length of a stretch in seconds.
  package let seconds: Int
  /// The returns in order; what is left after the last whole stretch is in none.
  package let returns: [Double]

  /// The lengths that are chosen from, in seconds.
  package static let lengths = [1, 10, 60, 600, 3600, 86_400]
  /// A run has at least so many stretches, unless it is shorter than as many seconds.
  package static let countMin = 30

  /// The longest of ``lengths`` of which a run has at least ``countMin``; a second where it has none.
  package static func length(runSeconds: Int) -> Int {
    lengths.last { runSeconds / $0 >= countMin } ?? lengths[0]
  }

  /// Takes the differences of a series over stretches.
  ///
  /// - Parameters:
  ///   - seconds: The length of a stretch.
  ///   - start: The value before the first second.
  ///   - values: The value at the end of each second.
  ///   - capital: What differences are shares of; above zero.
  package init(seconds: Int, start: Double, values: [Double], capital: Double) {
    invariant(seconds >= 1, "a stretch has a length")
    invariant(capital > 0, "returns are shares of some capital")
    self.seconds = seconds
    var returns: [Double] = []
    var last = start
    for end in stride(from: seconds, through: values.count, by: seconds) {
      returns.append((values[end - 1] - last) / capital)
      last = values[end - 1]
    }
    self.returns = returns
  }
}

/// How far and how long an account lay below what it had been worth before.
///
/// Its values are those at the ends of seconds, and the capital before the first of them.
package struct Drawdown: Sendable, Hashable {
  /// The largest fall from a highest value before it; zero where the account never fell.
  package var depth = Money.zero
  /// The highest value from which it fell that far.
  package var peak: Money
  /// How long that fall lasted: from the peak until the value was back there, or to the end.
  package var seconds = 0
  /// For how many seconds the account was worth less than some time before.
  package var secondsUnderWater = 0

  /// Reads a series of equity.
  ///
  /// Of two falls of the same depth the first counts.
  ///
  /// - Parameters:
  ///   - capital: What the account started with.
  ///   - equity: What it was worth at the end of each second.
  package init(capital: Money, equity: [Money]) {
    peak = capital
    var highest = capital
    // The end of the second at which it was worth that, and whether the deepest fall started there.
    var since = 0
    var isDeepest = false
    for (second, value) in equity.enumerated() {
      if value >= highest {
        if isDeepest { seconds = second + 1 - since }
        highest = value
        since = second + 1
        isDeepest = false
        continue
      }
      secondsUnderWater += 1
      if highest - value > depth {
        depth = highest - value
        peak = highest
        isDeepest = true
      }
      if isDeepest { seconds = second + 1 - since }
    }
  }

  /// The depth as a share of the peak; nil where the peak is not above zero.
  package var share: Double? {
    peak > .zero ? Double(depth.atoms) / Double(peak.atoms) : nil
  }
}
