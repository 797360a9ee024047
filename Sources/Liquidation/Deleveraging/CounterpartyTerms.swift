package import Margin
package import Market
package import Units

/// What counterparties are ranked by.
package struct CounterpartyTerms {
  /// Everybody's money and position.
  package let ledger: Ledger
  /// The margin rules.
  package let rules: MarginRules
  /// The price at which accounts are valued.
  package let mark: Price
  /// The venue's formula.
  package let ranking: DeleveragingRanking
  /// Accounts of whose changes the engine is told; they are the first ones.
  package let watchedCount: Int
  /// The number drawn for an account, for the ranking that goes by one.
  package let draw: (OwnerID) -> UInt64

  /// Makes terms.
  package init(
    ledger: Ledger, rules: MarginRules, mark: Price, ranking: DeleveragingRanking,
    watchedCount: Int, draw: @escaping (OwnerID) -> UInt64 = { _ in 0 }
  ) {
    self.ledger = ledger
    self.rules = rules
    self.mark = mark
    self.ranking = ranking
    self.watchedCount = watchedCount
    self.draw = draw
  }

  /// The rank of an account.
  func rank(of owner: OwnerID) -> DeleveragingRank {
    DeleveragingRank(
      owner: owner, account: ledger[owner], rules: rules, mark: mark, ranking: ranking,
      draw: ranking == .random ? draw(owner) : 0)
  }
}
