import Testing
import Units

@Suite struct RoundingTests {
  /// One quotient and what each rounding makes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    var dividend: Int64
    var divisor: Int64
    var down: Int64
    var up: Int64
    var nearest: Int64

    init(_ dividend: Int64, _ divisor: Int64, down: Int64, up: Int64, nearest: Int64) {
      self.dividend = dividend
      self.divisor = divisor
      self.down = down
      self.up = up
      self.nearest = nearest
    }

    var testDescription: String { "\(dividend) / \(divisor)" }
  }

  @Test(arguments: [
    Row(7, 2, down: 3, up: 4, nearest: 4), Row(-7, 2, down: -4, up: -3, nearest: -4),
    Row(7, -2, down: -4, up: -3, nearest: -4), Row(-7, -2, down: 3, up: 4, nearest: 4),
    Row(5, 2, down: 2, up: 3, nearest: 2), Row(-5, 2, down: -3, up: -2, nearest: -2),
    Row(1, 2, down: 0, up: 1, nearest: 0), Row(-1, 2, down: -1, up: 0, nearest: 0),
    Row(3, 2, down: 1, up: 2, nearest: 2), Row(-3, 2, down: -2, up: -1, nearest: -2),
    Row(1, 3, down: 0, up: 1, nearest: 0), Row(2, 3, down: 0, up: 1, nearest: 1),
    Row(-1, 3, down: -1, up: 0, nearest: 0), Row(-2, 3, down: -1, up: 0, nearest: -1),
    Row(6, 3, down: 2, up: 2, nearest: 2), Row(-6, 3, down: -2, up: -2, nearest: -2),
    Row(0, 9, down: 0, up: 0, nearest: 0), Row(9, 1, down: 9, up: 9, nearest: 9),
  ])
  func aFractionGoesWhereTheRoundingSays(row: Row) {
    let (dividend, divisor) = (Int128(row.dividend), Int128(row.divisor))
    #expect(divide(dividend, by: divisor, rounding: .down) == Int128(row.down))
    #expect(divide(dividend, by: divisor, rounding: .up) == Int128(row.up))
    #expect(divide(dividend, by: divisor, rounding: .toNearestOrEven) == Int128(row.nearest))
  }

  /// The definition, tried on every integer that could be the quotient; a positive divisor only.
  private func naive(_ dividend: Int, _ divisor: Int, _ rounding: Rounding) -> Int? {
    let candidates = -200...200
    switch rounding {
    case .down: return candidates.last { $0 * divisor <= dividend }
    case .up: return candidates.first { $0 * divisor >= dividend }
    case .toNearestOrEven:
      let distance = candidates.map { abs($0 * divisor - dividend) }.min()
      let nearest = candidates.filter { abs($0 * divisor - dividend) == distance }
      return nearest.count == 1 ? nearest[0] : nearest.first { $0 % 2 == 0 }
    }
  }

  @Test(arguments: [Rounding.down, .up, .toNearestOrEven])
  func everySmallQuotientIsTheOneTheDefinitionFinds(rounding: Rounding) {
    for dividend in -40...40 {
      for divisor in 1...9 {
        let expected = naive(dividend, divisor, rounding).map { Int128($0) }
        #expect(divide(Int128(dividend), by: Int128(divisor), rounding: rounding) == expected)
        #expect(divide(Int128(-dividend), by: Int128(-divisor), rounding: rounding) == expected)
      }
    }
  }

  @Test func wideDividendsDoNotOverflow() {
    let most = Int128(Int64.max) * Int128(Int64.max)
    #expect(divide(most, by: Int128(Int64.max), rounding: .down) == Int128(Int64.max))
    #expect(divide(most + 1, by: Int128(Int64.max), rounding: .up) == Int128(Int64.max) + 1)
    #expect(divide(most - 1, by: Int128(Int64.max), rounding: .down) == Int128(Int64.max) - 1)
    #expect(divide(.max, by: .max, rounding: .toNearestOrEven) == 1)
    #expect(divide(.min, by: 2, rounding: .toNearestOrEven) == Int128.min / 2)
  }

  @Test func nothingIsDividedByZero() async {
    await #expect(processExitsWith: .failure) {
      _ = divide(1, by: 0, rounding: .down)
    }
  }
}
