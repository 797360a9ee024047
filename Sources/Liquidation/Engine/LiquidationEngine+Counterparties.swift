package import Margin
package import Market
package import Units

/// Who is deleveraged first.
extension LiquidationEngine {
  /// Who closes how much of a position: accounts in liquidation behind all others, and the fund at the very end.
  ///
  /// - Parameters:
  ///   - quantity: Lots to close, at most what the account holds.
  ///   - account: The account whose position is closed.
  ///   - asked: How the path wants them spread; the queue leaves it to the venue.
  ///   - terms: The venue's terms.
  ///   - counterparties: What they are ranked by.
  package mutating func deleveragingCloses(
    _ quantity: Quantity, of account: Account, asked: DeleveragingPolicy,
    terms: DeleveragingTerms, counterparties: CounterpartyTerms
  ) -> [DeleveragingQueue.Close] {
    let isLong = account.position.size > .zero
    let policy = asked == .queue ? terms.policy : asked
    var (ranks, askedCount) = self.counterparties(
      holding: isLong ? .sell : .buy, covering: quantity,
      askedMax: policy == .queue ? 0 : terms.candidatesMax ?? .max, terms: counterparties)
    let fund = counterparties.ledger.fund
    let held = counterparties.ledger.size(fund)
    if isLong ? held < .zero : held > .zero {
      ranks.append(DeleveragingRank(owner: fund, size: held, score: nil))
    }
    return DeleveragingQueue(ordered: ranks).closes(
      quantity, by: policy, candidatesMax: askedCount, cap: terms.cap)
  }

  /// The first counterparties of a side: those a policy asks, and as many more as it takes to close a quantity.
  ///
  /// Accounts in liquidation come last.
  ///
  /// - Parameters:
  ///   - side: The side they hold.
  ///   - quantity: Lots to close.
  ///   - askedMax: How many a policy spreads the quantity over at most; accounts in liquidation are none of them.
  ///   - terms: What they are ranked by.
  /// - Returns: The counterparties in order, and how many of the first are those that the policy asks.
  package mutating func counterparties(
    holding side: Side, covering quantity: Quantity, askedMax: Int, terms: CounterpartyTerms
  ) -> (ranks: [DeleveragingRank], askedCount: Int) {
    let cases = caseOfAccount
    switch side {
    case .buy: return Self.first(&longs, quantity, askedMax, terms, cases)
    case .sell: return Self.first(&shorts, quantity, askedMax, terms, cases)
    }
  }

  private static func first(
    _ holders: inout CounterpartySide, _ quantity: Quantity, _ askedMax: Int,
    _ terms: CounterpartyTerms, _ cases: [Int32]
  ) -> (ranks: [DeleveragingRank], askedCount: Int) {
    holders.refresh(terms, cases: cases)
    var ranks: [DeleveragingRank] = []
    var askedCount = 0
    var covered = Quantity.zero
    while askedCount == ranks.count && askedCount < askedMax || covered < quantity {
      guard let next = holders.next(terms) else { break }
      if !next.isInLiquidation, ranks.count < askedMax { askedCount += 1 }
      ranks.append(next.rank)
      covered += next.rank.size.magnitude
    }
    return (ranks, askedCount)
  }
}
