import Market
import Reporting
import Testing
import Units

@Suite("Returns against those of a benchmark")
struct BenchmarkFitTests {
  private static let returns = [
    0.01, -0.02, 0.03, 0.00, 0.015, -0.005, 0.02, -0.01, 0.005, 0.01,
  ]
  private static let index = [0.02, -0.01, 0.02, 0.01, 0.01, -0.01, 0.01, -0.02, 0.00, 0.01]

  private func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { ($0 - expected).magnitude <= 1e-12 } ?? false
  }

  // Least squares worked out with another program.
  @Test("beta, alpha and tracking error of ten returns")
  func fit() throws {
    let fit = try #require(BenchmarkFit(Self.returns, benchmark: Self.index))
    #expect(isNear(fit.beta, 0.9024390243902439))
    #expect(isNear(fit.alpha, 0.001890243902439024))
    #expect(isNear(fit.trackingError, 0.0085146931829632))
  }

  @Test("whoever holds twice the index has a beta of two and no alpha")
  func twice() throws {
    let fit = try #require(BenchmarkFit(Self.index.map { 2 * $0 }, benchmark: Self.index))
    #expect(isNear(fit.beta, 2) && isNear(fit.alpha, 0))
  }

  @Test("whoever does what the benchmark does has a beta of one and nothing above it")
  func same() throws {
    let fit = try #require(BenchmarkFit(Self.returns, benchmark: Self.returns))
    #expect(fit.beta == 1 && fit.alpha == 0 && fit.trackingError == 0)
  }

  // The deviation of the returns themselves, worked out with another program.
  @Test("a benchmark that stands still explains nothing, and the difference to it is the return")
  func still() throws {
    let still = Array(repeating: 0.0, count: 10)
    let fit = try #require(BenchmarkFit(Self.returns, benchmark: still))
    #expect(fit.beta == nil && fit.alpha == nil)
    #expect(isNear(fit.trackingError, 0.014804278660801636))
    let equal = try #require(BenchmarkFit(Self.returns, benchmark: still.map { _ in 0.1 }))
    #expect(equal.beta == nil)
  }

  @Test("fewer than ten returns fit nothing")
  func few() {
    #expect(BenchmarkFit([0.1], benchmark: [0.1]) == nil)
  }

  // A coin's worth of an inverse contract bought at 100 wins 1 - 100 / 125 = 0.2 of the coin at 125.
  @Test("a position of the index wins by the kind of its contract")
  func gains() {
    let prices = [100, 125, 80].map { Price(ticks: $0) }
    #expect(BenchmarkReturns.gains(prices, kind: .linear) == [0, 0.25, -0.2])
    #expect(BenchmarkReturns.gains(prices, kind: .inverse) == [0, 0.2, -0.25])
    #expect(BenchmarkReturns.gains([], kind: .linear).isEmpty)
  }
}
