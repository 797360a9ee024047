import Margin
import TestSupport
import Testing
import Units

@Suite("The margin watch") struct MarginWatchTests {
  /// Sets the triggers of some accounts, given as if they had changed; those of all others stay as they are.
  private func set(_ triggers: [Int: Trigger?], in watch: inout MarginWatch) {
    for account in triggers.keys.sorted() { watch.touch(account) }
    watch.refresh { account, _ in triggers[account] ?? nil }
  }

  private func candidates(_ watch: MarginWatch, _ ticks: Int64, leg: Int = 0) -> [Int] {
    watch.candidates(leg: leg, at: Price(ticks: ticks))
  }

  @Test func `A long may fail at its trigger and below, a short at its trigger and above`() {
    var watch = MarginWatch(accountCount: 8)
    #expect(candidates(watch, 1).isEmpty, "no trigger yet")
    set([0: .atOrBelow(Price(ticks: 90)), 1: .atOrAbove(Price(ticks: 110))], in: &watch)
    for (ticks, found) in [
      (Int64(91), [Int]()), (90, [0]), (1, [0]), (109, []), (110, [1]), (1_000_000, [1]),
    ] {
      #expect(candidates(watch, ticks) == found)
    }
    // The account has turned from long to short.
    set([0: .atOrAbove(Price(ticks: 120))], in: &watch)
    #expect(candidates(watch, 1).isEmpty)
    #expect(candidates(watch, 120) == [0, 1])
    set([0: Trigger?.none], in: &watch)
    #expect(candidates(watch, .max) == [1])
  }

  @Test func `Everybody is looked at first, and then who has changed, once`() {
    var watch = MarginWatch(accountCount: 4)
    var seen: [Int] = []
    func look(_ watch: inout MarginWatch) {
      seen = []
      watch.refresh { account, _ in
        seen.append(account)
        return nil
      }
    }
    look(&watch)
    #expect(seen.sorted() == [0, 1, 2, 3])
    for account in [2, 2, 0] { watch.touch(account) }
    look(&watch)
    #expect(seen.sorted() == [0, 2])
    look(&watch)
    #expect(seen.isEmpty)
  }

  @Test func `Who stays beyond a trigger stays a candidate, until put to rest, until changed`() {
    var watch = MarginWatch(accountCount: 3)
    set([1: .atOrBelow(Price(ticks: 90)), 2: .atOrBelow(Price(ticks: 80))], in: &watch)
    #expect(candidates(watch, 70) == [1, 2])
    #expect(candidates(watch, 70) == [1, 2])
    watch.rest(1)
    #expect(candidates(watch, 70) == [2])
    #expect(candidates(watch, 85).isEmpty)
    set([1: .atOrBelow(Price(ticks: 90))], in: &watch)
    #expect(candidates(watch, 85) == [1])
  }

  @Test func `Each leg has triggers of its own, and rest is of all legs`() {
    var watch = MarginWatch(accountCount: 2, legCount: 2)
    watch.refresh { account, leg in
      if account == 1 { return nil }
      return leg == 0 ? .atOrBelow(Price(ticks: 90)) : .atOrAbove(Price(ticks: 500))
    }
    #expect(candidates(watch, 90) == [0])
    #expect(candidates(watch, 90, leg: 1).isEmpty)
    #expect(candidates(watch, 500, leg: 1) == [0])
    watch.rest(0)
    #expect(candidates(watch, 90).isEmpty && candidates(watch, 500, leg: 1).isEmpty)
  }

  /// So many accounts that levels of the index are full, begun, and of one alone; and changes of few and of most.
  @Test(arguments: [1, 2, 16, 17, 255, 256, 257, 600])
  func `Who is found is who a look at every trigger finds`(accounts: Int) {
    for seed in UInt64(1)...4 {
      var random = TestRandom(seed: seed)
      var watch = MarginWatch(accountCount: accounts)
      var triggers = [Trigger?](repeating: nil, count: accounts)
      for _ in 0..<120 {
        let isMost = random.chance(10)
        for account in 0..<accounts where isMost || random.integer(0...Int64(accounts)) < 2 {
          let price = Price(ticks: random.integer(1...40))
          triggers[account] =
            random.chance(20) ? nil : random.chance(50) ? .atOrBelow(price) : .atOrAbove(price)
          watch.touch(account)
        }
        watch.refresh { account, _ in triggers[account] }
        if random.chance(30) {
          let account = Int(random.integer(0...Int64(accounts - 1)))
          watch.rest(account)
          triggers[account] = nil
        }
        let look = Price(ticks: random.integer(1...40))
        let reached = triggers.indices.filter {
          switch triggers[$0] {
          case .atOrBelow(let price): look <= price
          case .atOrAbove(let price): look >= price
          case nil: false
          }
        }
        #expect(watch.candidates(leg: 0, at: look) == reached, "seed \(seed)")
      }
    }
  }
}
