import Market
import Testing
import Units

/// Mark formulas of single venues.
///
/// Prices are in ticks of 0.1 where a market price is meant.
@Suite struct MarkStateVenuesTests {
  private func price(_ ticks: Int64) -> Price { Price(ticks: ticks) }

  /// 1 s / ln 2, so that each second halves what the past counts.
  private static let halving = Interval(nanoseconds: 1_442_695_041)

  @Test
  func `BitMEX marks a perpetual at the index and the funding that is left, whatever the book`() {
    // 60,000 x (1 + 0.0001 x 4 / 8) = 60,003.
    var state = MarkState(formula: .indexWithFunding)
    let funding = FundingOutlook(
      rate: Rate(partsPerMillion: 100), remaining: .seconds(14_400), interval: .seconds(28_800))
    #expect(
      state.sample(
        index: price(600_000), bid: price(1), ask: price(2), last: price(3), funding: funding)
        == price(600_030))
    #expect(state.sample(index: price(600_000), bid: nil, ask: nil, last: nil) == price(600_000))
  }

  @Test func `FTX marks at the median of bid, ask and last, whatever the index`() {
    let story: [(bid: Int64?, ask: Int64?, last: Int64?, mark: Int64)] = [
      (995, 1005, 1001, 1001), (995, 1005, 900, 995), (995, 1005, 1100, 1005),
      (995, 1006, nil, 1000), (995, nil, 970, 970), (nil, nil, nil, 5000),
    ]
    var state = MarkState(formula: .ownBook)
    for line in story {
      let mark = state.sample(
        index: price(5000), bid: line.bid.map(price), ask: line.ask.map(price),
        last: line.last.map(price))
      #expect(mark == price(line.mark))
    }
  }

  @Test func `a moving average of the premium forgets by halves`() {
    // Premiums 0, 30, 60 with a factor of one half: 0/1, 30/1.5, 75/1.75 = 42.86.
    var state = MarkState(
      formula: .emaOfPremium(timeConstant: Self.halving, clampRate: .one), interval: .seconds(1))
    for (middle, mark) in [(1000, 1000), (1030, 1020), (1060, 1043)] as [(Int64, Int64)] {
      #expect(
        state.sample(
          index: price(1000), bid: price(middle - 1), ask: price(middle + 1), last: nil)
          == price(mark))
    }
  }

  @Test func `a moment without a middle leaves the average and lengthens the next step`() {
    // Premium 0, a step without a book, premium 30 over two steps: 60 / (1/4 + 2) = 26.67.
    var state = MarkState(
      formula: .emaOfPremium(timeConstant: Self.halving, clampRate: .one), interval: .seconds(1))
    let first = state.sample(index: price(1000), bid: price(999), ask: price(1001), last: nil)
    let second = state.sample(index: price(1000), bid: nil, ask: price(1001), last: nil)
    let third = state.sample(index: price(1000), bid: price(1029), ask: price(1031), last: nil)
    #expect([first, second, third] == [price(1000), price(1000), price(1027)])
  }

  @Test func `a bandwidth bounds how far Deribit's mark leaves the index`() {
    var state = MarkState(
      formula: .emaOfPremium(timeConstant: .seconds(30), clampRate: .basisPoints(50)))
    // 0.5 % of 1000 is 5.
    #expect(
      state.sample(index: price(1000), bid: price(899), ask: price(901), last: nil) == price(995))
  }

  @Test func `Hyperliquid's mark is the median of oracle side, book side and the book's average`() {
    // Oracle side: premiums 100, 130 -> averages 100, (50 + 130) / 1.5 = 120. Book side: 1090, 1150.
    // Its average: 1090, (545 + 1150) / 1.5 = 1130. Medians: of (1100, 1090, 1090) and of
    // (1120, 1150, 1130).
    var state = MarkState(
      formula: .oracleAndBook(premiumTime: Self.halving, bookTime: Self.halving),
      interval: .seconds(1))
    #expect(
      state.sample(index: price(1000), bid: price(1090), ask: price(1110), last: price(1080))
        == price(1090))
    #expect(
      state.sample(index: price(1000), bid: price(1110), ask: price(1150), last: price(1170))
        == price(1130))
    // Without any book price the oracle side stands alone: 1000 + 120.
    #expect(
      state.sample(index: price(1000), bid: nil, ask: nil, last: nil) == price(1120))
  }

  @Test func `an average with a long memory is the plain mean of its first samples`() {
    // Over three seconds a memory of a year forgets nothing: (10 + 20 + 60) / 3 = 30.
    var state = MarkState(
      formula: .emaOfPremium(timeConstant: .seconds(31_536_000), clampRate: .one))
    var mark = Price.zero
    for middle in [1010, 1020, 1060] as [Int64] {
      mark = state.sample(
        index: price(1000), bid: price(middle - 1), ask: price(middle + 1), last: nil)
    }
    #expect(mark == price(1030))
  }

  @Test func `a constant premium is its own average after any time and any gap`() {
    var state = MarkState(
      formula: .emaOfPremium(timeConstant: .seconds(30), clampRate: .one),
      interval: .milliseconds(1))
    for step in 0..<50_000 as Range<Int64> {
      let isGap = step % 7 == 3
      let mark = state.sample(
        index: price(600_000), bid: isGap ? nil : price(600_123), ask: price(600_125), last: nil)
      #expect(mark == price(600_124))
    }
  }

  @Test func `a moving average without time is flawed`() {
    #expect(MarkFormula.emaOfPremium(timeConstant: .zero, clampRate: .one).flaw != nil)
    #expect(
      MarkFormula.emaOfPremium(timeConstant: .seconds(1), clampRate: Rate(partsPerMillion: -1)).flaw
        != nil)
    #expect(
      MarkFormula.oracleAndBook(premiumTime: .seconds(1), bookTime: .zero).flaw != nil)
    #expect(MarkFormula.ownBook.flaw == nil)
  }
}
