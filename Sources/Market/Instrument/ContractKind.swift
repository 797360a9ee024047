/// How the cash value of a contract follows its price.
public enum ContractKind: String, CaseIterable, Sendable, Hashable {
  /// Margined in the quote currency: value is size times price.
  case linear
  /// Margined in the coin: a lot is a fixed sum of quote currency, and value is minus size over price.
  case inverse
}
