import Testing
import Units

@Suite("An amount in words")
struct DescriptionsTests {
  @Test("is its count and what it counts, since no amount knows its instrument")
  func counts() {
    #expect("\(Price(ticks: 599_966))" == "599966 ticks")
    #expect("\(Price(ticks: 1))" == "1 tick")
    #expect("\(Quantity(lots: -125))" == "-125 lots")
    #expect("\(Quantity(lots: -1))" == "-1 lot")
    #expect("\(Money(atoms: 12_500_000))" == "12500000 atoms")
    #expect("\(Money.zero)" == "0 atoms")
    #expect("\(Rate.basisPoints(5))" == "500 ppm")
  }

  @Test("is exact seconds where it is a time")
  func times() {
    #expect("\(Instant.zero + .milliseconds(12_500))" == "12.5 s")
    #expect("\(Interval(nanoseconds: -1))" == "-0.000000001 s")
    #expect("\(Interval.zero)" == "0 s")
  }
}
