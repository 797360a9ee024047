import Kernel
import Reporting
import Testing

@Suite("Returns of a strategy and their ratios")
struct ReturnRatiosTests {
  private static let returns = [
    0.01, -0.02, 0.03, 0.00, 0.015, -0.005, 0.02, -0.01, 0.005, 0.01,
  ]

  private func isNear(_ value: Double?, _ expected: Double, within error: Double = 1e-12) -> Bool {
    value.map { ($0 - expected).magnitude <= error } ?? false
  }

  // Worked out by hand and with another program's mean and standard deviation.
  @Test("Sharpe, its standard errors and Sortino of ten returns")
  func ratios() throws {
    let ratios = try #require(ReturnRatios(Self.returns))
    #expect(ratios.count == 10)
    #expect(isNear(ratios.mean, 0.0055))
    #expect(isNear(ratios.deviation, 0.014804278660801636))
    #expect(isNear(ratios.sharpe, 0.37151421734331097))
    #expect(isNear(ratios.sharpeErrorNormal, 0.32695739888311237))
    #expect(isNear(ratios.sharpeError, 0.3470446057577567))
    #expect(isNear(ratios.sortino, 0.7590721152765895))
  }

  // Bailey and Lopez de Prado 2014, "The deflated Sharpe ratio": an annual ratio of 2.5 over 1,250 days, skewness -3,
  // kurtosis 10, against 0.1132 a day, gives a probability of 0.9004.
  @Test("the standard error for skewed returns gives the published deflated Sharpe ratio")
  func deflated() {
    let sharpe = 2.5 / 250.0.squareRoot()
    let error = ReturnRatios.error(
      sharpe, ReturnShape(skewness: -3, kurtosis: 10), count: 1250)
    let deflated = Elementary.normalCDF((sharpe - 0.113172001865) / error)
    #expect(isNear(deflated, 0.9004, within: 0.00005))
  }

  // Lo 2002, table of standard errors of the estimator for independent normal returns.
  @Test(
    "the standard error for normal returns is the published one",
    arguments: [
      (0.5, 12, 0.306), (1.0, 12, 0.354), (1.5, 12, 0.421), (0.5, 24, 0.217), (3.0, 500, 0.105),
    ])
  func normal(row: (sharpe: Double, count: Int, error: Double)) {
    #expect(
      isNear(ReturnRatios.errorNormal(row.sharpe, count: row.count), row.error, within: 0.0005))
  }

  @Test("returns of normal shape have Lo's error but for the divisor")
  func agree() {
    let shape = ReturnShape(skewness: 0, kurtosis: 3)
    #expect(
      isNear(
        ReturnRatios.error(0.8, shape, count: 101), ReturnRatios.errorNormal(0.8, count: 100)))
  }

  @Test("where returns do not vary or are few there is no ratio")
  func absent() throws {
    #expect(ReturnRatios(Array(repeating: 0.01, count: 9)) == nil)
    let flat = try #require(ReturnRatios(Array(repeating: 0.1, count: 10)))
    #expect(flat.sharpe == nil && flat.sharpeError == nil && flat.sharpeErrorNormal == nil)
    #expect(flat.sortino == nil)
    let idle = try #require(ReturnRatios(Array(repeating: 0, count: 30)))
    #expect(idle.sharpe == nil && idle.sortino == nil)
  }

  @Test(
    "a return spans the longest stretch of which a run has thirty",
    arguments: [
      (20, 1), (60, 1), (299, 1), (300, 10), (900, 10), (1800, 60), (86_400, 600),
      (30 * 86_400, 86_400),
    ])
  func length(row: (run: Int, bucket: Int)) {
    #expect(ReturnBuckets.length(runSeconds: row.run) == row.bucket)
  }

  @Test("returns are changes over the capital, and what is left at the end is in none")
  func buckets() {
    let buckets = ReturnBuckets(
      seconds: 2, start: 100, values: [101, 102, 99, 100, 500], capital: 100)
    #expect(buckets.returns == [0.02, -0.02])
  }
}
