import Kernel
package import Units

/// A recorded market made from a seed, to try a replay without data: a book of 25 levels on each side a tick apart,
/// trades at the touch, an index and a mark each second, and in the middle a fall of 8 % in a twelfth of the time.
///
/// It looks like the feed of a perpetual and is no model of one: prices, sizes and times are drawn so that every kind
/// of message occurs, for tutorials, tests and measurements.
package struct ExampleFeed {
  /// The tick, 0.1 of the quote currency, and the lot, 0.001 of the base currency, in hundred-millionths.
  package static let grid = (tick: Int64(10_000_000), lot: Int64(100_000))
  /// The venue's first time: 2025-01-01 00:00 UTC.
  private static let start: Int64 = 1_735_689_600_000_000_000
  private static let depth: Int64 = 25

  private let random: RandomStream
  private let length: Int64
  private var drawn: UInt64 = 0
  private var now: Int64 = 0
  private var arrived: Int64 = 0
  private var nextSecond: Int64 = 0
  private var bestBid: Int64 = 599_999
  /// The sizes from the touch on.
  private var bids: [Int64] = []
  private var asks: [Int64] = []
  private var messages: [TapeMessage] = []
  private var rows: [TapeRow] = []

  /// Makes a tape.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - length: The time from the first message to the last, at least a second.
  package static func tape(seed: UInt64, length: Interval) -> MarketTape {
    var feed = ExampleFeed(seed: seed, length: length.nanoseconds)
    feed.open()
    while feed.now < feed.length { feed.step() }
    return MarketTape(messages: feed.messages, rows: feed.rows)
  }

  private init(seed: UInt64, length: Int64) {
    random = RandomStream(seed: seed, name: "example.feed")
    self.length = length
  }

  // MARK: Steps

  private mutating func open() {
    bids = (0..<Self.depth).map { _ in size(mean: 1200) }
    asks = (0..<Self.depth).map { _ in size(mean: 1200) }
    rows.append(TapeRow(.clear))
    for offset in 0..<Self.depth {
      row(.bid, bestBid - offset, bids[Int(offset)])
      row(.ask, bestBid + 1 + offset, asks[Int(offset)])
    }
    send()
  }

  private mutating func step() {
    // 20 ms on average, in whole microseconds.
    now += (1 + Int64(uniform() * 40_000)) * 1000
    if now >= nextSecond { publish() }
    let isFalling = now * 12 >= length * 5 && now * 12 < length * 6
    if isFalling { return fall() }
    switch uniform() {
    case ..<0.2: trade(buys: uniform() < 0.5)
    case ..<0.6: resize(.bid)
    default: resize(.ask)
    }
  }

  /// One message of the fall: sellers go through the levels that lie below, and a new book stands there.
  private mutating func fall() {
    // 8 % of 600,000 ticks over the steps of a twelfth of the time.
    let ticks = max(48_000 * 12 * 20_000_000 / length, 1)
    for offset in 0..<min(ticks, 3) { row(.sellTrade, bestBid - offset, size(mean: 300)) }
    send()
    now += 1000
    move(by: -ticks)
  }

  private mutating func trade(buys: Bool) {
    let shown = buys ? asks[0] : bids[0]
    let lots = min(size(mean: 90), shown)
    row(buys ? .buyTrade : .sellTrade, buys ? bestBid + 1 : bestBid, lots)
    send()
    now += 1000
    if lots == shown {
      move(by: buys ? 1 : -1)
    } else {
      if buys { asks[0] -= lots } else { bids[0] -= lots }
      row(buys ? .ask : .bid, buys ? bestBid + 1 : bestBid, shown - lots)
      send()
    }
  }

  private mutating func resize(_ kind: TapeRow.Kind) {
    for _ in 0..<(1 + Int(uniform() * 8)) {
      let offset = Int64(uniform() * uniform() * Double(Self.depth))
      let lots = size(mean: 1200)
      if kind == .bid { bids[Int(offset)] = lots } else { asks[Int(offset)] = lots }
      row(kind, kind == .bid ? bestBid - offset : bestBid + 1 + offset, lots)
    }
    send()
  }

  /// Moves the touch; levels that both books have keep their sizes.
  private mutating func move(by ticks: Int64) {
    let (oldBid, oldBids, oldAsks) = (bestBid, bids, asks)
    bestBid += ticks
    for offset in 0..<Self.depth {
      let inOldBids = oldBid - (bestBid - offset)
      let inOldAsks = (bestBid + 1 + offset) - (oldBid + 1)
      bids[Int(offset)] = Self.kept(oldBids, inOldBids) ?? size(mean: 1200)
      asks[Int(offset)] = Self.kept(oldAsks, inOldAsks) ?? size(mean: 1200)
    }
    // What is gone first, so that the book is never crossed.
    for offset in 0..<Self.depth {
      let (bid, ask) = (oldBid - offset, oldBid + 1 + offset)
      if bid > bestBid || bid <= bestBid - Self.depth { row(.bid, bid, 0) }
      if ask <= bestBid || ask > bestBid + Self.depth { row(.ask, ask, 0) }
    }
    for offset in 0..<Self.depth {
      let (bid, ask) = (bestBid - offset, bestBid + 1 + offset)
      if Self.kept(oldBids, oldBid - bid) == nil { row(.bid, bid, bids[Int(offset)]) }
      if Self.kept(oldAsks, ask - oldBid - 1) == nil { row(.ask, ask, asks[Int(offset)]) }
    }
    send()
  }

  private static func kept(_ sizes: [Int64], _ offset: Int64) -> Int64? {
    offset >= 0 && offset < depth ? sizes[Int(offset)] : nil
  }

  /// The index and the mark, half a tick above the best bid.
  private mutating func publish() {
    nextSecond += 1_000_000_000
    let middle = bestBid * Self.grid.tick + Self.grid.tick / 2
    rows.append(TapeRow(.mark, amount: middle))
    rows.append(TapeRow(.index, amount: middle))
    send()
    now += 1000
  }

  // MARK: Messages

  private mutating func row(_ kind: TapeRow.Kind, _ ticks: Int64, _ lots: Int64) {
    rows.append(TapeRow(kind, ticks: Int32(ticks), amount: lots))
  }

  /// Ends a message: it arrives 2 to 6 ms after it happened and after those before it.
  private mutating func send() {
    arrived = max(now + 2_000_000 + Int64(uniform() * 4000) * 1000, arrived + 1000)
    messages.append(
      TapeMessage(
        exchangeTime: Self.start + now, arrivalTime: Self.start + arrived,
        rowsEnd: Int64(rows.count)))
  }

  private mutating func uniform() -> Double {
    drawn += 1
    return random.uniform(draw: 0, entity: 0, event: drawn)
  }

  /// A size in lots from an exponential law, at least one.
  private mutating func size(mean: Double) -> Int64 {
    1 + Elementary.floorToInt(-Elementary.log(uniform()) * mean)
  }
}
