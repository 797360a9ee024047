public import Market
public import Units

/// An order that has not ended, as the strategy has been told of it.
public struct OpenOrder: Sendable, Equatable {
  /// The handle.
  public let order: DeskOrder
  /// What was asked for when it was sent.
  public let request: OrderRequest
  /// When it was sent.
  public let sent: Instant
  /// When the strategy was told first that it rests or waits; nil before.
  public internal(set) var accepted: Instant?
  /// The limit: as asked for until the order rests, then where it rests; nil for an order without one.
  public internal(set) var price: Price?
  /// The size that is left, as told: what rests, once it rests.
  public internal(set) var remaining: Quantity
  /// The size that has traded, as told.
  public internal(set) var filled = Quantity.zero

  private var isTriggered = false
  /// Requests that the venue has not answered.
  private var cancelsAsked = 0
  private var replacementsAsked = 0

  /// How far an order has come.
  public enum State: Sendable, Hashable {
    /// On its way: nothing has been told of it.
    case sent
    /// It rests in the book, or waits for its trigger.
    case accepted
    /// Its trigger was reached.
    case triggered
    /// A replacement was asked for and is not answered yet.
    case replaceAsked
    /// Its cancel was asked for and is not answered yet.
    case cancelAsked
  }

  init(_ order: DeskOrder, _ request: OrderRequest, sent: Instant) {
    self.order = order
    self.request = request
    self.sent = sent
    price = request.kind.limit
    remaining = request.quantity
  }

  /// The side.
  public var side: Side { request.side }

  /// What kind of order.
  public var kind: OrderRequest.Kind { request.kind }

  /// How far it has come; what is asked for and not answered comes before what was told.
  public var state: State {
    if cancelsAsked > 0 { return .cancelAsked }
    if replacementsAsked > 0 { return .replaceAsked }
    if isTriggered { return .triggered }
    return accepted == nil ? .sent : .accepted
  }

  /// How long ago it was sent.
  public func age(at now: Instant) -> Interval { now - sent }

  /// How long the strategy has known that it rests or waits; nil where it does not.
  public func timeAccepted(at now: Instant) -> Interval? { accepted.map { now - $0 } }

  /// Notes that something has been asked of it.
  mutating func ask(_ request: Message.Kind) {
    switch request {
    case .enter: break
    case .cancel: cancelsAsked += 1
    case .replace: replacementsAsked += 1
    }
  }

  /// Takes in a change that does not end it.
  mutating func learn(_ change: OrderUpdate.Change, _ facts: OrderFacts, at now: Instant) {
    if let told = facts.remaining { remaining = told }
    switch change {
    case .accepted:
      if let told = facts.price { price = told }
      // An order that rests already comes to rest again because it was replaced.
      if accepted != nil { replacementsAsked = max(replacementsAsked - 1, 0) }
      accepted = accepted ?? now
    case .triggered: isTriggered = true
    case .unchanged:
      switch facts.answers {
      case .cancel: cancelsAsked = max(cancelsAsked - 1, 0)
      case .replace: replacementsAsked = max(replacementsAsked - 1, 0)
      case .enter, nil: break
      }
    case .reduced, .ended: break
    }
  }
}

/// What the venue says about an order beside what happened to it.
struct OrderFacts: Sendable, Equatable {
  /// Where it rests.
  var price: Price?
  /// What is left of it.
  var remaining: Quantity?
  /// The kind of request that this answers, where the venue refused one.
  var answers: Message.Kind?
}

extension OrderRequest.Kind {
  /// The limit; nil for an order without one.
  var limit: Price? {
    switch self {
    case .market, .stop: nil
    case .limit(let price), .immediateOrCancel(let price), .fillOrKill(let price),
      .postOnly(let price), .stopLimit(_, let price):
      price
    }
  }
}
