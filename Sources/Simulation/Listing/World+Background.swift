import Kernel
import Market
import Units

/// The background flow: index, makers, takers, arbitrageurs, shocks.
extension World {
  // MARK: Index

  /// Sends an index update on its way to the venue and to everyone who watches it.
  ///
  /// Each link has its own delay for each update, so that a later one can arrive first: whoever sees an update drops
  /// one that is older than what it has seen. A maker is told of what differs from what it was told last.
  ///
  /// In a shadow nobody watches, and the venue sees what the control's did.
  mutating func publishIndex(number: Int64, price: Price) {
    if shadow != nil { return }
    let keys = setup.latency
    push(.indexAtVenue, .index, at: now + keys.indexToVenue(number: number), a: number)
    let threshold = max(setup.scenario.makers.tolerance.ticks / 3, 1)
    for (maker, owner) in setup.roster.makers.enumerated()
    where abs(price.ticks - here.crew.makers[maker].toldIndex) >= threshold {
      here.crew.tell(index: price, number: number, maker: maker)
      push(
        .makerIndex, .backgroundFlow, at: now + keys.indexToAgent(number: number, owner: owner),
        target: maker, a: number)
    }
    for (index, owner) in setup.roster.arbitrageurs.enumerated() {
      push(
        .arbitrageurIndex, .backgroundFlow,
        at: now + keys.indexToAgent(number: number, owner: owner), target: index, a: number)
    }
  }

  mutating func seeIndexAtVenue(number: Int64) {
    recorder?.note(.index(number))
    here.prices.see(index: setup.index.updates[Int(number)].price, number: number)
  }

  /// The latest index update later than a known one that an agent's own feed has brought by now.
  func newestUpdate(for owner: OwnerID, after seen: Int64) -> Int64? {
    var number = Int64(tapes.indexCount) - 1
    while number > seen {
      let delay = setup.latency.indexToAgent(number: number, owner: owner)
      if setup.index.updates[Int(number)].time + delay <= now { return number }
      number -= 1
    }
    return nil
  }

  // MARK: Makers

  mutating func wakeMakerByIndex(_ maker: Int, number: Int64) {
    let price = setup.index.updates[Int(number)].price
    if here.crew.see(index: price, number: number, maker: maker) { requote(maker) }
  }

  mutating func refreshMaker(_ maker: Int, number: Int64) {
    let owner = setup.roster.makers[maker]
    let position = here.book.position(of: owner).lots
    let wait = here.crew.refresh(
      maker: maker, number: number, position: position, now: now, setup.scenario.instrument)
    push(.makerRefresh, .backgroundFlow, at: now + wait, target: maker, a: number + 1)
    // The refresh reads the maker's own feed, which has also brought the updates too small to wake it.
    if let newest = newestUpdate(for: owner, after: here.crew.makers[maker].seenNumber) {
      _ = here.crew.see(
        index: setup.index.updates[Int(newest)].price, number: newest, maker: maker)
    }
    requote(maker)
  }

  mutating func reloadMaker(_ maker: Int) {
    here.crew.setReloadPending(false, maker: maker)
    requote(maker)
  }

  mutating func wakeMakerBySpread(_ maker: Int) {
    here.crew.setSpreadPending(false, maker: maker)
    requote(maker)
  }

  /// Sends what a maker wants changed, in one packet.
  private mutating func requote(_ maker: Int) {
    let owner = setup.roster.makers[maker]
    let factors = here.shocks.isCalm ? ShockFactors.none : here.shocks.factors(at: now)
    let opinion = here.crew.opinion(maker: maker, position: here.book.position(of: owner).lots)
    let bid = here.book.bestBid?.ticks
    let ask = here.book.bestAsk?.ticks
    var packet = MessageArena.Packet()
    // A maker decides on all quotes before any message arrives, so that it may send while it decides.
    for side in Side.allCases {
      let stand = here.crew.stand(maker: maker, side: side, opinion: opinion, factors: factors)
      var quote = stand.first + (side == .buy ? 0 : 1)
      if let intent = here.crew.touch(
        stand, own: side == .buy ? bid : ask, other: side == .buy ? ask : bid)
      {
        messages.add(message(for: intent, quote: quote, owner: owner), to: &packet)
      }
      quote += 2
      while quote < stand.end {
        if let intent = here.crew.layer(quote, stand) {
          messages.add(message(for: intent, quote: quote, owner: owner), to: &packet)
        }
        quote += 2
      }
    }
    guard let first = packet.first else { return }
    let wished = now + setup.latency.makerOrderEntry(owner: owner, cause: now)
    push(
      .gateway, .gateway, at: here.crew.arrival(wished, maker: maker), target: Int(first))
  }

