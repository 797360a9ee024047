import Reporting
import Testing
import Units

@Suite("Drawdown")
struct DrawdownTests {
  private func drawdown(_ values: [Int64]) -> Drawdown {
    Drawdown(
      capital: ReportFixture.quote(100), equity: values.map { ReportFixture.quote($0) })
  }

  // Each row: equity at the ends of seconds after a capital of 100, depth, peak, length, seconds under water.
  @Test(
    "is the largest fall from a highest value, as long as it took to come back",
    arguments: [
      ([100, 100], 0, 100, 0, 0),
      ([101, 102], 0, 100, 0, 0),
      ([90, 80, 100], 20, 100, 3, 2),
      // Not back by the end.
      ([110, 70, 90], 40, 110, 2, 2),
      // The second fall is deeper; the first still counts as time under water.
      ([95, 100, 120, 100, 90, 110, 120, 121], 30, 120, 4, 4),
      // Of two equal falls the first, which took three seconds.
      ([90, 95, 100, 90, 100], 10, 100, 3, 3),
      // Deeper within one fall.
      ([90, 95, 80, 99], 20, 100, 4, 4),
      // Below zero.
      ([-50, -20], 150, 100, 2, 2),
    ] as [([Int64], Int64, Int64, Int, Int)])
  func table(row: (values: [Int64], depth: Int64, peak: Int64, seconds: Int, under: Int)) {
    let drawdown = drawdown(row.values)
    #expect(drawdown.depth == ReportFixture.quote(row.depth))
    #expect(drawdown.peak == ReportFixture.quote(row.peak))
    #expect(drawdown.seconds == row.seconds)
    #expect(drawdown.secondsUnderWater == row.under)
  }

  @Test("is a share of the value from which it fell")
  func share() {
    #expect(drawdown([125, 100]).share == 0.2)
    #expect(drawdown([]).share == 0)
    #expect(Drawdown(capital: .zero, equity: []).share == nil)
  }
}
