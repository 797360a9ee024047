import Kernel
import Market
import Testing
import Units

@Suite struct IndexTapeTests {
  private func update(_ seconds: Int64, _ ticks: Int64) -> IndexUpdate {
    IndexUpdate(time: Instant.zero + .seconds(seconds), price: Price(ticks: ticks))
  }

  private func at(_ seconds: Int64) -> Instant { Instant.zero + .seconds(seconds) }

  @Test func `a price holds until the next one and is unknown before the first`() throws {
    let tape = try IndexTape(updates: [update(2, 100), update(5, 90), update(5, 95)])
    #expect(tape.price(at: at(1)) == nil)
    #expect(tape.price(at: at(2)) == Price(ticks: 100))
    #expect(tape.price(at: at(4)) == Price(ticks: 100))
    #expect(tape.price(at: at(5)) == Price(ticks: 95))
    #expect(tape.price(at: at(99)) == Price(ticks: 95))
  }

  @Test func `a tape without prices, with time running backwards or a price of zero is refused`() {
    #expect(throws: TapeError.empty) { try IndexTape(updates: []) }
    #expect(throws: TapeError.timeRunsBackwards(position: 2)) {
      try IndexTape(updates: [self.update(1, 9), self.update(3, 9), self.update(2, 9)])
    }
    #expect(throws: TapeError.priceNotPositive(position: 1)) {
      try IndexTape(updates: [self.update(1, 9), self.update(2, 0)])
    }
  }

  @Test func `a window starts at zero with the price then known`() throws {
    let tape = try IndexTape(updates: [update(0, 100), update(10, 101), update(20, 102)])
    let window = try tape.window(from: at(15), length: .seconds(6))
    #expect(window.updates == [update(0, 101), update(5, 102)])
    #expect(try tape.window(from: at(15), length: .seconds(5)).updates == [update(0, 101)])
    #expect(try tape.window(from: at(10), length: .seconds(5)).updates == [update(0, 101)])
    let late = try IndexTape(updates: [update(1, 100)])
    #expect(throws: TapeError.startsAfterWindow) {
      try late.window(from: Instant.zero, length: .seconds(5))
    }
  }

  @Test func `prices and ranges agree with a plain search through the list`() throws {
    let stream = RandomStream(seed: 7, name: "test.tape")
    var updates: [IndexUpdate] = []
    var time: Int64 = 0
    for index in 0..<60 {
      let block = stream.block(draw: UInt64(index))
      time += Int64(block.w0 % 3)
      updates.append(update(time, 100 + Int64(block.w1 % 20)))
    }
    let tape = try IndexTape(updates: updates)
    for from in -1...time + 1 {
      let known = updates.last { $0.time <= at(from) }
      #expect(tape.price(at: at(from)) == known?.price)
      for to in from...time + 1 {
        let prices = (from...to).compactMap { tape.price(at: at($0)) }
        // Every price inside an instant counts too, not only the last one.
        let inside = updates.filter { $0.time > at(from) && $0.time <= at(to) }.map(\.price)
        let range = tape.range(from: at(from), to: at(to))
        #expect(range?.low == (prices + inside).min())
        #expect(range?.high == (prices + inside).max())
      }
    }
  }

  @Test func `of the trades of one instant the last stands and repeats are left out`() throws {
    let trades = [
      update(1, 100), update(1, 101), update(2, 101), update(3, 99), update(3, 101), update(4, 98),
    ]
    #expect(try IndexTape(trades: trades).updates == [update(1, 101), update(4, 98)])
  }

  @Test func `trades that run back in time or cost nothing are refused with their position`() {
    #expect(throws: TapeError.timeRunsBackwards(position: 1)) {
      try IndexTape(trades: [self.update(2, 5), self.update(1, 5)])
    }
    #expect(throws: TapeError.priceNotPositive(position: 0)) {
      try IndexTape(trades: [self.update(2, -1)])
    }
    #expect(throws: TapeError.empty) { try IndexTape(trades: []) }
  }
}
