import Units

/// The two sides of a recorded book as far as messages have told them.
struct ShownBook: ~Copyable {
  /// The bids, then the asks: a row names its side by a number, so that no branch asks for it.
  private let sides: UnsafeMutablePointer<PriceLadder>
  /// Whether the tape tells no levels, so that trades are all there is to know of the book.
  let showsTrades: Bool

  /// A book of which nothing is known.
  init(showsTrades: Bool) {
    self.init(PriceLadder(), PriceLadder(), showsTrades: showsTrades)
  }

  private init(_ bids: consuming PriceLadder, _ asks: consuming PriceLadder, showsTrades: Bool) {
    sides = .allocate(capacity: 2)
    sides.initialize(to: bids)
    (sides + 1).initialize(to: asks)
    self.showsTrades = showsTrades
  }

  deinit {
    sides.deinitialize(count: 2)
    sides.deallocate()
  }

  /// A book of its own that shows the same.
  func forked() -> ShownBook {
    ShownBook(sides[0].forked(), sides[1].forked(), showsTrades: showsTrades)
  }

  @inline(__always)
  private static func number(_ side: Side) -> Int { side == .buy ? 0 : 1 }

  /// The rank of a side's best level; `PriceLadder.noRank` where there is none.
  @inline(__always)
  func best(_ side: Side) -> Int64 { sides[Self.number(side)].best }

  /// The price of a side's best level; nil where there is none.
  @inline(__always)
  func bestPrice(_ side: Side) -> Price? {
    let rank = best(side)
    return rank == PriceLadder.noRank ? nil : Price(ticks: rank * side.sign)
  }

  /// How many levels a side has.
  func count(_ side: Side) -> Int { sides[Self.number(side)].count }

  /// The lots shown at a rank.
  @inline(__always)
  func lots(_ side: Side, at rank: Int64) -> Int64 { sides[Self.number(side)].lots(at: rank) }

  /// The best level of a side below a rank; `PriceLadder.noRank` where there is none.
  @inline(__always)
  func next(_ side: Side, below rank: Int64) -> Int64 {
    sides[Self.number(side)].next(below: rank)
  }

  /// The lots of a side at a rank and better.
  func total(_ side: Side, from worst: Int64) -> Quantity {
    Quantity(lots: sides[Self.number(side)].total(from: worst))
  }

  /// What a change of a level did.
  struct Change {
    /// The rank of the level.
    let rank: Int64
    /// What it showed before.
    let previous: Int64
    /// Whether the best price of its side became better.
    let isBetter: Bool
  }

  /// Changes the level of a row, which tells a bid or an ask.
  ///
  /// A level of the other side that it crosses is stale: a book that is told level by level takes the newer word.
  @inline(__always)
  mutating func set(_ row: TapeRow) -> Change {
    let number = Int(row.code)
    // 1 for a bid and -1 for an ask.
    let rank = Int64(row.ticks) &* Int64(1 &- 2 &* number)
    return set(number, rank, row.amount)
  }

  @inline(__always)
  private mutating func set(_ number: Int, _ rank: Int64, _ lots: Int64) -> Change {
    let before = sides[number].best
    let previous = sides[number].set(rank, lots)
    // Only a new best can cross: the others lie behind one that does not.
    let isBetter = sides[number].best > before
    if isBetter, sides[number ^ 1].best >= -rank { dropCrossed(number ^ 1, -rank) }
    return Change(rank: rank, previous: previous, isBetter: isBetter)
  }

  @inline(never)
  private mutating func dropCrossed(_ number: Int, _ limit: Int64) {
    while sides[number].best >= limit { _ = sides[number].set(sides[number].best, 0) }
  }

  /// Takes all levels away.
  mutating func clear() {
    sides[0].removeAll()
    sides[1].removeAll()
  }

  /// Takes a trade as what it shows of the book, where nothing else does.
  ///
  /// A buyer took an offer of at least the size of the trade at its price: that is the offer until another trade tells
  /// otherwise, and a bid that it crosses is gone; and the other way round.
  mutating func show(tradeBy taker: Side, at ticks: Int64, _ lots: Int64) {
    let side = taker.opposite
    sides[Self.number(side)].removeAll()
    _ = set(Self.number(side), ticks * side.sign, lots)
  }

  /// Who took in a trade of which the source does not say it: who would have had to go less far.
  func taker(at ticks: Int64) -> Side {
    let (bid, ask) = (best(.buy), best(.sell))
    if bid == PriceLadder.noRank { return .sell }
    if ask == PriceLadder.noRank { return .buy }
    return 2 * ticks >= bid - ask ? .buy : .sell
  }
}

extension TapeRow {
  /// Whether it tells a level: the codes of bids and asks are the numbers of their sides.
  @inline(__always)
  var isLevel: Bool { code <= Kind.ask.rawValue }

  /// The side of a level.
  @inline(__always)
  var side: Side { code == Kind.bid.rawValue ? .buy : .sell }

  /// Who took in a trade in a book; nil where the row is no trade.
  func taker(in book: borrowing ShownBook) -> Side? {
    switch kind {
    case .buyTrade: .buy
    case .sellTrade: .sell
    case .trade: book.taker(at: Int64(ticks))
    default: nil
    }
  }
}
