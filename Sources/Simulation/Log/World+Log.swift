import Kernel
import Liquidation
import Margin
import Market
import Units

/// The log of events: what a run tells of itself while it goes on, where someone asked.
extension World {
  /// Logs that an event begins, and hands over the one before it.
  mutating func logEvent(_ event: Event) {
    flushLog()
    guard let start = log.start(ofWindowWith: event.time) else {
      return log.pass(incidents: record.incidents)
    }
    if !log.isBegun { logOpening(at: start) }
    log.begin(JournalEntry(event, digest: timeline.digest.value), at: event.time)
  }

  /// Hands over the event that is being logged, as the world is now.
  mutating func flushLog() {
    if log.isGathering { log.close(touch(), prices: here.prices, incidents: record.incidents) }
  }

  /// Logs what there is before the first event of the window: accounts, then orders in the order of their queues.
  private mutating func logOpening(at time: Instant) {
    log.pass(incidents: record.incidents)
    log.begin(nil, at: time)
    for index in 0..<(venue.ledger.participantCount + 4) {
      let account = venue.ledger[OwnerID(Int32(index))]
      if account.cash == .zero, account.position.isFlat { continue }
      var effect = LoggedEffect(.account, account: index)
      effect.holding = account
      log.add(effect)
    }
    for side in Side.allCases {
      for rank in 0..<here.book.levelCount(side) {
        guard let level = here.book.level(side, rank: rank) else { continue }
        for order in here.book.queue(side, at: level.price) { logStanding(.rested, order) }
      }
    }
    for index in 0..<venue.ledger.participantCount {
      for order in here.book.openOrders(of: OwnerID(Int32(index)))
      where here.book.state(of: order) == .dormant {
        logStanding(.armed, order)
      }
    }
    flushLog()
  }

  private mutating func logStanding(_ kind: LoggedEffect.Kind, _ order: OrderID) {
    guard let terms = here.book.terms(of: order) else { return }
    var effect = LoggedEffect(kind, account: here.book.owner(of: order).map { Int($0.index) })
    effect.order = order.rawValue
    (effect.side, effect.price) = (terms.side, terms.price)
    (effect.quantity, effect.remaining) = (terms.quantity, terms.quantity)
    log.add(effect)
  }

  // MARK: Messages and the book

  /// Logs a message that has reached the book.
  mutating func logMessage(_ message: Message) {
    let kind: LoggedEffect.Kind =
      switch message.kind {
      case .enter: .enter
      case .replace: .replace
      case .cancel: .cancel
      }
    var effect = LoggedEffect(
      kind, account: here.book.owner(of: message.order).map { Int($0.index) })
    let terms = here.book.terms(of: message.order)
    effect.order = message.order.rawValue
    effect.side = terms?.side
    switch message.kind {
    case .enter: (effect.price, effect.quantity) = (terms?.price, message.quantity)
    case .replace: (effect.price, effect.quantity) = (message.price, message.quantity)
    case .cancel: break
    }
    log.add(effect)
  }

  /// Logs an effect of the book but for trades, which are logged as they are booked.
  mutating func logEffect(_ effect: BookEffect, of message: Message?) {
    switch effect {
    case .filled: return
    case .rested(let report): logReport(.rested, report)
    case .resized(let report): logReport(.resized, report)
    case .armed(let report): logReport(.armed, report)
    case .triggered(let report): logReport(.triggered, report)
    case .reduced(let report, let reason): logReport(.reduced, report, reason: Self.word(reason))
    case .cancelled(let report, let reason):
      logReport(.cancelled, report, reason: Self.word(reason))
    case .rejected(let report, let reason):
      logReport(.rejected, report, reason: OrderRejection(reason).rawValue)
    case .refused(let order, let reason):
      var refused = LoggedEffect(.refused)
      refused.order = order.rawValue
      refused.reason = OrderRejection(reason)?.rawValue ?? "gone"
      log.add(refused)
    }
  }

  private static func word(_ reason: OrderCancelReason) -> String {
    switch reason {
    case .requested: "requested"
    case .unfilled: "unfilled"
    case .fillOrKill: "fill-or-kill"
    case .selfTrade: "self-trade"
    case .reduceOnly: "reduce-only"
    case .liquidation: "liquidation"
    case .venue: "venue"
    }
  }

  private mutating func logReport(
    _ kind: LoggedEffect.Kind, _ report: OrderReport, reason: String? = nil
  ) {
    var effect = LoggedEffect(kind, account: Int(report.owner.index))
    effect.order = report.order.rawValue
    (effect.side, effect.price, effect.reason) = (report.side, report.price, reason)
    (effect.quantity, effect.remaining) = (report.quantity, report.remaining)
    log.add(effect)
  }

  /// Logs that the gateway did not let a strategy's message through.
  mutating func logGateway(_ message: Message, owner: OwnerID, _ reason: OrderRejection) {
    var effect = LoggedEffect(
      message.kind == .replace ? .refused : .rejected, account: Int(owner.index))
    (effect.order, effect.reason) = (message.order.rawValue, reason.rawValue)
    log.add(effect)
  }

  /// Logs both sides of a trade that has just been booked.
  mutating func logFill(_ fill: BookFill) {
    for isMaker in [false, true] {
      let owner = isMaker ? fill.makerOwner : fill.takerOwner
      var effect = LoggedEffect(isMaker ? .maker : .taker, account: Int(owner.index))
      effect.order = (isMaker ? fill.maker : fill.taker).rawValue
      effect.side = isMaker ? fill.takerSide.opposite : fill.takerSide
      (effect.price, effect.quantity) = (fill.price, fill.quantity)
      effect.remaining = isMaker ? fill.makerRemaining : fill.takerRemaining
      effect.fee = isMaker ? fill.makerFee : fill.takerFee
      effect.holding = venue.ledger[owner]
      log.add(effect)
    }
  }

  // MARK: The ledger

  /// Logs lots that changed hands outside the book, for one of the two accounts.
  mutating func logHandover(
    _ kind: LoggedEffect.Kind, _ owner: OwnerID, _ side: Side, _ quantity: Quantity, price: Price
  ) {
    var effect = LoggedEffect(kind, account: Int(owner.index))
    (effect.side, effect.quantity, effect.price) = (side, quantity, price)
    effect.holding = venue.ledger[owner]
    log.add(effect)
  }

  /// Logs what an account received, or paid.
  mutating func logPayment(_ kind: LoggedEffect.Kind, _ owner: OwnerID, _ amount: Money) {
    if amount == .zero { return }
    var effect = LoggedEffect(kind, account: Int(owner.index))
    effect.amount = amount
    effect.holding = venue.ledger[owner]
    log.add(effect)
  }

  /// Settles funding and logs what each account received of it.
  mutating func payFundingLogged(rate: Rate) {
    let accounts = 0...venue.ledger.participantCount
    let before = accounts.map { venue.ledger.cash(OwnerID(Int32($0))) }
    venue.ledger.payFunding(rate: rate, price: here.prices.mark)
    for index in accounts {
      let owner = OwnerID(Int32(index))
      logPayment(.funding, owner, venue.ledger.cash(owner) - before[index])
    }
  }
}

extension LoggedEffect {
  /// A line of the incident log.
  init(_ incident: Incident) {
    self.init(.incident, account: incident.account)
    reason = incident.kind.rawValue
    quantity = incident.quantity == .zero ? nil : incident.quantity
    price = incident.price == .zero ? nil : incident.price
    // The rate of funding stands in the place of an amount.
    amount = incident.amount == .zero || incident.kind == .funding ? nil : incident.amount
  }
}
