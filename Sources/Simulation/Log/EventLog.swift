import Kernel
package import Margin
package import Market
package import Units

/// Asks for a log of what happens in a stretch of a run, with what each event does in book and ledger.
package struct EventLog: Sendable {
  /// The simulated time that is logged.
  package let window: Range<Instant>
  /// Takes an event once all that it does is done; events come in the order in which they begin.
  package let take: @Sendable (LoggedEvent) -> Void

  /// Makes a log.
  package init(window: Range<Instant>, take: @escaping @Sendable (LoggedEvent) -> Void) {
    self.window = window
    self.take = take
  }
}

/// An event and what it did.
package struct LoggedEvent: Sendable {
  /// When; of the opening, when the window begins.
  package var time: Instant
  /// The event; nil for the opening, which says what there was before the first event of the window.
  package var entry: JournalEntry?
  /// What it did, in order.
  package var effects: [LoggedEffect] = []
  /// The best bid after it, where there is one.
  package var bid: Price?
  /// The best ask after it, where there is one.
  package var ask: Price?
  /// The price of the last trade; nil before the first.
  package var last: Price?
  /// The mark after it.
  package var mark = Price.zero
  /// The index as the venue then knows it.
  package var index = Price.zero
}

/// One thing that an event did to an order or an account.
package struct LoggedEffect: Sendable {
  /// What it was; the raw value is the word in the file.
  package enum Kind: String, Sendable, CaseIterable {
    /// What an account has when the log begins.
    case account
    /// A message brings an order to the book.
    case enter
    /// A message asks for another price and size of an order.
    case replace
    /// A message asks for the end of an order.
    case cancel
    /// An order rests at the end of the queue at its price.
    case rested
    /// An order got smaller and kept its place.
    case resized
    /// A part of an order was cut because the position no longer allows it.
    case reduced
    /// An order is gone without a trade of its last part.
    case cancelled
    /// An order was not accepted; one that rested and was being replaced is gone.
    case rejected
    /// A cancel or a replacement changed nothing.
    case refused
    /// A stop waits for its trigger.
    case armed
    /// A stop's trigger was reached.
    case triggered
    /// An order that rested traded.
    case maker
    /// An incoming order traded.
    case taker
    /// Lots changed hands outside the book at a price.
    case transfer
    /// Lots changed hands by deleveraging.
    case deleveraging
    /// Funding was settled for an account.
    case funding
    /// A penalty for liquidation was charged, or received.
    case penalty
    /// A debt was paid, or what was left of a margin passed on.
    case settlement
    /// A line of the incident log.
    case incident
  }

  /// What it was.
  package var kind: Kind
  /// The account, by its index in the ledger.
  package var account: Int?
  /// The order.
  package var order: UInt64?
  /// Which way the account trades.
  package var side: Side?
  /// The price, where there is one.
  package var price: Price?
  /// The lots that it is about.
  package var quantity: Quantity?
  /// The lots that are left of the order.
  package var remaining: Quantity?
  /// The fee of a trade; negative for a rebate.
  package var fee: Money?
  /// What an account received, negative for what it paid; of an incident the amount that it names.
  package var amount: Money?
  /// What the account has after it.
  package var holding: Account?
  /// Why, or which incident.
  package var reason: String?

  /// Starts with what happened and to whom.
  package init(_ kind: Kind, account: Int? = nil) {
    self.kind = kind
    self.account = account
  }
}

/// Gathers what the event being handled does, and hands it over when it is done.
struct OpenLog: Sendable {
  private let log: EventLog?
  private var time = Instant.zero
  private var entry: JournalEntry?
  private var effects: [LoggedEffect] = []
  /// Whether an event, or the opening, is being gathered.
  private(set) var isGathering = false
  /// Whether the opening has been logged.
  private(set) var isBegun = false
  /// How many incidents have been logged or passed over.
  private var incidentCount = 0

  /// Starts a log; without one nothing is gathered.
  init(_ log: EventLog?) { self.log = log }

  /// When the window begins, where an instant is in it.
  func start(ofWindowWith time: Instant) -> Instant? {
    guard let window = log?.window, window.contains(time) else { return nil }
    return window.lowerBound
  }

  /// Begins to gather an event, or the opening where there is none.
  mutating func begin(_ entry: JournalEntry?, at time: Instant) {
    self.entry = entry
    self.time = time
    isGathering = true
    isBegun = true
  }

  /// Takes one thing that the event did.
  mutating func add(_ effect: LoggedEffect) {
    if isGathering { effects.append(effect) }
  }

  /// Leaves out the incidents of an event that is not logged.
  mutating func pass(incidents: [Incident]) { incidentCount = incidents.count }

  /// Hands over what was gathered, with the best prices, the venue's prices and the new incidents of now.
  mutating func close(_ touch: World.Touch, prices: PriceBoard, incidents: [Incident]) {
    if !isGathering { return }
    isGathering = false
    for incident in incidents[incidentCount...] { effects.append(LoggedEffect(incident)) }
    incidentCount = incidents.count
    log?.take(
      LoggedEvent(
        time: time, entry: entry, effects: effects, bid: touch.bid, ask: touch.ask,
        last: prices.last, mark: prices.mark, index: prices.index))
    effects.removeAll(keepingCapacity: true)
  }
}

extension Roster {
  /// What each account of the ledger is, by its index.
  package var roles: [String] {
    var roles = Array(repeating: "owner", count: populationCount)
    roles += strategies.map { _ in "strategy" } + makers.map { _ in "maker" } + ["taker"]
    roles += arbitrageurs.map { _ in "arbitrageur" } + ["backstop"]
    roles += liquidators.map { _ in "liquidator" }
    return roles + ["fund", "fees", "rounding", "outside"]
  }
}
