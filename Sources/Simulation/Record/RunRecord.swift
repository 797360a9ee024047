import Kernel
import Liquidation
import Market
import Units

/// What a run keeps of what happened; it watches and never decides.
struct RunRecord: Sendable {
  var totals = RunTotals()
  private(set) var incidents: [Incident] = []
  private(set) var prices: [PriceSample] = []
  private var monitors: [any Monitor]
  /// What the monitors have to say at the end.
  private(set) var findings: [MonitorFinding] = []
  private(set) var digests: [UInt64] = []
  /// The end of the second that is open.
  private(set) var nextSecondEnd = Instant.zero + .seconds(1)
  private(set) var cascade: [CascadeLink] = []
  var observer: MarketObserver?
  private(set) var liquidations: [LiquidationRecord] = []
  /// The first breach of each watched account, by the price that drives the check.
  private(set) var firstBreach: [Instant?]
  /// Which watched accounts have had a liquidation.
  private var isLiquidated: [Bool]
  /// What each account lost by deleveraging.
  private(set) var deleveragedQuantity: [Int64]
  private(set) var deleveragingLoss: [Money]
  /// The lowest and highest check price since the fork.
  private(set) var lowestCheck: Price?
  private(set) var highestCheck: Price?
  /// The forced fill that last moved the last price against its own side.
  private var mover: Mover?
  private var lastTrade: Price?
  /// How far the trade being booked has moved the last price.
  private var movedLast: Int64 = 0
  private(set) var lastForcedFill: Instant?
  /// How often each depth shock has struck.
  private var strikes: [Int]
  private var sides = BareSides()
  private let instrument: Instrument

  init(setup: WorldSetup) {
    firstBreach = Array(repeating: nil, count: setup.roster.watchedCount)
    isLiquidated = Array(repeating: false, count: setup.roster.watchedCount)
    deleveragedQuantity = Array(repeating: 0, count: setup.roster.count)
    deleveragingLoss = Array(repeating: .zero, count: setup.roster.count)
    instrument = setup.scenario.instrument
    monitors = setup.monitors
    strikes = Array(repeating: 0, count: setup.scenario.shocks.count)
    if setup.options.observesMarket { observer = MarketObserver() }
  }

  private func notional(_ price: Price, _ quantity: Quantity) -> Money {
    instrument.notional(price, quantity)
  }

  /// A forced fill that moved the last price.
  private struct Mover: Sendable {
    var account: Int
    var event: UInt64
    var time: Instant
    var side: Side
  }

  /// How long a forced fill may be held to have set off another liquidation: the mark's memory.
  static var memory: Interval { .seconds(30) }

  // MARK: Incidents

  mutating func incident(
    _ kind: Incident.Kind, at now: Instant, event: UInt64, account: Int? = nil,
    quantity: Quantity = .zero, price: Price = .zero, amount: Money = .zero,
    strike: Incident.Strike? = nil
  ) {
    incidents.append(
      Incident(
        time: now, event: event, kind: kind, account: account, quantity: quantity, price: price,
        amount: amount, strike: strike))
    for index in monitors.indices {
      monitors[index].incidentHappened(incidents[incidents.count - 1])
    }
  }

  // MARK: The market

  /// A depth shock strikes, for the first or another time.
  mutating func shockStruck(_ plan: Int, at now: Instant, event: UInt64) {
    strikes[plan] += 1
    incident(
      .depthShock, at: now, event: event,
      strike: Incident.Strike(shock: plan + 1, number: strikes[plan]))
  }

  /// Whether a side of the book was without an order when it was last looked at.
  @inline(__always)
  func isBare(_ side: Side) -> Bool { sides.isBare(side) }

