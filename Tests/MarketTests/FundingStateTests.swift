import Market
import Testing
import Units

@Suite struct FundingStateTests {
  /// One index of 100,000 ticks: a premium of 1 tick is 10 parts per million.
  private let index = Price(ticks: 100_000)

  private func rate(premiumTicks: [Int64], formula: FundingFormula = FundingFormula()) -> Int64 {
    var state = FundingState(formula: formula)
    for premium in premiumTicks {
      let price = index + Price(ticks: premium)
      state.sample(index: index, impactBid: price, impactAsk: price)
    }
    return state.rate().partsPerMillion
  }

  @Test func `the rate follows the rule Binance publishes`() {
    // F = P + clamp(0.01 % - P, -0.05 %, +0.05 %), by hand.
    let table: [(premiumTicks: Int64, millionths: Int64)] = [
      (0, 100),  // No premium: the interest, as in most published settlements.
      (30, 100),  // P = 0.03 %: the clamp does not bind and pulls all the way to the interest.
      (60, 100),  // P = 0.06 %: the clamp binds from here on.
      (61, 110),  // P = 0.061 %: 0.061 - 0.05.
      (200, 1500),  // P = 0.2 %: 0.2 - 0.05.
      (-40, 100),  // P = -0.04 %.
      (-100, -500),  // P = -0.1 %: -0.1 + 0.05.
      (1000, 3000),  // P = 1 %: 0.95 % is above the cap of 0.3 %.
      (-1000, -3000),
    ]
    for line in table {
      #expect(rate(premiumTicks: [line.premiumTicks]) == line.millionths)
    }
  }

  @Test func `later premiums weigh more where the rule says so`() {
    // (1 x 0.1 + 2 x 0.1 + 3 x 0.4) / 6 = 0.25 %, less the clamp: 0.2 %.
    #expect(rate(premiumTicks: [100, 100, 400]) == 2000)
    // (0.1 + 0.1 + 0.4) / 3 = 0.2 %, less the clamp: 0.15 %.
    #expect(
      rate(premiumTicks: [100, 100, 400], formula: FundingFormula(average: .equal)) == 1500)
  }

  @Test func `a book around the index has no premium`() {
    var state = FundingState(formula: FundingFormula())
    state.sample(
      index: index, impactBid: index - Price(ticks: 900), impactAsk: index + Price(ticks: 900))
    #expect(state.rate() == Rate(partsPerMillion: 100))
    // One side too thin for the impact notional: its part is zero.
    state.sample(index: index, impactBid: nil, impactAsk: index + Price(ticks: 5))
    #expect(state.rate() == Rate(partsPerMillion: 100))
  }

  @Test func `an ask below the index is a discount and shorts pay`() {
    var state = FundingState(formula: FundingFormula())
    state.sample(index: index, impactBid: nil, impactAsk: index - Price(ticks: 100))
    #expect(state.rate() == Rate(partsPerMillion: -500))
  }

  @Test func `settling starts a new interval and keeps the rate for the mark`() {
    var state = FundingState(formula: FundingFormula(interval: .seconds(300)))
    let price = index + Price(ticks: 200)
    state.sample(index: index, impactBid: price, impactAsk: price)
    #expect(state.settle() == Rate(partsPerMillion: 1500))
    #expect(state.sampleCount == 0)
    #expect(state.rate() == Rate(partsPerMillion: 100))
    let outlook = state.outlook(at: Instant.zero + .seconds(360))
    #expect(outlook.rate == Rate(partsPerMillion: 1500))
    #expect(outlook.remaining == .seconds(240))
    #expect(outlook.interval == .seconds(300))
  }

  @Test func `settlements fall on multiples of the interval`() {
    let formula = FundingFormula(interval: .seconds(300))
    let table: [(now: Int64, next: Int64)] = [(0, 300), (299, 300), (300, 600), (-1, 0)]
    for line in table {
      let next = formula.settlement(after: Instant.zero + .seconds(line.now))
      #expect(next == Instant.zero + .seconds(line.next))
    }
  }

  @Test func `a formula without an interval or with a negative bound is flawed`() {
    #expect(FundingFormula().flaw == nil)
    #expect(FundingFormula(interval: .zero).flaw != nil)
    #expect(FundingFormula(clamp: Rate(partsPerMillion: -1)).flaw != nil)
    #expect(FundingFormula(cap: Rate(partsPerMillion: -1)).flaw != nil)
  }
}
