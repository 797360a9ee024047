import Kernel
import Reporting
import Testing

// Expected values: the `statistics` module of Python 3 and, for moments, sums written out in it.
@Suite("Statistics")
struct StatisticsTests {
  private let sample = [2.0, 3.5, 1.0, 8.0, 4.0, 4.0, -1.5, 6.25]
  private let counts = [0.0, 3, 1, 0, 7, 2, 2, 1]

  private func expectNear(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-12) {
    #expect(
      value.map { ($0 - expected).magnitude <= tolerance } == true, "\(String(describing: value))")
  }

  @Test("a sample has a mean, a deviation and quantiles by linear interpolation")
  func moments() {
    expectNear(Statistics.mean(sample), 3.40625)
    expectNear(Statistics.deviation(sample), 2.9699010926291805)
    expectNear(Statistics.median(sample), 3.75)
    expectNear(Statistics.median([3, 1, 2]), 2)
    expectNear(Statistics.quantile(sample, 0.1), 0.25)
    expectNear(Statistics.quantile(sample, 0.9), 6.775)
    expectNear(Statistics.quantile(sample, 0), -1.5)
    expectNear(Statistics.quantile(sample, 1), 8)
  }

  @Test("what a sample is too small or too flat for does not exist")
  func absent() {
    #expect(Statistics.mean([]) == nil)
    #expect(Statistics.deviation([1]) == nil)
    #expect(Statistics.median([]) == nil)
    #expect(Statistics.excessKurtosis([2, 2, 2]) == nil)
    #expect(Statistics.autocorrelation([1, 2], lag: 2) == nil)
    #expect(Statistics.autocorrelation([5, 5, 5], lag: 1) == nil)
    #expect(Statistics.fanoFactor([0, 0, 0]) == nil)
    #expect(Statistics.coefficientOfVariation([-1, 1]) == nil)
    #expect(Statistics.hillTailExponent([1, 2, 3]) == nil)
    #expect(Statistics.gini([0, 0]) == nil)
    #expect(Statistics.gini([-1, 2]) == nil)
    #expect(Statistics.correlation([1, 1], [1, 2]) == nil)
  }

  @Test("shape and memory of a sample match the written-out sums")
  func shape() {
    expectNear(Statistics.excessKurtosis(sample), -0.6331642415714045)
    expectNear(Statistics.autocorrelation(sample, lag: 1), -0.4080887004934835)
    expectNear(Statistics.autocorrelation(sample, lag: 3), -0.46455459951916994)
    expectNear(Statistics.correlation(sample, [1, 2.5, 2, 5, 4.5, 3, 0, 7]), 0.872403418577098)
    expectNear(Statistics.fanoFactor(counts), 2.5714285714285716)
    expectNear(Statistics.coefficientOfVariation(counts), 1.1338934190276817)
  }

  @Test("the top twentieth of a Pareto sample shows its tail exponent")
  func hill() {
    let pareto = (0..<1000).map { Elementary.pow(1 - (Double($0) + 0.5) / 1000, -1 / 1.5) }
    expectNear(Statistics.hillTailExponent(pareto.reversed()), 1.4954604918039922, within: 1e-10)
  }

  // Published: validation entry fair.inequality.
  @Test("the Gini coefficient is that of the published example")
  func gini() {
    expectNear(Statistics.gini([10, 3, 0, 2, 4, 1]), 0.5)
    expectNear(Statistics.gini([1, 2, 3, 4, 10]), 0.4)
    expectNear(Statistics.gini([7, 7, 7]), 0)
  }
}
