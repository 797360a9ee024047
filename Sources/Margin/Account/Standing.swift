import Market
public import Units

/// What an account has and what it needs over all its legs, each at its price.
public struct Standing: Sendable, Hashable {
  /// Collateral plus the profit of all legs; funding not yet settled is not counted.
  public private(set) var equity: Money
  /// The value of all legs, each without its sign.
  public private(set) var notional = Money.zero
  /// What equity equal to the requirement is.
  public let equality: AtEquality
  /// Whether nothing is held in any leg.
  public private(set) var isFlat = true
  /// The maintenance requirement, in 10^-12 atoms.
  private(set) var requirementParts: Int128 = 0

  /// Starts with money alone.
  init(collateral: Money, equality: AtEquality) {
    equity = collateral
    self.equality = equality
  }

  /// The maintenance requirement of all legs, with the closing fee where the rules count it; the account pays the
  /// fraction of an atom, once.
  public var requirement: Money {
    // Up: the account pays.
    Money(atoms: Int64(divide(requirementParts, by: MarginLine.whole, rounding: .up)))
  }

  /// Whether a position is held and equity is below the requirement; the terms say what equality is.
  public var fails: Bool {
    if isFlat { return false }
    switch equality {
    // Against the exact requirement: whole atoms are below it just where they are below its round up.
    case .safe: return spareParts < 0
    case .liquidatable: return spareParts <= 0
    }
  }

  /// Equity less the requirement, in 10^-12 atoms.
  var spareParts: Int128 { Int128(equity.atoms) * MarginLine.whole - requirementParts }

  /// Adds a leg.
  ///
  /// - Parameters:
  ///   - position: What is held.
  ///   - rules: The rules of its contract.
  ///   - mark: The price that it is valued at.
  ///   - collateral: What stands behind it, for a fee at the bankruptcy price.
  mutating func add(
    _ position: Position, under rules: MarginRules, at mark: Price, collateral: Money
  ) {
    let account = Account(cash: collateral, position: position)
    let value = rules.notional(of: account, at: mark)
    equity += rules.unrealisedProfit(of: account, at: mark)
    notional += value
    requirementParts += rules.requirementParts(account, value)
    if !position.isFlat { isFlat = false }
  }
}
