import Kernel
package import Liquidation
import Margin
import Market
import Units

/// The shadow of a branch: the same accounts along the same path as takers of prices that they do not move.
///
/// It is a world like any other but for the market. Cases, paths, transfers, auctions, penalties, fund and deleveraging
/// are those of every branch; nobody else acts. Instead of makers and takers one owner, the noise takers' account,
/// stands for the market: it shows a bid and an ask without end at the prices that the control recorded.
extension World {
  /// Starts to write down what the market does.
  mutating func startRecording() {
    recorder = MarketRecorder(touch: touch(), last: here.prices.last, at: now)
  }

  /// A world in the same state in which nobody acts but the liquidation engine, before a recorded market.
  ///
  /// Orders of before the fork are gone; who holds a position keeps it.
  borrowing func shadowed(by market: RecordedMarket) -> World {
    var book = OrderBook(instrument: setup.scenario.instrument, orderCapacity: 64)
    for index in 0...venue.ledger.participantCount {
      let owner = OwnerID(Int32(index))
      book.adjustPosition(of: owner, by: venue.ledger.size(owner))
    }
    return World(
      timeline: timeline.emptied(), listing: here.forked(with: book),
      shadow: ShadowMarket(market, touch: touch()), copying: self)
  }

  /// Runs this shadow along a path to the end.
  package mutating func runShadow(path: any LiquidationPath) {
    stance = .path(path)
    isPrefix = false
    setup.options.watch?.branchBegins(path.name)
    beginBranch()
    if let touch = shadow?.touch { show(touch) }
    push(.marginCheck, .marginCheck, at: now)
    let interval = setup.scenario.liquidation.backstop.unwindInterval
    // Up: the next of its times, the present one included, since the check of the fork comes before it.
    let count = divide(
      Int128(now.nanoseconds), by: Int128(interval.nanoseconds), rounding: .up)
    push(
      .backstopUnwind, .liquidation,
      at: Instant(nanoseconds: Int64(count) * interval.nanoseconds))
    scheduleReplay()
    // What a strategy's mistake left undone is no result: time is at its end already.
    if desks.fault == nil { _ = run() }
    finish()
  }

  private mutating func scheduleReplay() {
    guard let entry = shadow?.next, let phase = Phase(rawValue: entry.phase) else { return }
    push(.replay, phase, at: entry.time)
  }

  /// Lets the next change of the recorded market happen.
  mutating func replay() {
    guard let entry = shadow?.next else { return }
    shadow?.advance()
    scheduleReplay()
    switch entry.change {
    case .touch(let touch): show(touch)
    case .last(let price): here.prices.last = price
    case .index(let number): seeIndexAtVenue(number: number)
    case .mark(let price):
      here.prices.previousMark = here.prices.mark
      here.prices.mark = price
      if setup.options.audits { audit() }
    case .funding(let rate): payFunding(rate)
    }
  }

  // MARK: The market's bid and ask

  /// Moves the market's orders to a touch; forced orders that rest and are reached fill whole.
  private mutating func show(_ touch: Touch) {
    let before = shadow?.touch.ask
    shadow?.touch = touch
    // An ask that rises or goes makes room for the bid; in any other case the bid makes room for the ask.
    let isAskFirst = touch.ask.map { ask in before.map { ask > $0 } ?? false } ?? true
    if isAskFirst {
      show(.sell, touch.ask)
      show(.buy, touch.bid)
    } else {
      show(.buy, touch.bid)
      show(.sell, touch.ask)
    }
  }

  private mutating func show(_ side: Side, _ price: Price?) {
    let shown = side == .buy ? shadow?.orders.bid : shadow?.orders.ask
    var order = shown
    if let shown, let price {
      here.book.replace(shown, price: price, quantity: ShadowMarket.size)
    } else if let shown {
      here.book.cancel(shown)
      order = nil
    } else if let price {
      let new = here.book.prepare(
        .limit(
          owner: setup.roster.takers, side: side, price: price, quantity: ShadowMarket.size,
          tag: -1))
      here.book.enter(new)
      order = new
    } else {
      return
    }
    if side == .buy { shadow?.orders.bid = order } else { shadow?.orders.ask = order }
    absorbEffects(of: nil)
  }
}
