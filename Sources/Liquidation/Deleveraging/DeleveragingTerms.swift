package import Units

/// How a venue closes a position against other accounts: when, whose first, and at what price.
package struct DeleveragingTerms: Sendable, Hashable {
  /// When it happens.
  package var trigger: DeleveragingTrigger
  /// Whose position is used first.
  package var ranking: DeleveragingRanking
  /// The price of the trade.
  package var price: DeleveragingPrice
  /// How the position is spread over those who are asked.
  package var policy: DeleveragingPolicy
  /// How many are asked at most, the first in rank; nil is all of them (FTX: ten).
  package var candidatesMax: Int?
  /// The most of a position that a capped policy closes; half of it unless stated.
  package var cap: Rate

  /// Makes terms; without arguments BitMEX's.
  package init(
    trigger: DeleveragingTrigger = .fundEmpty, ranking: DeleveragingRanking = .profitTimesLeverage,
    price: DeleveragingPrice = .bankruptcy, policy: DeleveragingPolicy = .queue,
    candidatesMax: Int? = nil, cap: Rate = Rate(partsPerMillion: 500_000)
  ) {
    self.trigger = trigger
    self.ranking = ranking
    self.price = price
    self.policy = policy
    self.candidatesMax = candidatesMax
    self.cap = cap
  }
}

extension DeleveragingTerms {
  /// Whether the fund has lost so much that the venue deleverages whatever step is next.
  package func deleveragesInstead(fund: FundPromise) -> Bool {
    switch trigger {
    // What to do without money of one's own is a matter of the path and of its end.
    case .fundEmpty, .equityBelowZero: false
    case .fundDrawnDown(let share): fund.drawdown >= share
    }
  }
}

/// When a venue deleverages.
///
/// What is left behind the last stage of a path is deleveraged under every trigger, so that each case ends.
package enum DeleveragingTrigger: Sendable, Hashable {
  /// When the insurance fund cannot pay (Binance, BitMEX): behind the last stage of the path.
  case fundEmpty
  /// When the account's equity is below zero (Hyperliquid, dYdX); which stages that cuts short, the path says.
  case equityBelowZero
  /// When the fund has lost this share of what it held at the start: then no further step of a path is taken
  /// (OKX: 30 % of its peak in 8 hours).
  case fundDrawnDown(Rate)
}
