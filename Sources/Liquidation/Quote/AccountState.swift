/// How an account stands at the marks of its legs.
public enum AccountState: String, Sendable, Hashable, CaseIterable {
  /// Equity covers maintenance.
  case safe
  /// Equity is below maintenance, and something is left: the venue liquidates.
  case belowMaintenance
  /// Nothing is left: equity, less the closing fees that count, is zero or below.
  case bankrupt
}
