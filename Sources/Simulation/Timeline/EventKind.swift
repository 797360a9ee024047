/// What an event is; the raw value is part of the digest.
package enum EventKind: UInt8, Sendable, CaseIterable {
  /// The venue sees an index update; `a` is its number. One that is older than the last it saw changes nothing.
  case indexAtVenue = 1
  /// A depth shock strikes; `target` is its plan.
  case depthShock
  /// The premium is sampled for funding.
  case fundingSample
  /// Funding is settled.
  case fundingSettlement
  /// Messages reach the gateway; `target` is the first of a chain.
  case gateway
  /// A message reaches the book; `target` is the message.
  case matching
  /// A triggered stop order enters the book; `a` is the order.
  case stopEntry
  /// The mark price is sampled and published.
  case mark
  /// The margin check runs.
  case marginCheck
  /// A liquidation case takes its next step; `target` is the case, `a` the step it belongs to.
  case caseStep
  /// A resting forced order has had its time; `target` is the case, `a` the step it belongs to.
  case restingExpiry
  /// The backstop provider sends an order of its unwinding.
  case backstopUnwind
  /// A maker sees an index update; `target` is the maker, `a` the number of the update.
  case makerIndex
  /// A maker's own clock; `target` is the maker, `a` the number of the refresh.
  case makerRefresh
  /// A maker shows size again after fills; `target` is the maker.
  case makerReload
  /// A maker sees that the spread has opened; `target` is the maker.
  case makerSpread
  /// An arbitrageur sees an index update; `target` is the arbitrageur, `a` the number of the update.
  case arbitrageurIndex
  /// A noise taker arrives; `a` is the number of the arrival.
  case takerArrival
  /// A strategy is told something; `target` is the strategy, `a` the notice.
  case strategyNotice
  /// A strategy's timer; `target` is the strategy, `a` the timer.
  case strategyTimer
  /// The book is published to strategies; `a` is the number of the publication.
  case bookFeed
  /// An auction looks for bidders; target is the case, a the step.
  case auctionTick
  /// A liquidator sees an auction; target is the case, a step and liquidator.
  case liquidatorWake
  /// A liquidator's bid arrives; target is the case, a step and liquidator, b its limit.
  case auctionBid
  /// A liquidator sells its next slice; target is the liquidator.
  case liquidatorUnwind
  /// The fund sells its next slice.
  case fundUnwind
  /// The tape of the index has an update; `a` is its number, `b` the price.
  case indexTape
  /// The tape of last prices has an update; `a` is its number, `b` the price.
  case lastTape
  /// A change of the recorded market happens in a shadow, in the phase that it had.
  case replay
  /// A message of a market tape happens at the venue; `a` is its number.
  case tapeMessage
  /// A message of a market tape reaches strategies; `a` is its number.
  case tapeArrival
}

/// The order of work within one instant; lower first.
///
/// The world changes first (index, shocks), then messages reach the venue and the book, then the venue
/// publishes and checks, then the engine acts, and only then does anyone outside react.
package enum Phase: UInt8, Sendable, CaseIterable {
  /// The index moves.
  case index
  /// Depth shocks strike.
  case shock
  /// Funding is sampled and settled.
  case settlement
  /// Messages queue at the gateway.
  case gateway
  /// Messages reach the book.
  case matching
  /// Triggered stops enter the book.
  case stopEntry
  /// The mark is published.
  case mark
  /// Margin is checked.
  case marginCheck
  /// The liquidation engine acts.
  case liquidation
  /// Makers, takers and arbitrageurs act.
  case backgroundFlow
  /// Strategies are told.
  case strategy
}
