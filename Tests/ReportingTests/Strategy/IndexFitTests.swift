import Market
import Reporting
import Testing
import Units

@Suite("Returns against those of the index")
struct IndexFitTests {
  private static let returns = [
    0.01, -0.02, 0.03, 0.00, 0.015, -0.005, 0.02, -0.01, 0.005, 0.01,
  ]
  private static let index = [0.02, -0.01, 0.02, 0.01, 0.01, -0.01, 0.01, -0.02, 0.00, 0.01]

  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    (value - expected).magnitude <= 1e-12
  }

  // Least squares worked out with another program.
  @Test("beta, alpha and tracking error of ten returns")
  func fit() throws {
    let fit = try #require(IndexFit(Self.returns, index: Self.index))
    #expect(isNear(fit.beta, 0.9024390243902439))
    #expect(isNear(fit.alpha, 0.001890243902439024))
    #expect(isNear(fit.trackingError, 0.0085146931829632))
  }

  @Test("whoever holds twice the index has a beta of two and no alpha")
  func twice() throws {
    let fit = try #require(IndexFit(Self.index.map { 2 * $0 }, index: Self.index))
    #expect(isNear(fit.beta, 2) && isNear(fit.alpha, 0))
  }

  @Test("an index that stands still fits nothing")
  func still() {
    #expect(IndexFit(Self.returns, index: Array(repeating: 0, count: 10)) == nil)
    #expect(IndexFit([0.1], index: [0.1]) == nil)
  }

  // A coin's worth of an inverse contract bought at 100 wins 1 - 100 / 125 = 0.2 of the coin at 125.
  @Test("a position of the index wins by the kind of its contract")
  func gains() {
    let prices = [100, 125, 80].map { Price(ticks: $0) }
    #expect(IndexFit.gains(prices, kind: .linear) == [0, 0.25, -0.2])
    #expect(IndexFit.gains(prices, kind: .inverse) == [0, 0.2, -0.25])
    #expect(IndexFit.gains([], kind: .linear).isEmpty)
  }
}
