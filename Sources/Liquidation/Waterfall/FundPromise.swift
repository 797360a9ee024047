import Margin
package import Units

/// What an insurance fund stands for at a moment: what one more forced order may cost it, and how much it has lost.
package struct FundPromise: Sendable, Hashable {
  /// What the venue allows it.
  package var terms: FundTerms
  /// What it held at the start.
  package var opening: Money
  /// The cash it has.
  package var cash: Money
  /// What is promised to forced orders under way.
  package var committed: Money
  /// What it has promised in the block of now.
  package var promisedInBlock: Money

  /// Describes a fund.
  package init(
    terms: FundTerms, opening: Money, cash: Money, committed: Money, promisedInBlock: Money
  ) {
    invariant(committed >= .zero, "the fund promises no negative amount")
    self.terms = terms
    self.opening = opening
    self.cash = cash
    self.committed = committed
    self.promisedInBlock = promisedInBlock
  }

  /// The block of a chain for the limits that count by block: a second.
  package static var blockLength: Interval { .seconds(1) }

  /// What it can promise to one more forced order: its share of what nobody has been promised, within the block's limit.
  package var support: Money {
    let available = max(cash - committed, .zero)
    // Rounded down: the fund promises no more than its share.
    let share = available.times(terms.sharePerOrder, rounding: .down)
    guard let most = terms.lossPerBlockMax else { return share }
    return min(share, max(most - promisedInBlock, .zero))
  }

  /// The share of its opening balance that it has lost, rounded down: only what is gone counts.
  package var drawdown: Rate {
    guard opening > .zero else { return .zero }
    let drawn = max(opening - cash, .zero)
    let share = divide(
      Int128(drawn.atoms) * 1_000_000, by: Int128(opening.atoms), rounding: .down)
    return Rate(partsPerMillion: Int64(share))
  }
}
