import Kernel
import Market
import Testing
import Units

/// Prices are in ticks of 0.1, so 600_000 is 60,000.0.
@Suite struct MarkStateTests {
  private func price(_ ticks: Int64) -> Price { Price(ticks: ticks) }

  @Test func `the median mark follows the rule Binance publishes`() {
    // Index 60,000; last funding 0.01 %, 4 of 8 hours left: P1 = 60,000 x (1 + 0.0001 x 4 / 8)
    // = 60,003.0. Two samples of the basis, +10 and +14: P2 = 60,000 + 12 = 60,012.0.
    let funding = FundingOutlook(
      rate: Rate(partsPerMillion: 100), remaining: .seconds(14_400), interval: .seconds(28_800))
    let lasts: [(last: Int64, mark: Int64)] = [
      (600_070, 600_070),  // 60,007 lies between.
      (600_500, 600_120),  // Above both: P2.
      (599_900, 600_030),  // Below both: P1.
    ]
    for line in lasts {
      var state = MarkState(formula: .medianOfThree(window: 30))
      _ = state.sample(
        index: price(600_000), bid: price(600_095), ask: price(600_105), last: price(line.last),
        funding: funding)
      let mark = state.sample(
        index: price(600_000), bid: price(600_139), ask: price(600_141), last: price(line.last),
        funding: funding)
      #expect(mark == price(line.mark))
    }
  }

  @Test func `before the first trade the index stands in for the last price`() {
    // P1 = P2 = 60,000 + 0 and the stand-in is the index.
    var median = MarkState(formula: .medianOfThree(window: 3))
    #expect(median.sample(index: price(600_000), bid: nil, ask: nil, last: nil) == price(600_000))
    var last = MarkState(formula: .last)
    #expect(last.sample(index: price(10), bid: nil, ask: nil, last: nil) == price(10))
    #expect(last.sample(index: price(10), bid: nil, ask: nil, last: price(7)) == price(7))
    var index = MarkState(formula: .index)
    #expect(
      index.sample(index: price(10), bid: price(1), ask: price(2), last: price(7)) == price(10))
  }

  @Test func `the average basis moves with its window`() {
    var state = MarkState(
      formula: .indexPlusAverageBasis(window: 3, clampRate: .basisPoints(500)))
    // Bases 3, 6, 9, 30 around a moving index: averages 3, 4.5 (to even: 4), 6, 15.
    let story: [(index: Int64, middle: Int64, mark: Int64)] = [
      (1000, 1003, 1003), (1000, 1006, 1004), (2000, 2009, 2006), (1000, 1030, 1015),
    ]
    for line in story {
      let mark = state.sample(
        index: price(line.index), bid: price(line.middle - 1), ask: price(line.middle + 1),
        last: nil)
      #expect(mark == price(line.mark))
    }
  }

  @Test func `an empty side of the book leaves the average as it was`() {
    var state = MarkState(
      formula: .indexPlusAverageBasis(window: 5, clampRate: .basisPoints(500)))
    _ = state.sample(index: price(1000), bid: price(1009), ask: price(1011), last: nil)
    #expect(
      state.sample(index: price(1000), bid: nil, ask: price(5000), last: nil) == price(1010))
    #expect(state.sampleCount == 1)
  }

  @Test func `the mark leaves the index by no more than the clamp`() {
    var state = MarkState(
      formula: .indexPlusAverageBasis(window: 1, clampRate: .basisPoints(100)))
    // 1 % of 999 is 9.99 ticks: rounded down, never wider than stated.
    #expect(
      state.sample(index: price(999), bid: price(500), ask: price(502), last: nil) == price(990))
    #expect(
      state.sample(index: price(999), bid: price(1500), ask: price(1502), last: nil)
        == price(1008))
  }

  @Test func `the running average agrees with adding up the window anew`() {
    let stream = RandomStream(seed: 3, name: "test.mark")
    for window in [1, 2, 3, 7] {
      var state = MarkState(
        formula: .indexPlusAverageBasis(window: window, clampRate: .one))
      var doubled: [Int64] = []
      for step in 0..<100 {
        let block = stream.block(draw: UInt64(step), entity: UInt64(window))
        let index = 100_000 + Int64(block.w0 % 1000)
        let bid = index + Int64(block.w1 % 200) - 100
        let ask = bid + 1 + Int64(block.w2 % 5)
        doubled.append(bid + ask - 2 * index)
        let mark = state.sample(index: price(index), bid: price(bid), ask: price(ask), last: nil)
        // Nearest to the exact average: off by at most half a tick, and even at exactly half.
        let kept = doubled.suffix(window)
        let error = 2 * Int64(kept.count) * (mark.ticks - index) - kept.reduce(0, +)
        #expect(abs(error) <= kept.count)
        if abs(error) == kept.count { #expect((mark.ticks - index) % 2 == 0) }
      }
    }
  }

  @Test func `a formula without samples in its window is flawed`() {
    #expect(MarkFormula.medianOfThree(window: 0).flaw != nil)
    #expect(MarkFormula.indexPlusAverageBasis(window: 0, clampRate: .one).flaw != nil)
    #expect(
      MarkFormula.indexPlusAverageBasis(window: 1, clampRate: Rate(partsPerMillion: -1)).flaw
        != nil)
    #expect(MarkFormula.medianOfThree(window: 1).flaw == nil)
    #expect(MarkFormula.index.flaw == nil)
  }
}
