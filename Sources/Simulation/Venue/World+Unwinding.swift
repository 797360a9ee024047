import Liquidation
import Margin
import Market
import Units

/// Those who took positions over work them off in the book, a share at a time.
extension World {
  /// The backstop provider sends its next order.
  mutating func unwindBackstop() {
    let settings = setup.scenario.liquidation.backstop
    push(.backstopUnwind, .liquidation, at: now + settings.unwindInterval)
    unwind(setup.roster.backstop, share: settings.unwindShare)
  }

  /// A liquidator sells its next slice, for as long as it holds something.
  mutating func unwindLiquidator(_ liquidator: Int) {
    let owner = setup.roster.liquidators[liquidator]
    guard venue.ledger.size(owner) != .zero else {
      venue.isUnwinding[liquidator] = false
      return
    }
    let settings = setup.scenario.liquidators
    push(
      .liquidatorUnwind, .liquidation, at: now + settings.unwindInterval, target: liquidator)
    unwind(owner, share: settings.unwindShare)
  }

  /// The fund begins to sell, unless it does already.
  mutating func startFundUnwinding() {
    if venue.isFundUnwinding { return }
    venue.isFundUnwinding = true
    push(
      .fundUnwind, .liquidation, at: now + setup.scenario.liquidation.backstop.unwindInterval)
  }

  /// The fund sells its next slice, at the backstop provider's pace, for as long as it holds something.
  mutating func unwindFund() {
    guard venue.ledger.size(venue.ledger.fund) != .zero else {
      venue.isFundUnwinding = false
      return rescueFund()
    }
    let settings = setup.scenario.liquidation.backstop
    push(.fundUnwind, .liquidation, at: now + settings.unwindInterval)
    unwind(venue.ledger.fund, share: settings.unwindShare)
  }

  /// Sends an order for a share of what an owner holds, within 0.5 % of the touch.
  private mutating func unwind(_ owner: OwnerID, share: Rate) {
    let held = here.book.position(of: owner)
    guard held != .zero, let bid = here.book.bestBid, let ask = here.book.bestAsk else { return }
    let lots = divide(
      Int128(held.magnitude.lots) * Int128(share.partsPerMillion), by: 1_000_000, rounding: .up)
    let side: Side = held > .zero ? .sell : .buy
    // Within 0.5 % of the touch, rounded to the passive side.
    let reach = (held > .zero ? bid.ticks : ask.ticks) / 200
    let limit = side == .sell ? bid.ticks - reach : ask.ticks + reach
    sendTake(
      owner: owner, side: side, limit: Price(ticks: max(limit, 1)),
      quantity: Quantity(lots: min(Int64(lots), held.magnitude.lots)))
  }

  // MARK: The fund's own account

  /// Counts what the fund won or lost with positions it took over, the rest valued at the mark.
  mutating func settleFundResult() {
    let equity = setup.rules.equity(of: venue.ledger[venue.ledger.fund], at: here.prices.mark)
    record.totals.fundTrading =
      equity - venue.engine.fundAtStart - record.totals.fundIncome + record.totals.fundDraw
      - venue.fundRescued
  }

  /// The venue pays what a fund without a position owes.
  private mutating func rescueFund() {
    let owed = venue.ledger.deficit(venue.ledger.fund)
    if owed == .zero { return }
    pay(owed, from: venue.ledger.fees, to: venue.ledger.fund)
    venue.fundRescued += owed
    record.incident(.fundRescued, at: now, event: eventKey, amount: owed)
  }
}
