import Liquidation
import Testing
import Units

@Suite("What an insurance fund stands for") struct FundPromiseTests {
  private func fund(
    cash: Int64, committed: Int64 = 0, inBlock: Int64 = 0, terms: FundTerms = FundTerms()
  ) -> FundPromise {
    FundPromise(
      terms: terms, opening: Money(atoms: 1000), cash: Money(atoms: cash),
      committed: Money(atoms: committed), promisedInBlock: Money(atoms: inBlock))
  }

  @Test func `it promises its share of what nobody else has been promised, rounded down`() {
    let third = FundTerms(sharePerOrder: Rate(partsPerMillion: 333_333))
    #expect(fund(cash: 900, committed: 300, terms: third).support == Money(atoms: 199))
    #expect(fund(cash: 900, committed: 300).support == Money(atoms: 600))
    #expect(fund(cash: 200, committed: 300).support == .zero)
  }

  @Test func `it promises no more in a block than the venue allows`() {
    let terms = FundTerms(lossPerBlockMax: Money(atoms: 100))
    #expect(fund(cash: 900, terms: terms).support == Money(atoms: 100))
    #expect(fund(cash: 900, committed: 60, inBlock: 60, terms: terms).support == Money(atoms: 40))
    #expect(fund(cash: 900, inBlock: 150, terms: terms).support == .zero)
    #expect(fund(cash: 30, terms: terms).support == Money(atoms: 30))
  }

  @Test(
    "what it has lost counts from its opening balance, rounded down",
    arguments: [
      (Int64(1000), Int64(0)), (1200, 0), (700, 300_000), (999, 1000), (0, 1_000_000),
      (-500, 1_500_000),
    ])
  func drawdown(cash: Int64, partsPerMillion: Int64) {
    #expect(fund(cash: cash).drawdown == Rate(partsPerMillion: partsPerMillion))
  }

  @Test func `a venue deleverages instead once its fund has lost the stated share`() {
    let terms = DeleveragingTerms(trigger: .fundDrawnDown(Rate(partsPerMillion: 300_000)))
    #expect(!terms.deleveragesInstead(fund: fund(cash: 701)))
    #expect(terms.deleveragesInstead(fund: fund(cash: 700)))
    for trigger in [DeleveragingTrigger.fundEmpty, .equityBelowZero] {
      #expect(!DeleveragingTerms(trigger: trigger).deleveragesInstead(fund: fund(cash: 0)))
    }
  }
}
