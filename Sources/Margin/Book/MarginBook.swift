import Market
package import Units

/// The margin rules of all contracts of a venue: how an account with a position in each stands, and when it may fail.
package struct MarginBook: Sendable {
  /// By leg.
  package let rules: [MarginRules]
  /// Those of the first leg again, where they are read without a copy.
  private let first: MarginRules
  /// What an account is whose equity is exactly its requirement: liquidatable if the terms of any contract say so.
  package let equality: AtEquality

  /// Makes a book of the rules of contracts that settle in the same money.
  package init(rules: [MarginRules]) {
    invariant(!rules.isEmpty, "a margin book is for one contract or more")
    self.rules = rules
    first = rules[0]
    equality = AtEquality(ofAll: rules.lazy.map(\.terms.equality))
  }

  /// What an account has and what it needs with its legs at their marks.
  package func standing(of account: AccountView, at marks: [Price]) -> Standing {
    standing(of: account, without: nil, at: marks)
  }

  /// Where the price of one leg has used up its share of what an account has to spare.
  ///
  /// While no leg has reached its own trigger, each has used less of it than its share. So where the shares sum to one
  /// at most, something is left, and the account does not fail, wherever the prices have gone together. An account
  /// that fails already has reached the trigger of a leg, whatever the shares. With a share of one and no other leg
  /// the trigger is the liquidation price.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - leg: The leg whose price moves.
  ///   - share: The part of what there is to spare that the leg may use.
  ///   - marks: By leg, the prices that what there is to spare is taken at. That of the leg itself counts only where
  ///     its share is less than one.
  /// - Returns: Nil where no price of the leg is one.
  package func trigger(
    of account: AccountView, leg: Int, share: Rate, at marks: [Price]
  ) -> Trigger? {
    leg == 0
      ? trigger(of: account, leg: leg, under: first, share: share, at: marks)
      : trigger(of: account, leg: leg, under: rules[leg], share: share, at: marks)
  }

  private func trigger(
    of account: AccountView, leg: Int, under rules: MarginRules, share: Rate, at marks: [Price]
  ) -> Trigger? {
    let position = account[leg]
    if position.isFlat { return nil }
    let others = standing(of: account, without: leg, at: marks)
    var fixed = others.spareParts + Int128(position.entryCost.atoms) * MarginLine.whole
    if share < .one {
      let spare = standing(of: account, at: marks).spareParts
      // Down: no less is kept for the others than is theirs. What is lacking is lacking for every leg.
      let used = divide(
        spare * Int128(share.partsPerMillion), by: Int128(Rate.one.partsPerMillion),
        rounding: .down)
      if spare > 0 { fixed -= spare - used }
    }
    let price = rules.firstFailure(
      of: position, fixed: fixed, lines: rules.lines(of: position, cash: account.cash),
      equality: equality)
    return price.map { position.size > .zero ? .atOrBelow($0) : .atOrAbove($0) }
  }

  private func standing(
    of account: AccountView, without left: Int?, at marks: [Price]
  ) -> Standing {
    var standing = Standing(collateral: account.cash, equality: equality)
    if left != 0 {
      standing.add(account[0], under: first, at: marks[0], collateral: account.cash)
    }
    for leg in rules.indices.dropFirst() where leg != left {
      standing.add(account[leg], under: rules[leg], at: marks[leg], collateral: account.cash)
    }
    return standing
  }
}
