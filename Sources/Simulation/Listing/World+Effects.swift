import Kernel
import Liquidation
import Margin
import Market
import Units

/// What the book did is booked: trades, orders that rest and orders that end, and the best prices after.
extension World {
  /// Books every effect of the book's last operation.
  ///
  /// - Parameter message: The message that caused it, where there is one.
  mutating func absorbEffects(of message: Message?) {
    let count = here.book.effectCount
    var traded = Quantity.zero
    var takerSide = Side.buy
    // Read where they are; nothing below acts on the book.
    for effect in here.book.effectsInPlace {
      if isLogged { logEffect(effect, of: message) }
      switch effect {
      case .filled(let fill):
        traded += fill.quantity
        takerSide = fill.takerSide
        settle(fill)
      case .rested(let report):
        orderRests(report, keepsPlace: false)
      case .resized(let report):
        orderRests(report, keepsPlace: true)
      case .cancelled(let report, let reason): orderEnds(report, .cancelled(reason))
      case .rejected(let report, let reason):
        orderEnds(report, .rejected(OrderRejection(reason)))
      case .refused(_, let reason):
        if let message { orderRefused(message, reason) }
      case .triggered(let report):
        push(
          .stopEntry, .stopEntry, at: now, a: Int64(bitPattern: report.order.rawValue))
        noteStrategyOrder(report, .triggered)
        notifyOrder(report, .triggered)
      case .armed(let report):
        noteStrategyOrder(report, .accepted)
        notifyOrder(report, .accepted)
      case .reduced(let report, _):
        noteStrategyOrder(report, .reduced)
        notifyOrder(report, .reduced)
      }
    }
    noteSides()
    // What a message did to the best prices is looked at once, when it is done.
    if hasStrategies, message == nil { noteMid(touch()) }
    if recorder != nil {
      let present = touch()
      recorder?.see(present)
    }
    timeline.absorb(UInt64(count), UInt64(bitPattern: traded.lots))
    if isObserved, traded > .zero {
      record.observer?.finishTrade(takerSide, quantity: traded, book: here.book, at: timeline.now)
    }
  }

  /// Books a trade: ledger, last price, and whoever has to know.
  private mutating func settle(_ fill: BookFill) {
    venue.ledger.fill(
      buyer: fill.buyer, seller: fill.seller, price: fill.price, quantity: fill.quantity,
      buyerFee: fill.buyerFee, sellerFee: fill.sellerFee)
    if hasStrategies { noteStrategies(fill) }
    if isLogged { logFill(fill) }
    timeline.absorb(UInt64(bitPattern: fill.price.ticks), UInt64(bitPattern: fill.quantity.lots))
    bookPlainly(fill)
    // A shadow moves nothing, the last price neither.
    if shadow == nil { here.prices.last = fill.price }
    recorder?.see(last: fill.price)
    record.trade(fill, now: now)
    noteMaker(fill)
    noteForcedFill(fill)
    noteWatched(fill.makerOwner)
    noteWatched(fill.takerOwner)
    if hasStrategies { notifyTrade(fill) }
  }

  private mutating func noteMaker(_ fill: BookFill) {
    guard let maker = setup.roster.makerIndex(fill.makerOwner) else { return }
    here.crew.fills(quote: Int(fill.makerTag), remaining: fill.makerRemaining)
    guard !here.crew.makers[maker].isReloadPending else { return }
    let quote = here.crew.quotes[Int(fill.makerTag)]
    guard quote.remaining * 2 < quote.shown else { return }
    here.crew.setReloadPending(true, maker: maker)
    let answer = setup.latency.response(owner: fill.makerOwner, cause: now)
    let uniform = setup.reloads.uniform(
      draw: 0, entity: UInt64(maker), event: UInt64(bitPattern: now.nanoseconds))
    let mean = Double(setup.scenario.makers.reloadDelay.nanoseconds)
    let pause = Interval(nanoseconds: Elementary.roundToInt(-Elementary.log(uniform) * mean))
    push(.makerReload, .backgroundFlow, at: now + answer + pause, target: maker)
  }

  private mutating func orderRests(_ report: OrderReport, keepsPlace: Bool) {
    if setup.roster.makerIndex(report.owner) != nil {
      here.crew.rests(
        quote: Int(report.tag), price: report.price ?? .zero, remaining: report.remaining)
    } else if hasStrategies {
      noteStrategyRest(report, keepsPlace: keepsPlace)
      notifyOrder(report, .accepted)
    }
  }

  private mutating func orderEnds(_ report: OrderReport, _ end: OrderEnd) {
    if setup.roster.makerIndex(report.owner) != nil {
      if report.tag >= 0 { here.crew.ends(quote: Int(report.tag)) }
    } else if hasStrategies {
      noteStrategyOrder(report, .ended(end))
      notifyOrder(report, .ended(end))
    }
  }

  private mutating func orderRefused(_ message: Message, _ reason: OrderRefusal) {
    if message.sender == .backgroundFlow, message.tag >= 0 {
      here.crew.ends(quote: Int(message.tag))
    }
    // That an order is gone the strategy is told when it goes.
    if message.sender == .strategy, let reason = OrderRejection(reason) {
      notifyUnchanged(message, reason)
    }
  }

  /// Notes a side of the book that has lost its last order or has one again.
  @inline(__always)
  mutating func noteSides() {
    if (here.book.levelCount(.buy) == 0) != record.isBare(.buy) { noteChange(of: .buy) }
    if (here.book.levelCount(.sell) == 0) != record.isBare(.sell) { noteChange(of: .sell) }
  }

  private mutating func noteChange(of side: Side) {
    let price = here.book.best(side)?.price ?? here.prices.last ?? here.prices.index
    record.sideChanged(side, price: price, at: now, event: eventKey)
  }

  // MARK: The touch

  /// The best prices, to see whether an operation changed them.
  struct Touch: Sendable, Equatable {
    var bid: Price?
    var ask: Price?

    /// Whether the spread is one tick.
    var isTight: Bool {
      guard let bid, let ask else { return false }
      return ask.ticks - bid.ticks == 1
    }
  }

  @inline(__always)
  func touch() -> Touch { Touch(bid: here.book.bestBid, ask: here.book.bestAsk) }

  /// Tells makers when the spread has opened, and the observer of every change.
  mutating func noteTouch(before: Touch) {
    let after = touch()
    if hasStrategies, after != before { noteMid(after) }
    if before.isTight, !after.isTight { announceOpenSpread() }
    if isObserved {
      let mid = doubledMid()
      record.observer?.spread(isTight: after.isTight, doubledMid: mid, at: timeline.now)
    }
  }
}
