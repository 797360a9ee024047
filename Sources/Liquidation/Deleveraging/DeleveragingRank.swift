package import Margin
package import Market
package import Units

/// The place of a counterparty in the deleveraging queue.
///
/// The greatest score comes first. By profit rate x effective leverage (BitMEX, auto-deleveraging, read
/// 2026-11) winners come first; where they do not suffice, losers follow by profit rate / leverage. Accounts
/// without a score, because they have no equity, come last. Scores are compared exactly, and ties go to the
/// smaller account index, so the order is total.
package struct DeleveragingRank: Sendable, Comparable {
  /// The counterparty.
  package let owner: OwnerID
  /// Its position, signed.
  package let size: Quantity
  /// What it is ranked by; nil without equity.
  package let score: Ratio?

  /// A counterparty whose score is known.
  package init(owner: OwnerID, size: Quantity, score: Ratio?) {
    self.owner = owner
    self.size = size
    self.score = score
  }

  /// Ranks an account at a mark price.
  ///
  /// - Parameters:
  ///   - owner: The counterparty.
  ///   - account: Its money and position.
  ///   - rules: The margin rules.
  ///   - mark: The price it is valued at.
  ///   - ranking: The venue's formula.
  ///   - draw: A drawn number, for the ranking that goes by one.
  package init(
    owner: OwnerID, account: Account, rules: MarginRules, mark: Price,
    ranking: DeleveragingRanking = .profitTimesLeverage, draw: UInt64 = 0
  ) {
    self.init(
      owner: owner, size: account.position.size,
      score: ranking.score(of: account, rules: rules, mark: mark, draw: draw))
  }

  /// Whether this one is deleveraged before the other.
  package static func < (left: Self, right: Self) -> Bool {
    switch (left.score, right.score) {
    case (let mine?, let other?):
      if other < mine { return true }
      return mine < other ? false : left.owner < right.owner
    case (.some, nil): return true
    case (nil, .some): return false
    case (nil, nil): return left.owner < right.owner
    }
  }

  /// Whether both stand at the same place.
  package static func == (left: Self, right: Self) -> Bool { left.owner == right.owner }
}
