import Market
import TestSupport
import Testing
import Units

/// A recorded book against one that keeps its levels in dictionaries.
@Suite struct FeedBookTests {
  /// The naive judge.
  private struct Levels {
    var bids: [Int32: Int64] = [:]
    var asks: [Int32: Int64] = [:]

    mutating func take(_ row: TapeRow) {
      switch row.kind {
      case .bid:
        bids[row.ticks] = row.amount == 0 ? nil : row.amount
        if row.amount > 0 { asks = asks.filter { $0.key > row.ticks } }
      case .ask:
        asks[row.ticks] = row.amount == 0 ? nil : row.amount
        if row.amount > 0 { bids = bids.filter { $0.key < row.ticks } }
      case .clear: (bids, asks) = ([:], [:])
      default: break
      }
    }
  }

  /// Levels of a side from the best on.
  private func levels(of book: borrowing FeedBook, _ side: Side) -> [PriceAndSize] {
    var found: [PriceAndSize] = []
    var next = book.best(side)
    while let level = next {
      found.append(PriceAndSize(ticks: level.price.ticks, lots: level.quantity.lots))
      next = book.level(side, below: level.price)
    }
    return found
  }

  private struct PriceAndSize: Equatable {
    var ticks: Int64
    var lots: Int64
  }

  /// Prices are near one another, far apart, or at both ends of what a tape can hold.
  @Test(arguments: [10 as Int32, 3000, 2_000_000_000])
  func `a book told level by level is what a plain one is`(spread: Int32) {
    for seed in 0..<20 as Range<UInt64> {
      var random = TestRandom(seed: seed)
      var book = FeedBook()
      var judge = Levels()
      for step in 0..<400 {
        let row = row(&random, spread: spread)
        _ = withUnsafePointer(to: row) { book.take(UnsafeBufferPointer(start: $0, count: 1)) }
        judge.take(row)
        if step % 40 == 0 { expect(book, judge, "seed \(seed), step \(step)") }
      }
      let fork = book.forked()
      book = FeedBook()
      expect(fork, judge, "seed \(seed), forked")
    }
  }

  private func expect(_ book: borrowing FeedBook, _ judge: Levels, _ place: Comment) {
    let bids = judge.bids.sorted { $0.key > $1.key }
    let asks = judge.asks.sorted { $0.key < $1.key }
    #expect(
      levels(of: book, .buy) == bids.map { PriceAndSize(ticks: Int64($0.key), lots: $0.value) },
      place)
    #expect(
      levels(of: book, .sell) == asks.map { PriceAndSize(ticks: Int64($0.key), lots: $0.value) },
      place)
  }

  private func row(_ random: inout TestRandom, spread: Int32) -> TapeRow {
    if random.chance(1) { return TapeRow(.clear) }
    let middle: Int32 = 1_000_000_100
    let ticks = middle - spread / 2 + Int32(random.integer(0...Int64(spread - 1)))
    return TapeRow(
      random.chance(50) ? .bid : .ask, ticks: ticks,
      amount: random.chance(33) ? 0 : random.integer(1...9))
  }
}
