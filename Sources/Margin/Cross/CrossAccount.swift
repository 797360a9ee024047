package import Units

/// One collateral behind several positions: margin and equity count over all of them.
///
/// All legs settle in the money of the collateral. An isolated account is the case of one leg. The legs
/// are on one venue's terms; if any says that equality is liquidatable, it is.
package struct CrossAccount: Sendable, Hashable {
  /// Cash, in which settled funding, fees and realised profit are already counted.
  package var collateral: Money
  /// The positions, in the account's own order.
  package var legs: [CrossLeg]

  /// Makes an account.
  package init(collateral: Money, legs: [CrossLeg]) {
    self.collateral = collateral
    self.legs = legs
  }

  /// The profits of all legs at their marks, before fees and funding.
  package var unrealisedProfit: Money { legs.reduce(.zero) { $0 + $1.unrealisedProfit } }

  /// What the account has and what it needs, with all legs at their marks.
  package var standing: Standing { standing(without: nil) }

  /// Collateral and the profits of all legs at their marks.
  package var equity: Money { standing.equity }

  /// The value of all legs at their marks, each without its sign.
  package var notional: Money { standing.notional }

  /// The maintenance requirement of all legs; the account pays the fraction of an atom, once.
  package var maintenance: Money { standing.requirement }

  /// The initial requirement of all legs; the account pays the fraction of an atom, once.
  package var initial: Money {
    let exact = legs.reduce(0) { $0 + $1.rules.initialParts($1.position, at: $1.mark) }
    // Up: the account pays.
    return Money(atoms: Int64(divide(exact, by: MarginLine.whole, rounding: .up)))
  }

  /// Maintenance over equity, or `nil` where equity is not above zero.
  package var marginRatio: Ratio? {
    Ratio(maintenanceParts, over: Int128(equity.atoms) * MarginLine.whole)
  }

  /// Whether a position is held and equity is below maintenance; the terms say what equality is.
  package var isLiquidatable: Bool { standing.fails }

  /// The first whole tick of one leg, coming from safety, at which the account is liquidatable.
  ///
  /// All other legs are held at their marks.
  ///
  /// - Parameter leg: The index of the leg whose price moves.
  /// - Returns: As `MarginRules.liquidationPrice(of:)`.
  package func liquidationPrice(leg index: Int) -> Price? {
    let leg = legs[index]
    let others = standing(without: index)
    return leg.rules.firstFailure(
      of: leg.position,
      fixed: others.spareParts + Int128(leg.position.entryCost.atoms) * MarginLine.whole,
      lines: leg.rules.lines(of: leg.position, cash: collateral), equality: others.equality)
  }

  /// The requirement of all legs, in 10^-12 atoms.
  var maintenanceParts: Int128 { standing.requirementParts }

  private func standing(without left: Int?) -> Standing {
    let equality = AtEquality(ofAll: legs.lazy.map(\.rules.terms.equality))
    var standing = Standing(collateral: collateral, equality: equality)
    for (index, leg) in legs.enumerated() where index != left {
      standing.add(leg.position, under: leg.rules, at: leg.mark, collateral: collateral)
    }
    return standing
  }
}
