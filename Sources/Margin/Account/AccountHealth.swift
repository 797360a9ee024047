public import Units

/// What an account has and what it needs, at one price.
public struct AccountHealth: Sendable, Hashable {
  /// Cash plus the value of the position; funding not yet settled is not counted.
  public let equity: Money
  /// The maintenance requirement, with the closing fee where the rules count it.
  public let maintenance: Money
  /// Whether a position is held and equity is below maintenance; equality is safe.
  public let isLiquidatable: Bool
}
