import Liquidation
import Margin
import Market
import Units

/// Auctions among liquidators, who see late and whose bids take time to arrive.
extension World {
  // MARK: Opening

  /// Opens an auction for a case and invites every liquidator.
  mutating func openAuction(_ order: AuctionOrder, case index: Int, _ view: VenueView) {
    invariant(
      order.quantity > .zero && order.quantity <= view.account.position.size.magnitude,
      "an auction offers no more than the position", at: eventKey)
    let side = view.closingSide
    venue.engine.begin(Attempt(handingOverFrom: view.bankruptcyPrice()), of: index)
    let bound = promise(order.limit, to: index, view)
    let length: Interval
    let form: OpenAuction.Form
    switch order.format {
    case .dutch(let terms):
      length = terms.resetAfter
      form = .dutch(
        DutchAuction(
          terms: terms, side: side, offered: order.quantity, feed: here.prices.index,
          atomsPerTickLot: setup.atomsPerTickLot, at: now))
    case .sealedBid(let terms):
      length = terms.window
      form = .sealedBid(
        SealedBidAuction(
          side: side, offered: order.quantity, reserve: bound, deadline: now + terms.window,
          clearing: terms.clearing))
    }
    venue.engine.countAttempt(of: index)
    venue.auctions.open(
      OpenAuction(
        caseIndex: index, step: venue.engine.cases[index].step, endsAt: now + length, bound: bound,
        form: form, isBusy: setup.roster.liquidators.map { _ in false }))
    record.step(index, .sent, at: now, quantity: order.quantity, price: bound)
    record.incident(
      .auctionOpened, at: now, event: eventKey, account: venue.engine.cases[index].account,
      quantity: order.quantity, price: bound)
    push(
      .auctionTick, .liquidation, at: now, target: index, a: venue.engine.cases[index].step)
  }

  // MARK: Time passes

  /// A second has passed: ends the auction, or wakes the liquidators who are free.
  mutating func tickAuction(_ index: Int, step: Int64) {
    guard let place = venue.auctions.place(of: index, step: step) else { return }
    if venue.auctions.rows[place].isOver(at: now) { return endAuction(place) }
    for (number, owner) in setup.roster.liquidators.enumerated()
    where !venue.auctions.rows[place].isBusy[number] {
      venue.auctions.rows[place].isBusy[number] = true
      push(
        .liquidatorWake, .backgroundFlow,
        at: now + setup.latency.feedToMaker(owner: owner, cause: now), target: index,
        a: BidKey(caseIndex: index, step: step, liquidator: number).packed)
    }
    let next = min(now + .seconds(1), venue.auctions.rows[place].endsAt)
    push(.auctionTick, .liquidation, at: next, target: index, a: step)
  }

  /// A liquidator sees the auction and decides; a bid takes its time to arrive.
  mutating func wakeLiquidator(_ key: BidKey) {
    guard let place = venue.auctions.place(of: key.caseIndex, step: key.step) else { return }
    let liquidator = key.liquidator
    let limit = liquidatorLimit(liquidator, case: key.caseIndex)
    let isWilling: Bool
    switch venue.auctions.rows[place].form {
    case .dutch(let auction):
      let price = auction.price(at: now)
      isWilling = auction.side == .sell ? price <= limit : price >= limit
    case .sealedBid: isWilling = true
    }
    guard isWilling, room(of: liquidator) > .zero else {
      // Of a sealed auction it has seen all there is to see.
      if case .dutch = venue.auctions.rows[place].form {
        venue.auctions.rows[place].isBusy[liquidator] = false
      }
      return
    }
    let owner = setup.roster.liquidators[liquidator]
    push(
      .auctionBid, .liquidation,
      at: now + setup.latency.takerOrderEntry(owner: owner, cause: now), target: key.caseIndex,
      a: key.packed, b: limit.ticks)
  }

