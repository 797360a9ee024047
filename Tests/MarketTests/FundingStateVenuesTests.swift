import Market
import Testing
import Units

/// Funding by the worked examples of venues.
@Suite struct FundingStateVenuesTests {
  /// One hour: premium and rate in parts of 10^-12, the payment in millionths of the quote.
  struct Hour: Sendable, CustomTestStringConvertible {
    var id = "hl-funding"
    var oracle: Int64 = 10_000
    var bid: Int64
    var ask: Int64
    /// Of the position at the oracle, signed.
    var notional: Int64 = 100_000
    var premium: Int64
    var rate: Int64
    var payment: Int64
    var testDescription: String { "\(id): \(bid) / \(ask)" }
  }

  @Test(
    "hl-funding: Hyperliquid's hour pays an eighth of the rate on the oracle's notional",
    arguments: [
      // The venue's example: premium 1 %, rate 0.95 % for 8 hours; 10 BTC pay 118.75 for the hour.
      Hour(
        bid: 10_100, ask: 10_110, premium: 10_000_000_000, rate: 9_500_000_000,
        payment: 118_750_000),
      // A short receives it.
      Hour(
        bid: 10_100, ask: 10_110, notional: -100_000, premium: 10_000_000_000,
        rate: 9_500_000_000, payment: -118_750_000),
      // A discount: (9,990 - 10,000) / 10,000 is -0.1 %, plus 0.05 %.
      Hour(
        bid: 9_980, ask: 9_990, premium: -1_000_000_000, rate: -500_000_000,
        payment: -6_250_000),
      // The index lies within the book: no premium, the interest alone.
      Hour(bid: 9_999, ask: 10_001, premium: 0, rate: 100_000_000, payment: 1_250_000),
      // 101 / 9,999 of premium, which no decimal holds; the long pays the fraction.
      Hour(
        oracle: 9999, bid: 10_100, ask: 10_110, notional: 99_990, premium: 10_101_010_101,
        rate: 9_601_010_101, payment: 120_000_625),
      // 50 % less the clamp over 8 hours is 6.24 % an hour, of which 4 % are paid.
      Hour(
        bid: 15_000, ask: 15_010, premium: 500_000_000_000, rate: 320_000_000_000,
        payment: 4_000_000_000),
    ])
  func hyperliquid(example: Hour) {
    var state = FundingState(
      formula: FundingFormula(
        cap: Rate(partsPerMillion: 40_000), interval: .seconds(3600), average: .equal,
        settlementsPerRate: 8))
    state.sample(
      index: Price(ticks: example.oracle), impactBid: Price(ticks: example.bid),
      impactAsk: Price(ticks: example.ask))
    #expect(state.averagePremium == FineRate(partsPerTrillion: example.premium))
    #expect(state.quotedRate == FineRate(partsPerTrillion: example.rate))
    let notional = Money(atoms: example.notional * 1_000_000)
    #expect(state.payment(on: notional) == Money(atoms: example.payment))
  }

  @Test("hl-funding: in whole millionths the hour's rate is half to even")
  func hyperliquidMillionths() {
    var state = FundingState(
      formula: FundingFormula(interval: .seconds(3600), average: .equal, settlementsPerRate: 8))
    state.sample(
      index: Price(ticks: 10_000), impactBid: Price(ticks: 10_100),
      impactAsk: Price(ticks: 10_110))
    #expect(state.rate() == Rate(partsPerMillion: 1188))
  }

  /// 480 minutes whose n-th premium counts n times; the first so many have one premium, the rest another.
  @Test(
    "bybit-funding-weights: Bybit's later minutes weigh more",
    arguments: [
      // The venue's example: a constant premium of 0.02 % stays as it is; the rate is the interest.
      ("bybit-funding-weights", 480, 2, 2, 200_000_000, 100_000_000),
      ("a constant discount", 480, -12, -12, -1_200_000_000, -700_000_000),
      ("a premium beyond the clamp", 480, 10, 10, 1_000_000_000, 500_000_000),
      // 0.4 % for the first 240 minutes, nothing after: 0.4 % x 28,920 / 115,440.
      ("an early premium", 240, 40, 0, 1_002_079_002, 502_079_002),
      // Nothing for 240 minutes, then 0.4 %: 0.4 % x 86,520 / 115,440.
      ("a late premium", 240, 0, 40, 2_997_920_998, 2_497_920_998),
    ] as [(String, Int, Int64, Int64, Int64, Int64)])
  func bybit(
    id: String, early: Int, first: Int64, second: Int64, premium: Int64, rate: Int64
  ) {
    var state = FundingState(formula: FundingFormula())
    for minute in 0..<480 {
      let price = Price(ticks: 10_000 + (minute < early ? first : second))
      state.sample(index: Price(ticks: 10_000), impactBid: price, impactAsk: price)
    }
    #expect(state.averagePremium == FineRate(partsPerTrillion: premium), "\(id)")
    #expect(state.quotedRate == FineRate(partsPerTrillion: rate), "\(id)")
    // The rate that is settled is the nearest millionth.
    #expect(abs(state.rate().partsPerMillion * 1_000_000 - rate) <= 500_000, "\(id)")
  }

  @Test func `funding without samples has no premium`() {
    let state = FundingState(formula: FundingFormula())
    #expect(state.averagePremium == .zero)
    #expect(state.quotedRate == FineRate(partsPerTrillion: 100_000_000))
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
