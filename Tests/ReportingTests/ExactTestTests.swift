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

  @Test("ties of size share their rank and zeros are left out")
  func ties() throws {
    // Sizes 1, 1, 2: ranks 1.5, 1.5, 3; of 8 patterns only (+, +, +) reaches 6.
    let result = try #require(ExactTest.signedRank([1, 1, 2, 0]))
    #expect(result.positiveRankSum == 6)
    #expect(result.pValue == 0.25)
    #expect(result.count == 3)
    #expect(ExactTest.signedRank([0, 0]) == nil)
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
