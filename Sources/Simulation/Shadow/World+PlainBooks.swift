import Liquidation
import Margin
import Market
import Units

/// The plain books: the same trades as in the ledger without the venue's terms.
///
/// No fees, no penalties, no margin kept from owners; positions that are handed over outside the book change hands at
/// the index. Debts stay with their owners, to be settled at the end by the one rule of ``Wealth``. What differs between
/// the books and the ledger is the work of the terms. In a shadow trades are booked at the middle of the touch, so that
/// half the spread is not taken for a move of the market.
extension World {
  /// Starts the plain books where they are asked for.
  mutating func openPlainBooks() {
    plain = setup.options.attributes ? venue.ledger : nil
  }

  /// Books a trade of the order book.
  mutating func bookPlainly(_ fill: BookFill) {
    plain?.fill(
      buyer: fill.buyer, seller: fill.seller, price: fill.price, quantity: fill.quantity,
      at: timeline.key)
    if let shadow { giveBackSpread(fill, shadow) }
  }

  /// Moves a trade of a shadow from its price to the middle of the touch.
  private mutating func giveBackSpread(_ fill: BookFill, _ shadow: borrowing ShadowMarket) {
    let instrument = setup.scenario.instrument
    let middle = shadow.doubledValue(fill.quantity, index: here.prices.index, instrument)
    let paid = instrument.value(fill.quantity, at: fill.price)
    // Half an atom is rounded down, at the seller's cost.
    let more = Money(atoms: (middle - paid - paid).atoms >> 1)
    if more >= .zero {
      plain?.transfer(more, from: fill.buyer, to: fill.seller, at: timeline.key)
    } else {
      plain?.transfer(-more, from: fill.seller, to: fill.buyer, at: timeline.key)
    }
  }

  /// Books a position that is handed over outside the book.
  mutating func handOverPlainly(_ quantity: Quantity, from giver: OwnerID, to taker: OwnerID) {
    plain?.transferPosition(
      quantity, from: giver, to: taker, price: here.prices.index, at: timeline.key)
  }

  /// Notes what a forced fill of a shadow lost from its trigger to the middle of the touch.
  mutating func noteDrift(case index: Int, quantity: Quantity) {
    guard let shadow else { return }
    let instrument = setup.scenario.instrument
    let trigger = instrument.value(quantity, at: venue.engine.cases[index].triggerPrice)
    let loss =
      trigger + trigger - shadow.doubledValue(quantity, index: here.prices.index, instrument)
    self.shadow?.doubledLoss += venue.engine.cases[index].isLong ? loss : -loss
  }
}
