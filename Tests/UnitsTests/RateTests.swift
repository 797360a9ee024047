import Testing
import Units

@Suite struct RateTests {
  @Test func aBasisPointIsAHundredMillionths() {
    #expect(Rate.basisPoints(1) == Rate(partsPerMillion: 100))
    #expect(Rate.basisPoints(10_000) == .one)
    #expect(Rate.one.partsPerMillion == 1_000_000)
  }

  @Test func ratesAddAndCompare() {
    var rate = Rate.basisPoints(5)
    rate += .basisPoints(1)
    rate -= .basisPoints(8)
    #expect(rate == -Rate.basisPoints(2) && rate.magnitude == .basisPoints(2))
    #expect(rate < .zero && rate + .basisPoints(2) == .zero)
  }
}
