package import Margin
package import Units

/// The least reduction that restores margin when closing moves the price against the account.
///
/// Closing d lots costs the fee on their value and half of `impact * d^2`, since each lot moves the
/// price a little further. Equity less requirement is then concave in d: it rises while a lot frees
/// more margin than it costs, and falls after that. Where it stays below zero at its top, no partial
/// close restores the account. (Chitra 2025, the liquidation strategy: the smallest root of
/// `a/2 d^2 - (mu - phi) p d + (mu p q - e) = 0`, and the regime without a real root.)
///
/// One maintenance rate holds for the whole size; tiers are ``MarginRules``' own subject.
package struct LeastClose: Sendable {
  /// Equity before the close.
  package var equity: Money
  /// Lots held, without sign.
  package var size: Quantity
  /// What a lot is worth at the check price.
  package var lotValue: Money
  /// The maintenance rate mu.
  package var maintenance: Rate
  /// The fee rate phi on what is closed.
  package var fee: Rate
  /// What each lot closed takes off the price of the next, in atoms per lot and lot; not negative.
  package var impact: Ratio

  /// Makes a question.
  package init(
    equity: Money, size: Quantity, lotValue: Money, maintenance: Rate, fee: Rate, impact: Ratio
  ) {
    invariant(size >= .zero, "a size without sign is not negative")
    invariant(lotValue > .zero, "a lot is worth something")
    invariant(maintenance > .zero && maintenance < .one, "a maintenance rate is a share")
    invariant(fee >= .zero, "a fee is not negative")
    invariant(impact.numerator >= 0, "an impact is not negative")
    self.equity = equity
    self.size = size
    self.lotValue = lotValue
    self.maintenance = maintenance
    self.fee = fee
    self.impact = impact
  }

  /// What a partial close can do for an account.
  package enum Answer: Sendable, Hashable {
    /// The account is healthy as it is.
    case notNeeded
    /// This many lots, fewer than all, are the least that restore it.
    case close(Quantity)
    /// Only the whole position would do, or more than there is.
    case onlyAll
    /// Every lot costs more than it frees before margin is restored: there is no real root.
    case neverRestores
  }

  /// The least reduction, in whole lots, after which equity reaches the requirement.
  package var answer: Answer {
    if margin(afterClosing: 0) >= 0 { return .notNeeded }
    // The top of the parabola: the margin rises up to here. Down: a lot less is still on the rise.
    let gain = Int128(lotValue.atoms) * Int128((maintenance - fee).partsPerMillion)
    if gain <= 0 { return .neverRestores }
    let lots = Int128(size.lots)
    let top =
      impact.numerator == 0
      ? lots
      : min(
        lots,
        divide(gain * impact.denominator, by: impact.numerator * 1_000_000, rounding: .down))
    // The lot after the top may be the better of the two.
    let best =
      top < lots && margin(afterClosing: top + 1) > margin(afterClosing: top)
      ? top + 1 : top
    if margin(afterClosing: best) < 0 { return best >= lots ? .onlyAll : .neverRestores }
    var low: Int128 = 0
    var high = best
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if margin(afterClosing: middle) >= 0 { high = middle } else { low = middle }
    }
    return high < lots ? .close(Quantity(lots: Int64(high))) : .onlyAll
  }

  /// Equity after some lots are closed; the account pays the fraction of an atom of the cost.
  package func equity(afterClosing lots: Quantity) -> Money {
    // Up: the account pays.
    let cost = divide(
      costScaled(Int128(lots.lots)), by: 2_000_000 * impact.denominator, rounding: .up)
    return Money(atoms: equity.atoms - Int64(cost))
  }

  /// The requirement after some lots are closed; the account pays the fraction of an atom.
  package func requirement(afterClosing lots: Quantity) -> Money {
    // Up: the account pays.
    Money(atoms: (size - lots).lots * lotValue.atoms).times(maintenance, rounding: .up)
  }

  /// What closing costs, in atoms times two million times the denominator of the impact.
  private func costScaled(_ lots: Int128) -> Int128 {
    let fees = Int128(lotValue.atoms) * Int128(fee.partsPerMillion) * lots
    return 2 * fees * impact.denominator + 1_000_000 * impact.numerator * lots * lots
  }

  /// Equity less requirement, in the same unit; exact.
  private func margin(afterClosing lots: Int128) -> Int128 {
    let needed =
      Int128(lotValue.atoms) * Int128(maintenance.partsPerMillion) * (Int128(size.lots) - lots)
    let held = Int128(equity.atoms) * 1_000_000
    return 2 * (held - needed) * impact.denominator - costScaled(lots)
  }
}
