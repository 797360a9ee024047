package import Market
package import Units

/// A book that is obviously right and slow: one list of orders, searched from end to end at every step.
///
/// It is the judge of `OrderBook`. Handles are the other book's; everything else is worked out here.
package struct NaiveOrderBook: Sendable {
  /// One order that is not gone.
  struct Order: Sendable {
    var id: OrderID
    var ticket: OrderTicket
    var isMarket: Bool
    var price: Price?
    var remaining: Quantity
    var stage: Stage
    /// Counts arrivals; smaller is earlier.
    var arrival = 0
    /// Whether this was a stop and is none any more.
    var hasTriggered = false

    /// Whether what is not filled may stay in the book.
    var mayRest: Bool { !isMarket && ticket.timeInForce == .goodTilCancelled }
  }

  /// Where an order is.
  enum Stage: Sendable { case inFlight, dormant, resting }

  let instrument: Instrument
  /// What the last operation did.
  package private(set) var effects: [BookEffect] = []
  /// The price of the last trade.
  package private(set) var lastPrice: Price?
  private var orders: [Order] = []
  private var positions: [Int32: Int64] = [:]
  private var arrivals = 0

  /// Makes an empty book.
  package init(instrument: Instrument) { self.instrument = instrument }

  // MARK: - Operations

  /// Takes note of an order that was sent.
  package mutating func prepare(_ ticket: OrderTicket, as id: OrderID) {
    orders.append(
      Order(
        id: id, ticket: ticket, isMarket: ticket.price == nil, price: ticket.price,
        remaining: ticket.quantity, stage: .inFlight))
  }

  /// An order arrives.
  package mutating func enter(_ id: OrderID) {
    effects = []
    guard var order = take(id) else { return }
    let asksToRest = !order.ticket.flags.isDisjoint(with: [.postOnly, .postOnlySlide])
    if asksToRest && !order.mayRest {
      effects.append(.rejected(report(order, order.remaining, .zero), .contradictory))
    } else if let trigger = order.ticket.triggerPrice, !order.hasTriggered {
      if let last = lastPrice, reaches(last, trigger, order.ticket.side) {
        effects.append(.triggered(report(order, order.remaining, order.remaining)))
        admit(order)
      } else {
        arrivals += 1
        order.arrival = arrivals
        order.stage = .dormant
        effects.append(.armed(report(order, order.remaining, order.remaining)))
        orders.append(order)
      }
    } else {
      admit(order)
    }
  }

  /// Takes an order out.
  package mutating func cancel(_ id: OrderID, _ reason: OrderCancelReason) {
    effects = []
    guard let order = take(id) else {
      effects.append(.refused(id, .gone))
      return
    }
    if order.stage == .inFlight {
      orders.append(order)
      effects.append(.refused(id, .inFlight))
    } else {
      effects.append(.cancelled(report(order, order.remaining, .zero), reason))
    }
  }

  /// Takes all of an owner's open orders out, the oldest first.
  package mutating func cancelAll(of owner: OwnerID, _ reason: OrderCancelReason) {
    var all: [BookEffect] = []
    for id in openOrders(of: owner) {
      cancel(id, reason)
      all += effects
    }
    effects = all
  }

  /// Changes a resting order.
  package mutating func replace(_ id: OrderID, price: Price, quantity: Quantity) {
    effects = []
    guard let place = orders.firstIndex(where: { $0.id == id }) else {
      effects.append(.refused(id, .gone))
      return
    }
    switch orders[place].stage {
    case .inFlight: effects.append(.refused(id, .inFlight))
    case .dormant: effects.append(.refused(id, .dormant))
    case .resting:
      let old = orders[place].remaining
      if orders[place].price == price && quantity <= old {
        orders[place].remaining = quantity
        effects.append(.resized(report(orders[place], old - quantity, quantity)))
      } else {
        var order = orders.remove(at: place)
        order.price = price
        order.remaining = quantity
        admit(order)
      }
    }
  }

  /// Changes a position outside the book.
  package mutating func adjustPosition(of owner: OwnerID, by change: Quantity) {
    positions[owner.index, default: 0] += change.lots
  }

  // MARK: - Questions

  /// The net position of an owner.
  package func position(of owner: OwnerID) -> Quantity {
    Quantity(lots: positions[owner.index, default: 0])
  }

  /// An owner's open orders, the oldest first.
  package func openOrders(of owner: OwnerID) -> [OrderID] {
    orders.filter { $0.ticket.owner == owner && $0.stage != .inFlight }
      .sorted { $0.arrival < $1.arrival }.map(\.id)
  }

  /// The resting orders of a side, in the order in which they would trade.
  package func queue(_ side: Side) -> [(id: OrderID, price: Price, remaining: Quantity)] {
    ranked(side).map { ($0.id, $0.price ?? .zero, $0.remaining) }
  }

  /// Where an order is.
  package func state(of id: OrderID) -> OrderState {
    guard let order = orders.first(where: { $0.id == id }) else { return .gone }
    switch order.stage {
    case .inFlight: return .inFlight
    case .dormant: return .dormant
    case .resting: return .resting(remaining: order.remaining, price: order.price ?? .zero)
    }
  }

  // MARK: - Rules

  /// Checks the restrictions of an order, matches it and puts the rest to rest.
  private mutating func admit(_ arriving: Order) {
    var order = arriving
    let side = order.ticket.side
    let best = ranked(side.opposite).first?.price
    if !order.ticket.flags.isDisjoint(with: [.postOnly, .postOnlySlide]),
      let best, let price = order.price, reaches(price, best, side)
    {
      let slid = Price(ticks: best.ticks - side.sign)
      if order.ticket.flags.contains(.postOnly) || slid <= .zero {
        let reason: OrderRejectReason =
          order.ticket.flags.contains(.postOnly) ? .wouldTake : .noPriceLeft
        effects.append(.rejected(report(order, order.remaining, .zero), reason))
        return
      }
      order.price = slid
    }
    if order.ticket.flags.contains(.reduceOnly) {
      let allowed = reducible(order)
      if allowed == .zero {
        effects.append(.rejected(report(order, order.remaining, .zero), .nothingToReduce))
        return
      }
      if order.remaining > allowed {
        effects.append(
          .reduced(report(order, order.remaining - allowed, allowed), .reduceOnly))
        order.remaining = allowed
      }
    }
    if order.ticket.timeInForce == .fillOrKill {
      // Try it on a copy of the whole book.
      var trial = self
      if trial.match(order) != .some(.zero) {
        effects.append(.cancelled(report(order, order.remaining, .zero), .fillOrKill))
        return
      }
    }
    guard let remaining = match(order), remaining > .zero else { return }
    order.remaining = remaining
    if order.mayRest {
      arrivals += 1
      order.arrival = arrivals
      order.stage = .resting
      orders.append(order)
      effects.append(.rested(report(order, remaining, remaining)))
    } else {
      effects.append(.cancelled(report(order, remaining, .zero), .unfilled))
    }
  }

  /// Trades an order; returns what is left, or nil when self-trade prevention ended it.
  private mutating func match(_ order: Order) -> Quantity? {
    let side = order.ticket.side
    var taker = order
    while taker.remaining > .zero {
      guard var maker = ranked(side.opposite).first, let price = maker.price else { break }
      if let limit = taker.price, !reaches(limit, price, side) { break }
      if maker.ticket.owner == taker.ticket.owner {
        if taker.ticket.selfTrade != .cancelIncoming {
          _ = take(maker.id)
          effects.append(.cancelled(report(maker, maker.remaining, .zero), .selfTrade))
        }
        if taker.ticket.selfTrade != .cancelResting {
          effects.append(.cancelled(report(taker, taker.remaining, .zero), .selfTrade))
          return nil
        }
        continue
      }
      _ = take(maker.id)
      if maker.ticket.flags.contains(.reduceOnly) {
        let allowed = reducible(maker)
        if allowed == .zero {
          effects.append(.cancelled(report(maker, maker.remaining, .zero), .reduceOnly))
          continue
        }
        if maker.remaining > allowed {
          let excess = maker.remaining - allowed
          maker.remaining = allowed
          effects.append(.reduced(report(maker, excess, allowed), .reduceOnly))
        }
      }
      trade(&taker, &maker, price)
      if maker.remaining > .zero { orders.append(maker) }
    }
    return taker.remaining
  }

  /// Books one trade.
  private mutating func trade(_ taker: inout Order, _ maker: inout Order, _ price: Price) {
    let quantity = min(taker.remaining, maker.remaining)
    taker.remaining -= quantity
    maker.remaining -= quantity
    let signed = quantity.lots * taker.ticket.side.sign
    positions[taker.ticket.owner.index, default: 0] += signed
    positions[maker.ticket.owner.index, default: 0] -= signed
    effects.append(
      .filled(
        BookFill(
          maker: maker.id, taker: taker.id, makerOwner: maker.ticket.owner,
          takerOwner: taker.ticket.owner, makerTag: maker.ticket.tag, takerTag: taker.ticket.tag,
          price: price, quantity: quantity, makerRemaining: maker.remaining,
          takerRemaining: taker.remaining, makerFee: fee(price, quantity, instrument.makerFee),
          takerFee: fee(price, quantity, instrument.takerFee), takerSide: taker.ticket.side)))
    lastPrice = price
    for side in [Side.buy, .sell] { triggerStops(side, price) }
  }

  /// A fee from first principles: the whole product, rounded up once.
  private func fee(_ price: Price, _ quantity: Quantity, _ rate: Rate) -> Money {
    let product =
      Int128(price.ticks) * Int128(quantity.lots) * Int128(instrument.atomsPerTickLot)
      * Int128(rate.partsPerMillion)
    return Money(atoms: Int64(divide(product, by: 1_000_000, rounding: .up)))
  }

  /// Puts the stops in flight that a price reaches.
  private mutating func triggerStops(_ side: Side, _ price: Price) {
    let reached =
      orders
      .filter { order in
        guard let trigger = order.ticket.triggerPrice else { return false }
        return order.stage == .dormant && order.ticket.side == side && reaches(price, trigger, side)
      }
      .sorted { left, right in
        let leftTrigger = (left.ticket.triggerPrice?.ticks ?? 0) * side.sign
        let rightTrigger = (right.ticket.triggerPrice?.ticks ?? 0) * side.sign
        return (leftTrigger, left.arrival) < (rightTrigger, right.arrival)
      }
    for order in reached {
      var triggered = order
      _ = take(order.id)
      triggered.stage = .inFlight
      triggered.hasTriggered = true
      orders.append(triggered)
      effects.append(.triggered(report(triggered, triggered.remaining, triggered.remaining)))
    }
  }

  // MARK: - Small steps

  /// The resting orders of a side: better price first, then earlier arrival.
  private func ranked(_ side: Side) -> [Order] {
    orders.filter { $0.stage == .resting && $0.ticket.side == side }
      .sorted { left, right in
        let leftPrice = -(left.price?.ticks ?? 0) * side.sign
        let rightPrice = -(right.price?.ticks ?? 0) * side.sign
        return (leftPrice, left.arrival) < (rightPrice, right.arrival)
      }
  }

  /// Whether a price is as good as another for trading on a side.
  private func reaches(_ price: Price, _ other: Price, _ side: Side) -> Bool {
    price.ticks * side.sign >= other.ticks * side.sign
  }

  /// What the owner's position lets a reduce-only order trade.
  private func reducible(_ order: Order) -> Quantity {
    let position = positions[order.ticket.owner.index, default: 0]
    return Quantity(lots: max(0, -position * order.ticket.side.sign))
  }

  /// Takes an order out of the list.
  private mutating func take(_ id: OrderID) -> Order? {
    orders.firstIndex { $0.id == id }.map { orders.remove(at: $0) }
  }

  /// Describes an order.
  private func report(_ order: Order, _ quantity: Quantity, _ remaining: Quantity) -> OrderReport {
    OrderReport(
      order: order.id, owner: order.ticket.owner, side: order.ticket.side, tag: order.ticket.tag,
      price: order.price, quantity: quantity, remaining: remaining)
  }
}
