import Market
import TestSupport
import Testing
import Units

/// Random streams of every kind of order, compared with the naive book after each step.
@Suite struct OrderBookJudgedTests {
  @Test(arguments: UInt64(1)...24)
  func `the book does what the naive book does, step for step`(seed: UInt64) throws {
    var pair = try JudgedBook(seed: seed)
    for step in 0..<350 {
      pair.step()
      let difference = pair.difference
      try #require(difference == nil, "seed \(seed), step \(step)")
      pair.book.checkInvariants()
    }
  }

  @Test func `the random streams reach every kind of effect`() throws {
    var reached: Set<String> = []
    for seed in UInt64(1)...24 {
      var pair = try JudgedBook(seed: seed)
      for _ in 0..<350 { pair.step() }
      reached.formUnion(pair.reached)
    }
    var expected: Set<String> = [
      "rested", "armed", "triggered", "filled", "resized", "reduced reduceOnly",
      "two stops triggered by one operation",
    ]
    for reason in OrderCancelReason.allCases { expected.insert("cancelled \(reason)") }
    // A sell at the lowest tick would have to meet an empty side; a story covers it.
    for reason in OrderRejectReason.allCases where reason != .noPriceLeft {
      expected.insert("rejected \(reason)")
    }
    for reason in OrderRefusal.allCases { expected.insert("refused \(reason)") }
    #expect(expected.subtracting(reached).sorted() == [])
  }

  @Test(arguments: UInt64(101)...104)
  func `a fork goes its own way and the book it came from stays as it was`(seed: UInt64) throws {
    var pair = try JudgedBook(seed: seed)
    for _ in 0..<200 { pair.step() }
    var branch = pair.forked(seed: seed + 1000)
    for _ in 0..<200 {
      branch.step()
      let difference = branch.difference
      try #require(difference == nil)
    }
    let untouched = pair.difference
    #expect(untouched == nil)
    pair.book.checkInvariants()
    for _ in 0..<200 {
      pair.step()
      let difference = pair.difference
      try #require(difference == nil)
    }
    let branchUntouched = branch.difference
    #expect(branchUntouched == nil)
  }
}
