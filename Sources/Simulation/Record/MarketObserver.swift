import Market
import Units

/// Watches the simulated market on a grid of tenths of a second and at every trade.
struct MarketObserver: Sendable {
  private var observations = MarketObservations()
  private var nextGrid = Instant.zero
  private var spreadSince = Instant.zero
  private var isTight = false
  private var openOrder: (order: OrderID, take: TakerOrder)?
  private var doubledMid: Int64 = 0
  private var firstPrice = Price.zero
  /// Whether the taker order under way has traded at more than one price.
  private(set) var isSweep = false
  private var sweeps: [Sweep] = []

  /// A side of the touch that was swept, until half of the size is back.
  private struct Sweep {
    var side: Side
    var since: Instant
    var wanted: Quantity
  }

  /// Grid points up to a time: the mid each tenth of a second, sizes each second.
  mutating func advance(to time: Instant, book: borrowing OrderBook) {
    while nextGrid < time {
      if let bid = book.bestBid, let ask = book.bestAsk { doubledMid = bid.ticks + ask.ticks }
      observations.doubledMids.append(doubledMid)
      if observations.doubledMids.count % 10 == 1, doubledMid > 0 { sizes(book) }
      follow(book)
      nextGrid = nextGrid + .milliseconds(100)
    }
  }

  private mutating func sizes(_ book: borrowing OrderBook) {
    for side in [Side.buy, .sell] {
      observations.levelSamples += 1
      for rank in 0..<5 {
        guard let level = book.level(side, rank: rank) else { continue }
        observations.levelSizes[rank] += level.quantity.lots
        if rank == 0 { observations.touchSizes.append(level.quantity.lots) }
      }
      for (index, basisPoints) in [Int64(1), 5, 10].enumerated() {
        let within = Price(ticks: doubledMid / 2 * basisPoints / 10_000)
        observations.depths[index] += book.depth(side, within: within).lots
      }
    }
  }

  /// A trade; trades of one taker order at one instant are one order.
  mutating func trade(_ fill: BookFill, at now: Instant) {
    if openOrder?.order == fill.taker {
      openOrder?.take.quantity += fill.quantity
      if fill.price != firstPrice { isSweep = true }
    } else {
      closeOrder()
      firstPrice = fill.price
      isSweep = false
      openOrder = (
        fill.taker,
        TakerOrder(
          time: now, side: fill.takerSide, quantity: fill.quantity, doubledMid: doubledMid)
      )
    }
  }

  private mutating func closeOrder() {
    if let open = openOrder { observations.takerOrders.append(open.take) }
    openOrder = nil
  }

  /// The spread after an operation.
  mutating func spread(isTight now: Bool, doubledMid mid: Int64, at time: Instant) {
    doubledMid = mid
    if isTight { observations.timeAtOneTick += time - spreadSince }
    observations.timeObserved += time - spreadSince
    spreadSince = time
    isTight = now
  }

  /// What was observed.
  func observations(messages: Int64) -> MarketObservations {
    var closed = self
    closed.closeOrder()
    closed.observations.messages = messages
    closed.observations.unrefilled = closed.sweeps.count
    return closed.observations
  }

  // MARK: Sweeps

  /// Starts to follow a sweep: a taker order that traded at more than one price.
  ///
  /// - Parameters:
  ///   - takerSide: The side of the taker.
  ///   - quantity: What it traded.
  ///   - book: The book after it.
  mutating func finishTrade(
    _ takerSide: Side, quantity: Quantity, book: borrowing OrderBook, at now: Instant
  ) {
    if !isSweep || sweeps.count >= 1000 { return }
    let side = takerSide.opposite
    let depth = book.depth(side, within: reach())
    // Half of what is gone, rounded up: the claim is "at least half".
    let wanted = depth + Quantity(lots: (quantity.lots + 1) / 2)
    sweeps.append(Sweep(side: side, since: now, wanted: wanted))
  }

  /// Two basis points of the mid.
  private func reach() -> Price { Price(ticks: doubledMid / 10_000) }

  /// Ends the sweeps whose depth is back.
  private mutating func follow(_ book: borrowing OrderBook) {
    if sweeps.isEmpty { return }
    let bid = book.depth(.buy, within: reach())
    let ask = book.depth(.sell, within: reach())
    var open: [Sweep] = []
    for sweep in sweeps {
      if (sweep.side == .buy ? bid : ask) >= sweep.wanted {
        observations.refills.append(nextGrid - sweep.since)
      } else {
        open.append(sweep)
      }
    }
    sweeps = open
  }
}
