import Liquidation
import Margin
import Market
import Units

/// What a venue charges for liquidating.
extension World {
  /// Charges an account for what an attempt closed, as far as it can pay.
  ///
  /// - Parameters:
  ///   - index: The case.
  ///   - quantity: The lots that were closed.
  ///   - notional: What they traded for.
  ///   - counterparty: Who took them, where that is one participant. Where a penalty goes to the liquidator of an
  ///     order in the book, which has none, the backstop provider stands in.
  mutating func chargePenalty(
    _ index: Int, quantity: Quantity, notional: Money, counterparty: OwnerID? = nil
  ) {
    let item = venue.engine.cases[index]
    guard let attempt = item.attempt else { return }
    let owner = item.owner
    let closed = ClosedLots(
      quantity: quantity, notional: notional, isLong: item.isLong, bankruptcy: attempt.bankruptcy)
    let charged = setup.venue.penalty.charge(
      for: closed, to: venue.ledger[owner], rules: setup.rules, at: checkPrice())
    if charged == .zero { return }
    let receiver: OwnerID
    switch setup.venue.penalty.receiver {
    case .fund:
      receiver = venue.ledger.fund
      venue.ledger.charge(charged, to: owner, for: venue.ledger.fund, at: eventKey)
      venue.engine.fundReceived(charged, from: index)
      record.fundReceived(charged, account: Int(owner.index), at: now, event: eventKey)
    case .house:
      receiver = venue.ledger.fees
      venue.ledger.charge(charged, to: owner, for: venue.ledger.fees, at: eventKey)
    case .backstop:
      receiver = setup.roster.backstop
      venue.ledger.transfer(charged, from: owner, to: receiver, at: eventKey)
    case .liquidator:
      receiver = counterparty ?? setup.roster.backstop
      venue.ledger.transfer(charged, from: owner, to: receiver, at: eventKey)
    }
    notePenalty(charged, from: owner, to: receiver)
    record.charged(index, charged)
    noteBooking(account: owner, .penalty, -charged)
    noteWatched(owner)
  }
}
