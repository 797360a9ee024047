import Reporting
import Testing

@Suite("Exact tests")
struct ExactTestTests {
  // Published: validation entry stats.wilcoxon_exact.
  @Test("the signed-rank test gives the published exact p-value")
  func wilcoxon() throws {
    let result = try #require(
      ExactTest.signedRank([0.3, -0.1, 0.5, 0.7, -0.2, 0.6, 0.8, 0.4, -0.05, 0.9]))
    #expect(result.positiveRankSum == 49)
    #expect(result.pValue == 0.02734375)
    #expect(result.count == 10)
  }

  @Test("ties of size share their rank, and zeros are ranked before they are left out")
  func ties() throws {
    // Sizes 0, 1, 1, 2: ranks 1 (left out), 2.5, 2.5, 4; of 8 patterns only (+, +, +) reaches 9.
    let result = try #require(ExactTest.signedRank([1, 1, 2, 0]))
    #expect(result.positiveRankSum == 9)
    #expect(result.pValue == 0.25)
    #expect(result.count == 3)
    #expect(ExactTest.signedRank([0, 0]) == nil)
  }

  // Pratt (1959): ranks 1 and 2 go to the zeros. Of the 16 patterns of ranks 3 to 6 only (4, 5, 6) and all four
  // reach 15; of the 8 patterns of ranks 3 to 5 only (4, 5) and all three reach 9.
  @Test("zeros raise the ranks of the others")
  func pratt() throws {
    let result = try #require(ExactTest.signedRank([0, 0, -0.1, 0.2, 0.3, 0.4]))
    #expect(result.positiveRankSum == 15)
    #expect(result.pValue == 0.25)
    let small = try #require(ExactTest.signedRank([0, 0, -1, 2, 3]))
    #expect(small.positiveRankSum == 9)
    #expect(small.pValue == 0.5)
  }

  @Test("up to a thousand differences are taken, and the tails stay exact")
  func many() throws {
    // All positive: one pattern of 2^n on each side.
    let all = try #require(ExactTest.signedRank((1...60).map { Double($0) }))
    #expect(all.pValue == 0x1p-59)
    // Signs by turns: nothing to see.
    let even = try #require(
      ExactTest.signedRank((1...200).map { Double($0 % 2 == 0 ? $0 : -$0) }))
    #expect(even.pValue > 0.8)
    #expect(ExactTest.signedRank([Double](repeating: 1, count: 1_001)) == nil)
  }

  @Test("a level needs so many differences that one pattern of signs is rarer than it")
  func fewest() {
    // 2 / 2^6 = 0.03125; 2 / 2^9 = 0.0039.
    #expect(ExactTest.countMin(level: 0.05) == 6)
    #expect(ExactTest.countMin(level: 0.05 / 12) == 9)
  }

  // Worked by hand: 0.01 x 4, 0.02 x 3, 0.03 x 2 raised to the one before, 0.5.
  @Test("Holm multiplies the least p-value by the count of tests, the next by one less")
  func holm() {
    #expect(HolmAdjustment.adjusted([0.5, 0.01, 0.03, 0.02]) == [0.5, 0.04, 0.06, 0.06])
    #expect(HolmAdjustment.adjusted([0.4, 0.9]) == [0.8, 0.9])
    #expect(HolmAdjustment.adjusted([]) == [])
  }

  // Binomial tails counted by hand: 2 (1 + 16 + 120 + 560) / 65536.
  @Test("the sign test counts the tails of a fair coin")
  func sign() {
    #expect(ExactTest.sign(wins: 13, losses: 3) == 2 * 697.0 / 65_536)
    #expect(ExactTest.sign(wins: 0, losses: 5) == 0.0625)
    #expect(ExactTest.sign(wins: 4, losses: 4) == 1)
    #expect(ExactTest.sign(wins: 0, losses: 0) == 1)
  }
}
