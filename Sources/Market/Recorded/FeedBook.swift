package import Units

/// A recorded book as a reader of the feed knows it: the levels that messages have told so far.
package struct FeedBook: ~Copyable {
  private var shown: ShownBook

  /// A book of which nothing is known.
  ///
  /// - Parameter showsTrades: Whether the tape tells no levels, so that trades are all there is to know of the book.
  package init(showsTrades: Bool = false) { shown = ShownBook(showsTrades: showsTrades) }

  private init(_ shown: consuming ShownBook) { self.shown = shown }

  /// A book of its own that knows the same.
  package func forked() -> FeedBook { FeedBook(shown.forked()) }

  /// What a message changed.
  package struct Change: Sendable {
    /// Whether it changed levels.
    package var hasLevels = false
    /// Whether it told of trades.
    package var hasTrades = false
  }

  /// Takes a message in.
  package mutating func take(_ rows: UnsafeBufferPointer<TapeRow>) -> Change {
    var change = Change()
    for row in rows {
      if row.isLevel {
        _ = shown.set(row)
        change.hasLevels = true
        continue
      }
      switch row.kind {
      case .clear:
        shown.clear()
        change.hasLevels = true
      case .buyTrade, .sellTrade, .trade:
        change.hasTrades = true
        if shown.showsTrades, let taker = row.taker(in: shown) {
          shown.show(tradeBy: taker, at: Int64(row.ticks), row.amount)
          change.hasLevels = true
        }
      case .bid, .ask, .mark, .index, .fundingRate, .forcedBuy, .forcedSell, nil: break
      }
    }
    return change
  }

  /// The best level of a side; nil where it is empty.
  @inline(__always)
  package func best(_ side: Side) -> (price: Price, quantity: Quantity)? {
    level(side, at: shown.best(side))
  }

  /// The best level of a side behind a price; nil where there is none.
  package func level(_ side: Side, below price: Price) -> (price: Price, quantity: Quantity)? {
    level(side, at: shown.next(side, below: price.ticks * side.sign))
  }

  /// Who took in a trade; nil where a row is no trade.
  package func taker(of row: TapeRow) -> Side? { row.taker(in: shown) }

  @inline(__always)
  private func level(_ side: Side, at rank: Int64) -> (price: Price, quantity: Quantity)? {
    if rank == PriceLadder.noRank { return nil }
    return (Price(ticks: rank * side.sign), Quantity(lots: shown.lots(side, at: rank)))
  }
}
