import Liquidation
import Margin
import Market
import Units

/// Positions that are handed over outside the book, to the backstop provider, the fund or a liquidator.
extension World {
  /// Moves position and margin to the backstop provider, if it takes them.
  mutating func transferToBackstop(
    _ index: Int, quantity: Quantity, price: Price, _ view: VenueView
  ) {
    let backstop = setup.roster.backstop
    let offer = Takeover(quantity, of: view, at: price, to: venue.ledger[backstop])
    venue.engine.begin(Attempt(handingOverFrom: view.bankruptcyPrice()), of: index)
    let most = setup.scenario.liquidation.backstop.notionalMaximum
    guard offer.suitsBackstop(notionalMaximum: most) else {
      return refuse(index, .backstopRefused, offer)
    }
    takeOver(index, quantity: quantity, by: backstop, price: price)
    note(.backstopTransfer, of: index, offer)
    if setup.venue.chargesTransfers {
      chargePenalty(
        index, quantity: quantity, notional: setup.scenario.instrument.notional(price, quantity),
        counterparty: backstop)
    }
    finishTransfer(index, offer, view)
  }

  /// Moves position and margin to the insurance fund, if it can take them.
  mutating func transferToFund(
    _ index: Int, quantity: Quantity, price: Price, _ view: VenueView
  ) {
    let offer = Takeover(quantity, of: view, at: price, to: venue.ledger[venue.ledger.fund])
    venue.engine.begin(Attempt(handingOverFrom: view.bankruptcyPrice()), of: index)
    guard offer.suitsFund(setup.venue.fund) else { return refuse(index, .fundRefused, offer) }
    takeOver(index, quantity: quantity, by: venue.ledger.fund, price: price)
    note(.fundTransfer, of: index, offer)
    chargePenalty(
      index, quantity: quantity, notional: setup.scenario.instrument.notional(price, quantity))
    startFundUnwinding()
    finishTransfer(index, offer, view)
  }

  private mutating func refuse(_ index: Int, _ kind: Incident.Kind, _ offer: Takeover) {
    note(kind, of: index, offer)
    scheduleStep(index, outcome: .unfilled, at: now)
  }

  private mutating func finishTransfer(_ index: Int, _ offer: Takeover, _ view: VenueView) {
    notifyRisk(
      account: venue.engine.cases[index].account,
      .transferred(quantity: offer.lots.magnitude, price: offer.price), draw: 6)
    scheduleStep(
      index, outcome: offer.isWhole(of: view) ? .filled : .partlyFilled, at: now)
  }

  private mutating func note(_ kind: Incident.Kind, of index: Int, _ offer: Takeover) {
    record.incident(
      kind, at: now, event: eventKey, account: venue.engine.cases[index].account,
      quantity: offer.lots.magnitude, price: offer.price)
  }

  /// Moves lots of a case to whoever takes them over, and books them with the case.
  mutating func takeOver(_ index: Int, quantity: Quantity, by taker: OwnerID, price: Price) {
    move(quantity, from: venue.engine.cases[index].owner, to: taker, price: price, .transfer)
    venue.engine.transfer(quantity, of: index)
    meter(index, quantity: quantity)
    record.closed(venue.engine.cases[index], quantity: quantity)
    record.step(index, .transferred, at: now, quantity: quantity, price: price)
  }

  /// Moves lots from one account to another without a trade in the book: in the ledger, in the book's mirror of
  /// positions, and in everything that is kept beside them.
  mutating func move(
    _ quantity: Quantity, from giver: OwnerID, to taker: OwnerID, price: Price,
    _ kind: StrategyTrade.Kind
  ) {
    let isLong = venue.ledger.size(giver) > .zero
    let moved = isLong ? quantity : -quantity
    venue.ledger.transferPosition(quantity, from: giver, to: taker, price: price, at: eventKey)
    here.book.adjustPosition(of: giver, by: -moved)
    here.book.adjustPosition(of: taker, by: moved)
    invariant(
      here.book.position(of: giver) == venue.ledger.size(giver)
        && here.book.position(of: taker) == venue.ledger.size(taker),
      "the book knows who holds what has been moved", at: eventKey)
    noteHandover(kind, from: giver, to: taker, isLong: isLong, quantity, price: price)
    handOverPlainly(quantity, from: giver, to: taker)
    noteWatched(giver)
    noteWatched(taker)
  }
}
