package import Margin
package import Market
package import Units

/// The place of a counterparty in the deleveraging queue: profit rate by effective leverage.
///
/// Winners come first, by profit rate x leverage. Where they do not suffice, losers follow by profit
/// rate / leverage, and accounts without equity last (BitMEX, auto-deleveraging, read 2026-11). Ratios
/// are compared exactly, and ties go to the smaller account index, so the order is total.
package struct DeleveragingRank: Sendable, Comparable {
  /// The counterparty.
  package let owner: OwnerID
  /// Its position, signed.
  package let size: Quantity
  private let score: Ratio?

  /// Ranks an account at a mark price.
  package init(owner: OwnerID, account: Account, rules: MarginRules, mark: Price) {
    self.owner = owner
    size = account.position.size
    let profit = rules.profitRate(of: account, at: mark)
    let leverage = rules.effectiveLeverage(of: account, at: mark)
    guard let profit, let leverage else {
      score = nil
      return
    }
    if profit.numerator > 0 {
      score = profit * leverage
    } else {
      score = Ratio(leverage.denominator, over: leverage.numerator).map { profit * $0 }
    }
  }

  /// Whether this one is deleveraged before the other.
  package static func < (left: Self, right: Self) -> Bool {
    switch (left.score, right.score) {
    case (let mine?, let other?):
      return mine == other ? left.owner < right.owner : mine > other
    case (.some, nil): return true
    case (nil, .some): return false
    case (nil, nil): return left.owner < right.owner
    }
  }

  /// Whether both stand at the same place.
  package static func == (left: Self, right: Self) -> Bool { left.owner == right.owner }
}
