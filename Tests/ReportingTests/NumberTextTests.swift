import Reporting
import Testing
import Units

@Suite("Numbers as text")
struct NumberTextTests {
  @Test("a number that does not exist prints as n/a")
  func absent() {
    #expect(NumberText.fixed(nil, decimals: 2) == "n/a")
    #expect(NumberText.fixed(.nan, decimals: 2) == "n/a")
    #expect(NumberText.grouped(.infinity, decimals: 2) == "n/a")
    #expect(NumberText.signed(nil, decimals: 2) == "n/a")
    #expect(NumberText.percent(nil as Double?) == "n/a")
  }

  @Test("money shows cents to people and atoms to machines")
  func money() {
    #expect(NumberText.money(Money(atoms: 1_234_560_000)) == "1,234.56")
    #expect(NumberText.money(Money(atoms: -5_000)) == "0.00")
    #expect(NumberText.money(Money(atoms: 15_000)) == "0.02")
    #expect(NumberText.money(Money(atoms: -1_999_999_999), decimals: 0) == "-2,000")
    #expect(NumberText.exact(Money(atoms: -1_234_567)).text == "-1.234567")
    #expect(NumberText.money(Money(atoms: .min)) == "-9,223,372,036,854.78")
  }

  @Test("differences show their sign and zero has none")
  func signed() {
    #expect(NumberText.signed(1234.5, decimals: 1) == "+1,234.5")
    #expect(NumberText.signed(-0.04, decimals: 1) == "0.0")
    #expect(NumberText.signed(-3, decimals: 1) == "-3.0")
  }

  @Test("rates and shares print as percentages")
  func percentages() {
    #expect(NumberText.percent(Rate(partsPerMillion: 12_345)) == "1.23%")
    #expect(NumberText.percent(Rate.basisPoints(-5)) == "-0.05%")
    #expect(NumberText.percent(0.625) == "62.5%")
    #expect(NumberText.grouped(1_234_567 as Int) == "1,234,567")
  }

  @Test("time prints as seconds or as minutes and seconds")
  func time() {
    #expect(NumberText.seconds(Instant(nanoseconds: 61_250_499_999)) == "61.250")
    #expect(NumberText.seconds(Interval.milliseconds(1_500), decimals: 1) == "1.5")
    #expect(NumberText.clock(Instant(nanoseconds: 65_000_000_000)) == "01:05")
    #expect(NumberText.clock(Instant(nanoseconds: 59_999_999_999)) == "01:00")
    #expect(NumberText.clock(Instant(nanoseconds: 3_661_250_000_000), decimals: 2) == "61:01.25")
    #expect(NumberText.clock(Instant(nanoseconds: -5_000_000_000)) == "-00:05")
  }
}
