import Margin
import Testing

@Suite struct RatioTests {
  private func ratio(_ numerator: Int128, _ denominator: Int128) throws -> Ratio {
    try #require(Ratio(numerator, over: denominator))
  }

  @Test func everySmallPairOrdersAsItsQuotients() throws {
    for a: Int128 in -5...5 {
      for b: Int128 in 1...5 {
        for c: Int128 in -5...5 {
          for d: Int128 in 1...5 {
            let (left, right) = (try ratio(a, b), try ratio(c, d))
            // 60 is a multiple of every denominator.
            #expect((left < right) == (a * (60 / b) < c * (60 / d)))
            #expect((left == right) == (a * (60 / b) == c * (60 / d)))
          }
        }
      }
    }
  }

  @Test func ratiosThatDifferInTheLastPlaceOfHugeTermsStayApart() throws {
    let huge = Int128.max - 2
    #expect(try ratio(huge - 1, huge) < ratio(huge, huge + 1))
    #expect(try ratio(-huge, huge + 1) < ratio(1 - huge, huge))
  }

  @Test func aProductMultipliesTermByTerm() throws {
    #expect(try ratio(2, 3) * ratio(-3, 4) == ratio(-1, 2))
  }

  @Test func nothingIsMeasuredAgainstNothing() {
    #expect(Ratio(1, over: 0) == nil)
    #expect(Ratio(1, over: -5) == nil)
  }
}
