import Kernel
import Liquidation
import Margin
import Market
import Units

/// What nobody buys is closed against counterparties.
extension World {
  /// Closes a position against ranked counterparties at a price.
  mutating func deleverage(_ index: Int, quantity asked: Quantity, price: Price) {
    let owner = venue.engine.cases[index].owner
    let view = view(of: owner)
    let quantity = min(asked, view.account.position.size.magnitude)
    let closes = venue.engine.deleveragingCloses(
      quantity, of: view.account, asked: venue.engine.cases[index].answer?.deleveraging ?? .queue,
      terms: setup.venue.deleveraging, counterparties: counterpartyTerms(against: owner))
    var left = quantity
    for close in closes {
      left -= close.quantity
      deleverage(index, view, against: close, price: price)
    }
    invariant(left == .zero, "positions net to zero, so deleveraging finds its counterparties")
    record.step(index, .deleveraged, at: now, quantity: asked, price: price)
    if venue.ledger.size(owner) == .zero {
      endCase(index, ending: .deleveraged)
    } else {
      scheduleStep(index, outcome: .filled, at: now)
    }
  }

  /// Closes lots of a case against one counterparty.
  private mutating func deleverage(
    _ index: Int, _ view: VenueView, against close: DeleveragingQueue.Close, price: Price
  ) {
    let owner = venue.engine.cases[index].owner
    let other = close.owner
    move(close.quantity, from: owner, to: other, price: price, .deleveraging)
    venue.engine.deleverage(close.quantity, of: index)
    // What the fund loses is in the result of its positions, and is no one else's.
    let isFund = other == venue.ledger.fund
    let loss = isFund ? .zero : view.counterpartyLoss(close.quantity, at: price)
    if !isFund { record.deleveraged(other, quantity: close.quantity, loss: loss) }
    record.closed(venue.engine.cases[index], quantity: close.quantity)
    record.incident(
      .deleveraged, at: now, event: eventKey, account: isFund ? nil : Int(other.index),
      quantity: close.quantity, price: price, amount: loss)
    notifyDeleveraged(owner, quantity: close.quantity, price: price)
    notifyDeleveraged(other, quantity: close.quantity, price: price)
    // A loser among the counterparties may owe more than it has; its own case settles one that has.
    if !isFund, venue.ledger.size(other) == .zero, venue.ledger.deficit(other) > .zero,
      venue.engine.caseIndex(of: Int(other.index)) == nil
    {
      settleDebt(of: other, case: index)
    }
  }

  /// What the counterparties of an account are ranked by.
  private func counterpartyTerms(against owner: OwnerID) -> CounterpartyTerms {
    let draws = setup.deleveragingDraws
    let roster = setup.roster
    return CounterpartyTerms(
      ledger: venue.ledger, rules: setup.rules, mark: here.prices.mark,
      ranking: setup.venue.deleveraging.ranking, watchedCount: roster.watchedCount,
      // The place drawn where the venue draws the order; the same under every rulebook.
      draw: { other in
        draws.block(draw: 0, entity: roster.entity(other), event: UInt64(owner.index)).w0
      })
  }
}
