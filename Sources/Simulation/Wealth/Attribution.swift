package import Units

/// Why a branch leaves owners, payers and forced orders with what it does: drift, terms and impact.
///
/// *Drift* is what the path costs as a taker of the prices of the control, which it does not move: the market goes on
/// while the path waits. *Terms* are the venue's: fees, penalties, margin kept, and the prices of transfers, auctions and
/// deleveraging against the index. *Impact* is the rest: what own and others' forced orders move, the liquidations they
/// set off, half the spread, and what the market does about it.
package struct Attribution: Sendable, Equatable {
  /// The parts of one amount, which sum to it exactly.
  package struct Split: Sendable, Equatable {
    /// What the market's own move is worth.
    package let drift: Money
    /// What the venue's terms are worth.
    package let terms: Money
    /// The rest.
    package let impact: Money

    /// Makes a split.
    package init(drift: Money, terms: Money, impact: Money) {
      self.drift = drift
      self.terms = terms
      self.impact = impact
    }

    /// The whole.
    package var total: Money { drift + terms + impact }
  }

  /// What owners who breach in the control have more at the end than there.
  package let owners: Split
  /// What payers without a choice have less at the end than in the control.
  package let payers: Split
  /// What forced orders lost in the book against the trigger price; it has no terms.
  package let shortfall: Split

  /// Makes an attribution.
  package init(owners: Split, payers: Split, shortfall: Split) {
    self.owners = owners
    self.payers = payers
    self.shortfall = shortfall
  }
}
