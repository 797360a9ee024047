import Units

/// The two sides of a recorded book as far as messages have told them.
struct ShownBook: ~Copyable {
  private var bids = PriceLadder()
  private var asks = PriceLadder()
  /// Whether the tape tells no levels, so that trades are all there is to know of the book.
  let showsTrades: Bool

  /// A book of which nothing is known.
  init(showsTrades: Bool) { self.showsTrades = showsTrades }

  /// A book of its own that shows the same.
  func forked() -> ShownBook {
    var book = ShownBook(showsTrades: showsTrades)
    book.bids = bids.forked()
    book.asks = asks.forked()
    return book
  }

  /// The rank of a side's best level; `PriceLadder.noRank` where there is none.
  @inline(__always)
  func best(_ side: Side) -> Int64 { side == .buy ? bids.best : asks.best }

  /// The price of a side's best level; nil where there is none.
  @inline(__always)
  func bestPrice(_ side: Side) -> Price? {
    let rank = best(side)
    return rank == PriceLadder.noRank ? nil : Price(ticks: rank * side.sign)
  }

  /// How many levels a side has.
  func count(_ side: Side) -> Int { side == .buy ? bids.count : asks.count }

  /// The lots shown at a rank.
  @inline(__always)
  func lots(_ side: Side, at rank: Int64) -> Int64 {
    side == .buy ? bids.lots(at: rank) : asks.lots(at: rank)
  }

  /// The best level of a side below a rank; `PriceLadder.noRank` where there is none.
  @inline(__always)
  func next(_ side: Side, below rank: Int64) -> Int64 {
    side == .buy ? bids.next(below: rank) : asks.next(below: rank)
  }

  /// The lots of a side at a rank and better.
  func total(_ side: Side, from worst: Int64) -> Quantity {
    Quantity(lots: side == .buy ? bids.total(from: worst) : asks.total(from: worst))
  }

  /// Changes a level and returns what it showed.
  ///
  /// A level of the other side that it crosses is stale: a book that is told level by level takes the newer word.
  @inline(__always)
  mutating func set(_ side: Side, _ rank: Int64, _ lots: Int64) -> Int64 {
    if side == .buy {
      let previous = bids.set(rank, lots)
      if lots > 0 { while asks.best >= -rank { _ = asks.set(asks.best, 0) } }
      return previous
    }
    let previous = asks.set(rank, lots)
    if lots > 0 { while bids.best >= -rank { _ = bids.set(bids.best, 0) } }
    return previous
  }

  /// Takes all levels away.
  mutating func clear() {
    bids.removeAll()
    asks.removeAll()
  }

  /// Takes a trade as what it shows of the book, where nothing else does.
  ///
  /// A buyer took an offer of at least the size of the trade at its price: that is the offer until another trade tells
  /// otherwise, and a bid that it crosses is gone; and the other way round.
  mutating func show(tradeBy taker: Side, at ticks: Int64, _ lots: Int64) {
    let side = taker.opposite
    if side == .buy { bids.removeAll() } else { asks.removeAll() }
    _ = set(side, ticks * side.sign, lots)
  }

  /// Who took in a trade of which the source does not say it: who would have had to go less far.
  func taker(at ticks: Int64) -> Side {
    let (bid, ask) = (bids.best, asks.best)
    if bid == PriceLadder.noRank { return .sell }
    if ask == PriceLadder.noRank { return .buy }
    return 2 * ticks >= bid - ask ? .buy : .sell
  }
}

extension TapeRow {
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