  /// The last order of a side is gone, or one is back.
  ///
  /// - Parameter price: The last price where it is gone, the best one where it is back.
  mutating func sideChanged(_ side: Side, price: Price, at now: Instant, event: UInt64) {
    guard let isBare = sides.turn(side, at: now) else { return }
    let kind: Incident.Kind =
      switch side {
      case .buy: isBare ? .bidSideEmpty : .bidSideBack
      case .sell: isBare ? .askSideEmpty : .askSideBack
      }
    incident(kind, at: now, event: event, price: price)
  }

  /// Books how long each side was without an order.
  mutating func closeSides(at end: Instant) {
    totals.timeWithoutBid = sides.time(.buy, until: end)
    totals.timeWithoutAsk = sides.time(.sell, until: end)
  }

  // MARK: Seconds and the end

  /// Closes the open second with the digest of all before it.
  mutating func closeSecond(digest: UInt64) {
    digests.append(digest)
    nextSecondEnd = nextSecondEnd + .seconds(1)
  }

  /// Keeps the sample that closes a second.
  mutating func sample(_ sample: PriceSample) {
    prices.append(sample)
    for index in monitors.indices { monitors[index].secondEnded(sample) }
  }

  /// Asks the monitors what they found.
  mutating func judge() {
    for index in monitors.indices { findings += monitors[index].runEnded(totals) }
  }

  // MARK: Trades

  mutating func trade(_ fill: BookFill, now: Instant) {
    totals.trades += 1
    movedLast = lastTrade.map { fill.price.ticks - $0.ticks } ?? 0
    lastTrade = fill.price
    if observer != nil { observer?.trade(fill, at: now) }
  }

  /// Books a forced fill's shortfall by where it came from (Perold 1988, split at sending and arrival).
  mutating func forcedFill(
    _ item: LiquidationCase, _ fill: BookFill, event: UInt64, at now: Instant
  ) {
    guard let attempt = item.attempt else { return }
    let sign: Int64 = item.originalSize > .zero ? 1 : -1
    // Prices of the middle are kept doubled; halves are rounded once, down.
    func loss(_ doubledFrom: Int64, _ doubledTo: Int64) -> Money {
      let size = Quantity(lots: sign * fill.quantity.lots)
      let doubled =
        instrument.value(size, at: Price(ticks: doubledFrom))
        - instrument.value(size, at: Price(ticks: doubledTo))
      switch instrument.kind {
      case .linear: return Money(atoms: doubled.atoms >> 1)
      // Twice the price is half the coin.
      case .inverse: return Money(atoms: doubled.atoms << 1)
      }
    }
    let trigger = 2 * item.triggerPrice.ticks
    totals.shortfallMarkDelay += loss(trigger, attempt.doubledMidAtSend)
    totals.shortfallQueueing += loss(attempt.doubledMidAtSend, attempt.doubledMidAtArrival)
    totals.shortfallImpact += loss(attempt.doubledMidAtArrival, 2 * fill.price.ticks)
    totals.notionalExecuted += notional(item.triggerPrice, fill.quantity)
    // A long's forced sale pushes down, a short's forced purchase up.
    if movedLast * sign < 0 {
      mover = Mover(
        account: item.account, event: event, time: now, side: sign > 0 ? .buy : .sell)
    }
    lastForcedFill = now
  }

  // MARK: Cases

  /// Notes a breach.
  ///
  /// - Returns: Whether it is the account's first.
  mutating func breach(_ account: Int, check: Price, at now: Instant) -> Bool {
    if firstBreach[account] != nil { return false }
    firstBreach[account] = now
    totals.breachedAccounts += 1
    return true
  }

  mutating func checkPrice(_ price: Price) {
    lowestCheck = min(lowestCheck ?? price, price)
    highestCheck = max(highestCheck ?? price, price)
  }

