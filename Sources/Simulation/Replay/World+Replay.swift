import Kernel
import Market
import Units

/// A recorded market in place of a simulated one: its messages happen at the venue and arrive at strategies.
extension World {
  /// A recorded message happens: the book shows it, accounts' orders fill where it reaches them.
  mutating func replayMessage(_ number: Int) {
    guard let market = tapes.market else { return }
    here.book.time = now
    let rows = market.rows(of: number)
    let replayed = here.book.replay(rows)
    if let last = replayed.last { here.prices.last = last }
    if here.book.effectCount > 0 { absorbEffects(of: nil) }
    if replayed.hasOthers { replayPrices(rows, of: market) }
    if replayed.hasNewTouch {
      if hasStrategies { noteMid(touch()) }
      noteSides()
    }
    timeline.absorb(UInt64(bitPattern: replayed.bid), UInt64(bitPattern: replayed.ask))
  }

  /// Takes in the prices that a message tells beside the book.
  private mutating func replayPrices(
    _ rows: UnsafeBufferPointer<TapeRow>, of market: MarketCursor
  ) {
    for row in rows {
      switch row.kind {
      case .index: here.prices.see(index: market.price(hundredMillionths: row.amount))
      case .mark: here.prices.tapeMark = market.price(hundredMillionths: row.amount)
      default: break
      }
    }
  }

  /// Takes the middle of the book as the index, rounded down, where both sides quote.
  mutating func seeMidAsIndex() {
    guard let bid = here.book.bestBid, let ask = here.book.bestAsk else { return }
    here.prices.see(index: Price(ticks: (bid.ticks + ask.ticks) / 2))
  }

  /// A recorded message arrives: every strategy is told its trades, then shown the book.
  mutating func deliverMessage(_ number: Int) {
    guard let market = tapes.market else { return }
    let rows = market.rows(of: number)
    let change = here.feed.take(rows)
    let published = market.happened(number)
    if change.hasTrades { deliverTrades(rows, at: published) }
    if change.hasLevels {
      for index in desks.strategies.indices { showFeed(to: index, published: published) }
    }
  }

  private mutating func deliverTrades(
    _ rows: UnsafeBufferPointer<TapeRow>, at published: Instant
  ) {
    for row in rows {
      guard let side = here.feed.taker(of: row) else { continue }
      let trade = TradeNotice(
        time: published, side: side, price: Price(ticks: Int64(row.ticks)),
        quantity: Quantity(lots: row.amount))
      for index in desks.strategies.indices { tellNow(.trade(trade), to: index) }
    }
  }
}
