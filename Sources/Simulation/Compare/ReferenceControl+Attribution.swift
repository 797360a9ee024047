import Units

/// The split of a branch's results into drift, terms and impact, by what everybody has at the end in three books.
///
/// The shadow's plain books hold the path at recorded prices, the branch's plain books the path in its own market, and the
/// branch's ledger adds the terms. Each part is the step from one to the next, so that they sum by construction, debts
/// and their settlement included.
extension ReferenceControl {
  /// Says why a branch has what it has.
  ///
  /// - Parameters:
  ///   - result: The branch's result, with who has more and who has less.
  ///   - wealth: What everybody has in the branch.
  ///   - plain: The same by the branch's plain books.
  ///   - shadow: The branch's shadow, which has run.
  /// - Returns: Nothing where plain books were not kept.
  func attribution(
    of result: RunResult, _ wealth: Wealth, plain: Wealth?, shadow: inout World
  ) -> Attribution? {
    guard let plain, let shadowed = shadow.plainWealth(), let control = self.plain else {
      return nil
    }
    func split(_ amount: (Wealth) -> Money) -> Attribution.Split {
      let own = amount(plain)
      let price = amount(shadowed)
      // What the terms do in the control, such as fees of its trades, is no work of the path.
      let terms = (amount(wealth) - own) - (amount(self.wealth) - amount(control))
      return Attribution.Split(drift: price - amount(control), terms: terms, impact: own - price)
    }
    let attribution = Attribution(
      owners: split(breachedOwners), payers: split { -payers($0) },
      shortfall: shortfall(of: result.totals, shadow: &shadow))
    if let incidence = result.incidence {
      invariant(
        attribution.owners.total == incidence.change(of: .owners),
        "drift, terms and impact sum to what owners have more")
      invariant(
        attribution.payers.total == -incidence.change(of: .payers),
        "drift, terms and impact sum to what payers have less")
    }
    invariant(
      attribution.shortfall.total == result.totals.shortfall,
      "drift and impact sum to the shortfall")
    return attribution
  }

  /// What the owners who breach here have.
  private func breachedOwners(_ wealth: Wealth) -> Money {
    breaches.reduce(.zero) { $0 + wealth.owners[$1.account] }
  }

  /// What those have who pay without a choice.
  private func payers(_ wealth: Wealth) -> Money {
    let groups = WealthGroup.allCases.filter { $0.block == .payers }
    return wealth.owners.reduce(.zero, +) - breachedOwners(wealth)
      + groups.reduce(.zero) { $0 + wealth[$1] }
  }

  /// The drift of what a branch traded by the book, at the rate at which its shadow lost.
  private func shortfall(of totals: RunTotals, shadow: inout World) -> Attribution.Split {
    let traded = shadow.record.totals.notionalExecuted
    var drift = Money.zero
    if traded > .zero, let loss = shadow.shadow?.doubledLoss {
      // To the nearest atom; nobody pays for a statistic.
      drift = Money(
        atoms: Int64(
          divide(
            Int128(loss.atoms) * Int128(totals.notionalExecuted.atoms),
            by: 2 * Int128(traded.atoms), rounding: .toNearestOrEven)))
    }
    return Attribution.Split(drift: drift, terms: .zero, impact: totals.shortfall - drift)
  }
}
