/// What an account is whose equity is exactly its requirement.
public enum AtEquality: String, CaseIterable, Sendable, Hashable {
  /// Safe: liquidation needs equity below the requirement.
  case safe
  /// Liquidatable: safety needs equity above the requirement.
  case liquidatable

  /// That of an account with legs under several terms: if any says that equality is liquidatable, it is.
  init(ofAll terms: some Sequence<AtEquality>) {
    self = terms.contains(.liquidatable) ? .liquidatable : .safe
  }
}
