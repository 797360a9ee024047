package import Units

/// Whether the profits of the winners can pay for the losers' debts.
///
/// Source: Chitra, "Autodeleveraging: impossibilities and optimization" (2025): a venue can be solvent
/// in gross equity while haircuts on profits alone cannot cover its deficit.
package struct SolvencySheet: Sendable, Hashable {
  /// What each account is worth, collateral included.
  package let equities: [Money]
  /// The unrealised profit of each account.
  package let profits: [Money]

  /// Makes a sheet of one line for each account.
  package init(equities: [Money], profits: [Money]) {
    invariant(equities.count == profits.count, "each account has an equity and a profit")
    self.equities = equities
    self.profits = profits
  }

  /// What the accounts below zero owe together.
  package var deficit: Money {
    equities.reduce(.zero) { $0 + max(-$1, .zero) }
  }

  /// What the worst account owes.
  package var greatestShortfall: Money {
    equities.reduce(.zero) { max($0, -$1) }
  }

  /// The profits of all who have one.
  package var haircutCapacity: Money {
    profits.reduce(.zero) { $0 + max($1, .zero) }
  }

  /// What the accounts above zero are worth together.
  package var positiveEquity: Money {
    equities.reduce(.zero) { $0 + max($1, .zero) }
  }

  /// What all accounts are worth together.
  package var netEquity: Money { equities.reduce(.zero, +) }

  /// Whether profits cover the deficit, so that nobody's collateral is touched.
  package var isCoverableWithoutPrincipal: Bool { haircutCapacity >= deficit }

  /// What the accounts are worth after a share of each profit is taken.
  ///
  /// What is taken rounds down: the account keeps the fraction of an atom.
  ///
  /// - Parameter haircuts: The share of the profit taken of each account, from zero to one.
  package func equities(afterHaircuts haircuts: [Rate]) -> [Money] {
    invariant(haircuts.count == equities.count, "each account has a haircut")
    return equities.indices.map { index in
      invariant(haircuts[index] >= .zero && haircuts[index] <= .one, "a haircut is a share")
      return equities[index]
        - max(profits[index], .zero).times(haircuts[index], rounding: .down)
    }
  }
}
