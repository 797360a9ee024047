import Kernel
import Market
import Testing
import Units

@Suite struct ShockTimingTests {
  private let stream = RandomStream(seed: 11, name: "shock")

  private func at(_ seconds: Int64) -> Instant { Instant.zero + .seconds(seconds) }

  private func tape(_ story: [(seconds: Int64, ticks: Int64)]) throws -> IndexTape {
    try IndexTape(
      updates: story.map { IndexUpdate(time: at($0.seconds), price: Price(ticks: $0.ticks)) })
  }

  private func strikes(_ timing: ShockTiming, _ index: IndexTape, _ seconds: Int64) -> [Instant] {
    timing.strikes(index: index, length: .seconds(seconds), stream: stream, entity: 0)
  }

  @Test func `a scheduled shock strikes once and only within the run`() throws {
    let index = try tape([(0, 100)])
    #expect(strikes(.at(at(30)), index, 60) == [at(30)])
    #expect(strikes(.at(at(60)), index, 60) == [])
  }

  @Test func `random shocks come at their mean rate and differ by entity`() throws {
    let index = try tape([(0, 100)])
    let timing = ShockTiming.random(mean: .seconds(10))
    let times = strikes(timing, index, 20_000)
    // Poisson with mean 2000: within 4 standard deviations of 44.7.
    #expect(abs(times.count - 2000) < 179)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    let other = timing.strikes(index: index, length: .seconds(20_000), stream: stream, entity: 1)
    #expect(times != other)
    // A longer run has the same beginning.
    #expect(strikes(timing, index, 30_000).starts(with: times))
  }

  @Test func `a fall within the time given pulls the trigger`() throws {
    let timing = ShockTiming.whenIndexFalls(rate: .basisPoints(300), within: .seconds(60))
    let index = try tape([
      (0, 10_000), (30, 9701), (40, 9700),  // Exactly 3 % below: strikes.
      (50, 9420),  // 2.9 % below the strike.
      (60, 9409),  // 3 % below the strike: strikes again.
      (200, 9200),  // 2.3 % below.
    ])
    #expect(strikes(timing, index, 300) == [at(40), at(60)])
    #expect(strikes(timing, index, 50) == [at(40)])
  }

  @Test func `a rise after a strike does not make the next fall count again`() throws {
    let timing = ShockTiming.whenIndexFalls(rate: .basisPoints(200), within: .seconds(60))
    // Trades that jump between 9800 and 10,000 while the index stands: one strike in a minute, not one a jump.
    let jumps = (Int64(0)..<60).map { (seconds: $0, ticks: $0 % 2 == 0 ? Int64(10_000) : 9800) }
    #expect(strikes(timing, try tape(jumps), 60) == [at(1)])
    // A further fall of 2 % from 9800 is one to 9604, whatever lies between.
    let further = jumps + [(60, 9605), (60, 9604), (60, 9900), (61, 9500)]
    #expect(strikes(timing, try tape(further), 100) == [at(1), at(60)])
    // A minute after the strike the highest of that minute counts again.
    #expect(strikes(timing, try tape(jumps + [(61, 9800)]), 100) == [at(1), at(61)])
  }

  @Test func `a slow fall does not pull the trigger`() throws {
    let timing = ShockTiming.whenIndexFalls(rate: .basisPoints(300), within: .seconds(60))
    let index = try tape([(0, 10_000), (61, 9800), (122, 9700), (183, 9500)])
    // Each price is in force until the next comes, but no window sees a fall of 3 %.
    #expect(strikes(timing, index, 300) == [])
  }

  /// Looks through the whole window at every update.
  private func naive(_ index: IndexTape, rate: Rate, within: Interval, end: Instant) -> [Instant] {
    var found: [Instant] = []
    var since = Instant(nanoseconds: .min)
    var struck: IndexUpdate?
    for (position, update) in index.updates.enumerated() where update.time < end {
      var highest = update.price
      for earlier in 0..<position where index.updates[earlier].time >= since {
        // In force until the next update: it counts if that is inside the window.
        let until = index.updates[earlier + 1].time
        if until > update.time - within { highest = max(highest, index.updates[earlier].price) }
      }
      // Shortly after a strike its own price is what a fall is counted from.
      if let struck, update.time < struck.time + within { highest = struck.price }
      let remains = (Rate.one - rate).partsPerMillion * highest.ticks
      if update.price.ticks * 1_000_000 <= remains {
        found.append(update.time)
        since = update.time
        struck = update
      }
    }
    return found
  }

  @Test func `falls found in one pass are those a full search finds`() throws {
    var sometimes = 0
    for seed in 0..<40 as Range<UInt64> {
      let luck = RandomStream(seed: seed, name: "test.falls")
      var story: [(seconds: Int64, ticks: Int64)] = []
      var time: Int64 = 0
      var price: Int64 = 10_000
      for step in 0..<200 {
        let block = luck.block(draw: UInt64(step))
        story.append((time, price))
        time += 1 + Int64(block.w0 % 20)
        price = max(price + Int64(block.w1 % 201) - 102, 100)
      }
      let index = try tape(story)
      let rate = Rate.basisPoints(100 + Int64(seed) * 10)
      let timing = ShockTiming.whenIndexFalls(rate: rate, within: .seconds(90))
      let found = strikes(timing, index, time)
      #expect(found == naive(index, rate: rate, within: .seconds(90), end: at(time)))
      sometimes += found.count
    }
    #expect(sometimes > 40)
  }

  @Test func `timings that cannot be are flawed`() {
    #expect(ShockTiming.at(Instant(nanoseconds: -1)).flaw != nil)
    #expect(ShockTiming.random(mean: .zero).flaw != nil)
    #expect(ShockTiming.whenIndexFalls(rate: .zero, within: .seconds(1)).flaw != nil)
    #expect(ShockTiming.whenIndexFalls(rate: .basisPoints(1), within: .zero).flaw != nil)
    #expect(ShockTiming.random(mean: .seconds(1)).flaw == nil)
  }
}