  mutating func opened(_ item: LiquidationCase, notional: Money, at now: Instant, event: UInt64) {
    if !isLiquidated[item.account] {
      isLiquidated[item.account] = true
      totals.liquidatedAccounts += 1
    }
    totals.notionalTriggered += notional
    let side: Side = item.originalSize > .zero ? .buy : .sell
    let suspect = mover.flatMap {
      $0.side == side && now - $0.time <= Self.memory ? $0 : nil
    }
    cascade.append(
      CascadeLink(
        account: item.account, parent: suspect?.account, time: now, event: event,
        cause: suspect?.event))
    liquidations.append(
      LiquidationRecord(
        account: item.account, side: item.originalSize > .zero ? .buy : .sell, triggered: now,
        ended: now, ending: .unfinished, size: item.originalSize.magnitude, executed: .zero,
        transferred: .zero, deleveraged: .zero, triggerPrice: item.triggerPrice,
        bankruptcyPrice: item.bankruptcyPrice, executedNotional: .zero,
        equityAtTrigger: item.equityAtTrigger, equityAtEnd: .zero, fundPaid: .zero,
        fundReceived: .zero, attempts: 0, steps: []))
  }

  mutating func step(
    _ index: Int, _ kind: LiquidationRecord.Step.Kind, at now: Instant, quantity: Quantity,
    price: Price
  ) {
    liquidations[index].steps.append(
      LiquidationRecord.Step(time: now, kind: kind, quantity: quantity, price: price))
  }

  /// Books what the venue charged for liquidating.
  mutating func charged(_ index: Int, _ amount: Money) { liquidations[index].penalty += amount }

  /// Counts what was closed by any means, at the trigger price.
  mutating func closed(_ item: LiquidationCase, quantity: Quantity) {
    totals.notionalClosed += notional(item.triggerPrice, quantity)
  }

  mutating func ended(
    _ index: Int, _ item: LiquidationCase, ending: LiquidationRecord.Ending, equity: Money,
    at now: Instant
  ) {
    liquidations[index].ended = now
    liquidations[index].ending = ending
    liquidations[index].equityAtEnd = equity
    liquidations[index].executed = item.executed
    liquidations[index].executedNotional = item.executedNotional
    liquidations[index].transferred = item.transferred
    liquidations[index].deleveraged = item.deleveraged
    liquidations[index].fundPaid = item.fundPaid
    liquidations[index].fundReceived = item.fundReceived
    liquidations[index].attempts = item.attempts
    liquidations[index].fees = item.takerFees
    totals.timeInLiquidation += now - item.openedAt
  }

  // MARK: The waterfall

  mutating func fundPaid(_ amount: Money, account: Int, at now: Instant, event: UInt64) {
    totals.fundDraw += amount
    incident(.fundPaid, at: now, event: event, account: account, amount: amount)
  }

  mutating func fundReceived(_ amount: Money, account: Int, at now: Instant, event: UInt64) {
    totals.fundIncome += amount
    incident(.fundReceived, at: now, event: event, account: account, amount: amount)
  }

  mutating func feeWaived(_ amount: Money, account: Int, at now: Instant, event: UInt64) {
    totals.feesWaived += amount
    incident(.feeWaived, at: now, event: event, account: account, amount: amount)
  }

  /// The venue bears a debt beyond the fees it gives back, out of its fees.
  mutating func debtBorne(_ amount: Money, account: Int, at now: Instant, event: UInt64) {
    totals.socialisedLoss += amount
    incident(.debtBorne, at: now, event: event, account: account, amount: amount)
  }

  mutating func deleveraged(_ owner: OwnerID, quantity: Quantity, loss: Money) {
    let index = Int(owner.index)
    if deleveragedQuantity[index] == 0 { totals.deleveragedAccounts += 1 }
    deleveragedQuantity[index] += quantity.lots
    deleveragingLoss[index] += loss
    totals.socialisedLoss += loss
  }

  // MARK: The fork

  /// Goes on without monitors and without a table of the market, as the record of a shadow.
  mutating func dismissWatchers() {
    monitors = []
    observer = nil
  }

  /// Starts what is counted from the fork on.
  mutating func beginBranch(last: Price) {
    totals.lastAtFork = last
    totals.lowestLast = last
    lowestCheck = nil
    highestCheck = nil
  }
}
