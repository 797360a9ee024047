/// What an account is whose equity is exactly its requirement.
public enum AtEquality: String, CaseIterable, Sendable, Hashable {
  /// Safe: liquidation needs equity below the requirement.
  case safe
  /// Liquidatable: safety needs equity above the requirement.
  case liquidatable
}
