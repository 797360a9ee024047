import Market
import Testing
import Units

/// Funding by the worked examples of venues.
@Suite struct FundingStateVenuesTests {
  @Test func `Hyperliquid's hour pays an eighth of the rate on the oracle's notional`() {
    // The venue's example: oracle 10,000, impact bid 10,100, interest 0.01 %: premium 1 %, rate 0.95 %
    // for 8 hours; 10 BTC pay 118.75 for the hour.
    var state = FundingState(
      formula: FundingFormula(
        cap: Rate(partsPerMillion: 40_000), interval: .seconds(3600), average: .equal,
        settlementsPerRate: 8))
    state.sample(
      index: Price(ticks: 10_000), impactBid: Price(ticks: 10_100),
      impactAsk: Price(ticks: 10_110))
    #expect(state.payment(on: Money(atoms: 100_000_000_000)) == Money(atoms: 118_750_000))
    // In whole millionths the hour's rate is 0.11875 %, half to even.
    #expect(state.rate() == Rate(partsPerMillion: 1188))
  }

  @Test func `Bybit's rising weights leave a constant premium as it is`() {
    // The venue's example: 480 minutes at a premium of 0.02 %, interest 0.01 %: the rate is 0.01 %.
    var state = FundingState(formula: FundingFormula())
    for _ in 0..<480 {
      state.sample(
        index: Price(ticks: 10_000), impactBid: Price(ticks: 10_002), impactAsk: nil)
    }
    #expect(state.rate() == Rate(partsPerMillion: 100))
  }

  @Test func `the cap is on what one settlement pays`() {
    // A premium of 100 % less the clamp, over 8 hours: 12.49 % an hour, capped at 4 %.
    var state = FundingState(
      formula: FundingFormula(
        cap: Rate(partsPerMillion: 40_000), interval: .seconds(3600), average: .equal,
        settlementsPerRate: 8))
    state.sample(index: Price(ticks: 100), impactBid: Price(ticks: 200), impactAsk: nil)
    #expect(state.rate() == Rate(partsPerMillion: 40_000))
  }

  @Test func `Deribit pays nothing for a premium within its dead zone`() {
    let formula = FundingFormula(
      interest: .zero, clamp: Rate(partsPerMillion: 250), cap: .one, average: .equal)
    // max(c, P) + min(-c, P) with c = 0.025 %.
    for (bid, rate) in [(100_020, 0), (100_025, 0), (100_075, 500)] as [(Int64, Int64)] {
      var state = FundingState(formula: formula)
      state.sample(index: Price(ticks: 100_000), impactBid: Price(ticks: bid), impactAsk: nil)
      #expect(state.rate() == Rate(partsPerMillion: rate))
    }
  }

  @Test func `dYdX adds interest to an eighth of the premium`() {
    // (0.8 % + 0.08 %) / 8 = 0.11 % an hour.
    var state = FundingState(
      formula: FundingFormula(
        interest: Rate(partsPerMillion: 800), clamp: .zero, cap: .one, interval: .seconds(3600),
        average: .equal, settlementsPerRate: 8, shape: .sum))
    state.sample(index: Price(ticks: 1000), impactBid: Price(ticks: 1008), impactAsk: nil)
    #expect(state.rate() == Rate(partsPerMillion: 1100))
  }

  @Test func `a formula that pays over no settlement is flawed`() {
    #expect(FundingFormula(settlementsPerRate: 0).flaw != nil)
  }
}
