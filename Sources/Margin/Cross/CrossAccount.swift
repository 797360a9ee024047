public import Units

/// One collateral behind several positions: margin and equity count over all of them.
///
/// All legs settle in the money of the collateral. An isolated account is the case of one leg. The legs
/// are on one venue's terms; if any says that equality is liquidatable, it is.
public struct CrossAccount: Sendable, Hashable {
  /// Cash, in which settled funding, fees and realised profit are already counted.
  public var collateral: Money
  /// The positions, in the account's own order.
  public var legs: [CrossLeg]

  /// Makes an account.
  public init(collateral: Money, legs: [CrossLeg]) {
    self.collateral = collateral
    self.legs = legs
  }

  /// The profits of all legs at their marks, before fees and funding.
  public var unrealisedProfit: Money { legs.reduce(.zero) { $0 + $1.unrealisedProfit } }

  /// Collateral and the profits of all legs at their marks.
  public var equity: Money { collateral + unrealisedProfit }

  /// The value of all legs at their marks, each without its sign.
  public var notional: Money { legs.reduce(.zero) { $0 + $1.notional } }

  /// The maintenance requirement of all legs; the account pays the fraction of an atom, once.
  public var maintenance: Money {
    // Up: the account pays.
    Money(atoms: Int64(divide(maintenanceParts, by: MarginLine.whole, rounding: .up)))
  }

  /// The initial requirement of all legs; the account pays the fraction of an atom, once.
  public var initial: Money {
    let exact = legs.reduce(0) { $0 + $1.rules.initialParts($1.position, at: $1.mark) }
    // Up: the account pays.
    return Money(atoms: Int64(divide(exact, by: MarginLine.whole, rounding: .up)))
  }

  /// Maintenance over equity, or `nil` where equity is not above zero.
  public var marginRatio: Ratio? {
    Ratio(maintenanceParts, over: Int128(equity.atoms) * MarginLine.whole)
  }

  /// Whether a position is held and equity is below maintenance; the terms say what equality is.
  public var isLiquidatable: Bool {
    if legs.allSatisfy(\.position.isFlat) { return false }
    let equity = Int128(equity.atoms) * MarginLine.whole
    let equalityFails = legs.contains { $0.rules.terms.equality == .liquidatable }
    return equalityFails ? equity <= maintenanceParts : equity < maintenanceParts
  }

  /// The first whole tick of one leg, coming from safety, at which the account is liquidatable.
  ///
  /// All other legs are held at their marks.
  ///
  /// - Parameter leg: The index of the leg whose price moves.
  /// - Returns: As `MarginRules.liquidationPrice(of:)`.
  public func liquidationPrice(leg index: Int) -> Price? {
    let leg = legs[index]
    return leg.rules.firstFailure(
      of: leg.position, fixed: fixedParts(leg: index),
      lines: leg.rules.lines(of: leg.position, cash: collateral))
  }

  /// The requirement of all legs, in 10^-12 atoms.
  var maintenanceParts: Int128 {
    legs.reduce(0) { $0 + $1.maintenanceParts(with: collateral) }
  }

  /// Equity less the value of one leg and less the requirement of the others, in 10^-12 atoms.
  private func fixedParts(leg index: Int) -> Int128 {
    let leg = legs[index]
    let value = leg.unrealisedProfit - leg.position.entryCost
    return Int128((equity - value).atoms) * MarginLine.whole
      - (maintenanceParts - leg.maintenanceParts(with: collateral))
  }
}