  /// A bid arrives, with the limit of when it was sent.
  mutating func receiveBid(_ key: BidKey, limit: Price) {
    guard let place = venue.auctions.place(of: key.caseIndex, step: key.step) else { return }
    let liquidator = key.liquidator
    let wanted = room(of: liquidator)
    switch venue.auctions.rows[place].form {
    case .dutch(var auction):
      venue.auctions.rows[place].isBusy[liquidator] = false
      let price = auction.price(at: now)
      let bound = venue.auctions.rows[place].bound
      let isPayable = auction.side == .sell ? price >= bound : price <= bound
      guard isPayable, case .bought(let fill) = auction.take(wanted, limit: limit, at: now) else {
        return
      }
      venue.auctions.rows[place].form = .dutch(auction)
      handOver(fill.quantity, to: liquidator, price: fill.price, place: place)
      if auction.isOver { endAuction(place) }
    case .sealedBid(var auction):
      _ = auction.submit(
        SealedBidAuction.Bid(
          bidder: setup.roster.liquidators[liquidator], price: limit, quantity: wanted,
          arrival: now))
      venue.auctions.rows[place].form = .sealedBid(auction)
    }
  }

  // MARK: The end

  private mutating func endAuction(_ place: Int) {
    if case .sealedBid(let auction) = venue.auctions.rows[place].form {
      for award in auction.awards() {
        guard let number = setup.roster.liquidators.firstIndex(of: award.bidder) else { continue }
        // Its room may have shrunk since it bid.
        let lots = min(award.quantity, room(of: number))
        if lots > .zero { handOver(lots, to: number, price: award.price, place: place) }
      }
    }
    let auction = venue.auctions.close(place)
    _ = venue.engine.finishAttempt(of: auction.caseIndex)
    if auction.sold == .zero {
      record.step(auction.caseIndex, .unfilled, at: now, quantity: .zero, price: auction.bound)
    }
    let outcome: Situation.Outcome =
      auction.left == .zero ? .filled : auction.sold > .zero ? .partlyFilled : .unfilled
    scheduleStep(auction.caseIndex, outcome: outcome, at: now)
  }

  /// Moves lots from the account in liquidation to a liquidator.
  private mutating func handOver(
    _ quantity: Quantity, to liquidator: Int, price: Price, place: Int
  ) {
    let index = venue.auctions.rows[place].caseIndex
    let owner = venue.engine.cases[index].owner
    let buyer = setup.roster.liquidators[liquidator]
    let isLong = venue.ledger.size(owner) > .zero
    // An order of its own, left in the book, can have turned the account around; then nothing is on offer.
    let isOffered = isLong == venue.engine.cases[index].isLong
    let held = isOffered ? min(quantity, venue.ledger.size(owner).magnitude) : .zero
    if held == .zero { return }
    venue.auctions.rows[place].sold += held
    takeOver(index, quantity: held, by: buyer, price: price)
    noteHandedOver(account: owner, quantity: held, price: price)
    record.incident(
      .auctionSold, at: now, event: eventKey, account: Int(owner.index), quantity: held,
      price: price)
    chargePenalty(
      index, quantity: held, notional: setup.scenario.instrument.notional(price, held),
      counterparty: buyer)
    if !venue.isUnwinding[liquidator] {
      venue.isUnwinding[liquidator] = true
      push(
        .liquidatorUnwind, .liquidation, at: now + setup.scenario.liquidators.unwindInterval,
        target: liquidator)
    }
  }

  // MARK: Liquidators

  /// The worst price a liquidator accepts for the position of a case, by the index that its own feed has brought.
  private func liquidatorLimit(_ liquidator: Int, case index: Int) -> Price {
    let owner = setup.roster.liquidators[liquidator]
    // Before its feed has brought anything it goes by the opening price.
    let number = newestUpdate(for: owner, after: 0) ?? 0
    return venue.liquidators.limit(
      liquidator: liquidator, account: venue.engine.cases[index].account,
      isLong: venue.engine.cases[index].isLong,
      index: setup.index.updates[Int(number)].price)
  }

  /// How much a liquidator can still take.
  private func room(of liquidator: Int) -> Quantity {
    let owner = setup.roster.liquidators[liquidator]
    let account = venue.ledger[owner]
    let room = venue.liquidators.room(
      equity: setup.rules.equity(of: account, at: here.prices.mark),
      held: setup.rules.notional(of: account, at: here.prices.mark))
    // Down: the limit is never passed.
    return setup.rules.lots(worthAtMost: room, at: here.prices.mark)
  }
}