  private mutating func message(
    for intent: QuoteIntent, quote: Int, owner: OwnerID
  ) -> Message {
    let price = Price(ticks: intent.price)
    let quantity = Quantity(lots: intent.size)
    let order: OrderID
    let kind: Message.Kind
    switch intent.action {
    case .place:
      kind = .enter
      order = here.book.prepare(
        .limit(
          owner: owner, side: here.crew.side(of: quote), price: price, quantity: quantity,
          flags: .postOnlySlide, tag: Int64(quote)))
    case .replace, .cancel:
      kind = intent.action == .replace ? .replace : .cancel
      invariant(
        here.crew.quotes[quote].order != nil, "a maker changes only an order it has", at: eventKey)
      order = here.crew.quotes[quote].order ?? OrderID(rawValue: 0)
    }
    here.crew.send(quote: quote, order: order, shown: intent.size)
    return Message(
      kind: kind, sender: .backgroundFlow, order: order, price: price, quantity: quantity,
      tag: Int64(quote), next: -1)
  }

  /// Tells every maker, each after its own feed, that the spread has opened.
  mutating func announceOpenSpread() {
    if shadow != nil { return }
    for (maker, owner) in setup.roster.makers.enumerated()
    where !here.crew.makers[maker].isSpreadPending {
      here.crew.setSpreadPending(true, maker: maker)
      push(
        .makerSpread, .backgroundFlow,
        at: now + setup.latency.feedToMaker(owner: owner, cause: now), target: maker)
    }
  }

  // MARK: Takers and arbitrageurs

  mutating func arriveTaker(number: Int64) {
    let order = here.takers.order(number: number)
    push(
      .takerArrival, .backgroundFlow, at: here.takers.nextArrival() + .milliseconds(500),
      a: number + 1)
    let touch = order.side == .buy ? here.book.bestAsk : here.book.bestBid
    guard let touch else { return }
    // Rounded down: the taker sweeps no further than stated.
    let reach = touch.ticks * setup.scenario.takers.sweepLimit.partsPerMillion / 1_000_000
    let limit = Price(ticks: max(touch.ticks + order.side.sign * reach, 1))
    sendTake(
      owner: here.takers.owner, side: order.side, limit: limit, quantity: order.quantity)
  }

  mutating func wakeArbitrageur(_ index: Int, number: Int64) {
    if !here.arbitrageurs[index].sees(update: number) { return }
    let owner = here.arbitrageurs[index].owner
    let price = setup.index.updates[Int(number)].price
    let sizes = setup.arbitrageurSizes
    let intent = here.arbitrageurs[index].intent(
      settings: setup.scenario.arbitrageurs, index: price, bestBid: here.book.bestBid,
      bestAsk: here.book.bestAsk, position: here.book.position(of: owner).lots, now: now,
      setup.scenario.instrument
    ) { sizes.uniform(draw: 0, entity: UInt64(index), event: UInt64(number)) }
    guard let intent else { return }
    sendTake(owner: owner, side: intent.side, limit: intent.limit, quantity: intent.quantity)
  }

  /// Sends an order that takes what its limit allows.
  mutating func sendTake(owner: OwnerID, side: Side, limit: Price, quantity: Quantity) {
    let order = here.book.prepare(
      .limit(
        owner: owner, side: side, price: limit, quantity: quantity,
        timeInForce: .immediateOrCancel, tag: -1))
    let number = messages.add(
      Message(
        kind: .enter, sender: .backgroundFlow, order: order, price: limit, quantity: quantity,
        tag: -1, next: -1))
    push(
      .gateway, .gateway, at: now + setup.latency.takerOrderEntry(owner: owner, cause: now),
      target: Int(number))
  }

  // MARK: Depth shocks

  mutating func strikeShock(plan: Int) {
    let settings = setup.scenario.shocks[plan]
    here.shocks.strike(settings, number: plan, at: now)
    record.shockStruck(plan, at: now, event: eventKey)
    if case .cancelBurst(let rate) = settings.shock { cancelBurst(plan: plan, rate: rate) }
    for maker in setup.roster.makers.indices { requote(maker) }
  }

  /// Cancels a random share of the makers' resting orders at once.
  private mutating func cancelBurst(plan: Int, rate: Rate) {
    for quote in here.crew.quotes.indices {
      guard let order = here.crew.quotes[quote].order, !here.crew.quotes[quote].isInFlight else {
        continue
      }
      let uniform = setup.shockCancels.uniform(
        draw: UInt64(plan), entity: UInt64(quote), event: UInt64(bitPattern: now.nanoseconds))
      if uniform * 1e6 >= Double(rate.partsPerMillion) { continue }
      here.book.cancel(order)
      absorbEffects(of: nil)
    }
  }
}
