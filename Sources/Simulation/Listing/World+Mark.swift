import Liquidation
import Margin
import Market
import Units

/// What a listing publishes on its clock: the mark price and funding.
extension World {
  mutating func publishMark() {
    let interval = setup.venue.mark.interval
    push(.mark, .mark, at: now + interval)
    let funding = here.prices.funding?.outlook(at: now)
    here.prices.previousMark = here.prices.mark
    if let market = tapes.market, !market.hasIndex { seeMidAsIndex() }
    let sampled = here.prices.markState.sample(
      index: here.prices.index, bid: here.book.bestBid, ask: here.book.bestAsk,
      last: here.prices.last,
      funding: funding)
    here.prices.mark = here.prices.tapeMark ?? sampled
    recorder?.note(.mark(here.prices.mark))
    timeline.absorb(UInt64(bitPattern: here.prices.mark.ticks))
    if setup.options.audits { audit() }
    notifyMark()
  }

  mutating func sampleFunding() {
    guard let settings = setup.venue.funding else { return }
    push(.fundingSample, .settlement, at: now + settings.sampleInterval)
    here.prices.funding?.sample(
      index: here.prices.index, impactBid: here.book.bestBid, impactAsk: here.book.bestAsk)
  }

  mutating func settleFunding() {
    guard let settings = setup.venue.funding, let rate = here.prices.funding?.settle() else {
      return
    }
    push(.fundingSettlement, .settlement, at: now + settings.formula.interval)
    recorder?.note(.funding(rate))
    payFunding(rate)
    notifyFunding(rate)
  }

  /// Longs pay shorts, at the mark, where the rate is positive.
  mutating func payFunding(_ rate: Rate) {
    if isLogged {
      payFundingLogged(rate: rate)
    } else {
      venue.ledger.payFunding(rate: rate, price: here.prices.mark)
    }
    noteStrategyFunding()
    plain?.payFunding(rate: rate, price: here.prices.mark)
    for index in 0..<setup.roster.watchedCount { venue.engine.touch(account: index) }
    record.incident(
      .funding, at: now, event: eventKey, price: here.prices.mark,
      amount: Money(atoms: rate.partsPerMillion))
  }
}
