import Market
import Reference
import Testing
import Units

@Suite struct OpenInterestFundingTests {
  private let rule = OpenInterestFunding(
    sensitivity: .one, longOverShort: Rate(partsPerMillion: 600_000))

  /// Chitra (2025): 0.6 - 1.4 / 1.5 = -1/3, and 0.6 - 1.3 / 1.25 = -0.44.
  @Test func longsPayWhereTheMarkIsRichAndFew() {
    let long = Money(atoms: 3000)
    #expect(
      rule.payment(notional: long, mark: Price(ticks: 140), index: Price(ticks: 150)).atoms
        == -1000)
    #expect(
      rule.payment(notional: -long, mark: Price(ticks: 130), index: Price(ticks: 125)).atoms
        == 1320)
  }

  @Test func theFractionOfAnAtomIsLostToWhoeverReceives() {
    let small = Money(atoms: 10)
    let (mark, index) = (Price(ticks: 140), Price(ticks: 150))
    #expect(rule.payment(notional: small, mark: mark, index: index).atoms == -4)
    #expect(rule.payment(notional: -small, mark: mark, index: index).atoms == 3)
  }

  @Test func anIndexOfZeroStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = OpenInterestFunding(sensitivity: .one, longOverShort: .one)
        .payment(notional: .zero, mark: .zero, index: .zero)
    }
  }
}
