import Kernel
import Market
import Testing
import Units

@Suite struct BarExpansionTests {
  private let expansion = BarExpansion(barLength: .seconds(60), updateInterval: .milliseconds(500))

  private func bar(_ minute: Int64, _ open: Int64, _ high: Int64, _ low: Int64, _ close: Int64)
    -> PriceBar
  {
    PriceBar(
      opensAt: Instant.zero + .seconds(60 * minute), open: Price(ticks: open),
      high: Price(ticks: high), low: Price(ticks: low), close: Price(ticks: close))
  }

  /// Bars of a random walk, with flat ones and ones that open or close at an extreme.
  private func bars(seed: UInt64, count: Int64) -> [PriceBar] {
    let stream = RandomStream(seed: seed, name: "test.bars")
    var close: Int64 = 100_000
    return (0..<count).map { minute in
      let block = stream.block(draw: UInt64(minute))
      let open = close + Int64(block.w0 % 5) - 2
      close = open + Int64(block.w1 % 401) - 200
      let high = max(open, close) + Int64(block.w2 % 3) * Int64(block.w2 % 50)
      let low = min(open, close) - Int64(block.w3 % 3) * Int64(block.w3 % 50)
      return bar(minute, open, high, low, close)
    }
  }

  @Test func `each bar opens, peaks, bottoms and closes exactly where it says`() throws {
    for seed in 0..<5 as Range<UInt64> {
      let bars = bars(seed: seed, count: 40)
      let tape = try expansion.tape(bars: bars, seed: seed)
      for bar in bars {
        let end = bar.opensAt + .milliseconds(59_500)
        #expect(tape.price(at: bar.opensAt) == bar.open)
        #expect(tape.price(at: end) == bar.close)
        let range = try #require(tape.range(from: bar.opensAt, to: end))
        #expect(range == (bar.low, bar.high))
      }
      let updates = tape.updates
      #expect(zip(updates, updates.dropFirst()).allSatisfy { $0.time < $1.time })
      #expect(zip(updates, updates.dropFirst()).allSatisfy { $0.price != $1.price })
    }
  }

  @Test func `the same seed gives the same moves and another seed others`() throws {
    let bars = bars(seed: 1, count: 10)
    let tape = try expansion.tape(bars: bars, seed: 1)
    #expect(try expansion.tape(bars: bars, seed: 1) == tape)
    #expect(try expansion.tape(bars: bars, seed: 2) != tape)
  }

  @Test func `leaving out earlier bars does not change the moves in later ones`() throws {
    let bars = bars(seed: 1, count: 10)
    let tape = try expansion.tape(bars: bars, seed: 1)
    let later = try expansion.tape(bars: Array(bars[4...]), seed: 1)
    let from = bars[4].opensAt
    #expect(
      try later.window(from: from, length: .seconds(600))
        == tape.window(from: from, length: .seconds(600)))
  }

  @Test func `a bar that rises from low to high meets its low first`() throws {
    var lowFirst = 0
    for seed in 0..<400 as Range<UInt64> {
      // Up by half the range: the rule says low first in 3 of 4 bars.
      let bar = bar(0, 1000, 1300, 900, 1200)
      let tape = try expansion.tape(bars: [bar], seed: seed)
      let low = try #require(tape.updates.first { $0.price == bar.low })
      let high = try #require(tape.updates.first { $0.price == bar.high })
      if low.time < high.time { lowFirst += 1 }
    }
    // 300 expected; within 4 standard deviations of 8.7.
    #expect(abs(lowFirst - 300) <= 35)
  }

  @Test func `the moves inside a bar are as large as its range implies`() throws {
    // The range of a random walk of 120 steps with sd s has mean square 4 ln 2 x 120 s^2, so bars
    // of range 1000 call for steps of about 1000 / sqrt(333) = 55 ticks; forced touches add some.
    var sum = 0.0
    var count = 0.0
    for seed in 0..<50 as Range<UInt64> {
      let updates = try expansion.tape(
        bars: [bar(0, 100_500, 101_000, 100_000, 100_500)], seed: seed
      )
      .updates
      for (before, after) in zip(updates, updates.dropFirst()) {
        let move = Double((after.price - before.price).ticks)
        sum += move * move
        count += 1
      }
    }
    let deviation = (sum / count).squareRoot()
    #expect(deviation > 50 && deviation < 75, "\(deviation)")
  }

  @Test func `a flat bar is one price`() throws {
    let tape = try expansion.tape(bars: [bar(0, 7, 7, 7, 7), bar(1, 7, 7, 7, 7)], seed: 1)
    #expect(tape.updates == [IndexUpdate(time: .zero, price: Price(ticks: 7))])
  }

  @Test func `over a missing bar the last close holds`() throws {
    let tape = try expansion.tape(bars: [bar(0, 10, 20, 5, 15), bar(3, 90, 95, 85, 90)], seed: 1)
    #expect(tape.price(at: Instant.zero + .seconds(179)) == Price(ticks: 15))
    #expect(tape.price(at: Instant.zero + .seconds(180)) == Price(ticks: 90))
  }

  @Test func `bars that overlap or contradict themselves are refused with their position`() {
    #expect(throws: TapeError.timeRunsBackwards(position: 1)) {
      try self.expansion.tape(bars: [self.bar(1, 5, 5, 5, 5), self.bar(1, 5, 5, 5, 5)], seed: 1)
    }
    #expect(throws: TapeError.barInconsistent(position: 0)) {
      try self.expansion.tape(bars: [self.bar(0, 5, 4, 3, 3)], seed: 1)
    }
    #expect(throws: TapeError.priceNotPositive(position: 0)) {
      try self.expansion.tape(bars: [self.bar(0, 5, 6, 0, 3)], seed: 1)
    }
    #expect(throws: TapeError.empty) { try self.expansion.tape(bars: [], seed: 1) }
  }

  @Test func `a bar of too few or of broken steps is flawed`() {
    #expect(expansion.flaw == nil)
    #expect(BarExpansion(barLength: .seconds(3), updateInterval: .seconds(1)).flaw != nil)
    #expect(BarExpansion(barLength: .seconds(60), updateInterval: .seconds(7)).flaw != nil)
    #expect(BarExpansion(barLength: .seconds(60), updateInterval: .zero).flaw != nil)
  }
}
