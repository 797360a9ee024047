package import Market

/// What a metric is counted in.
package enum MetricUnit: String, Sendable, Hashable, CaseIterable {
  /// Hundredths of a whole.
  case percent
  /// The collateral: the quote currency, or the coin where the contract is inverse.
  case quote
  /// Sizes: units of the base, or quote currency where the contract is inverse.
  case size = "base"
  /// Ten-thousandths.
  case basisPoints = "bp"
  /// A price in quote for one unit of the base.
  case price
  /// Whole things: accounts, messages.
  case count
  /// Simulated seconds.
  case seconds = "s"
  /// One quantity over another of its kind.
  case ratio
  /// The smallest booked amounts of the collateral, 1e-6 of quote currency or 1e-8 of the coin each.
  case atoms

  /// The unit in files, on a contract.
  package func word(for kind: ContractKind) -> String {
    switch (self, kind) {
    case (.quote, .inverse): "coin"
    case (.size, .inverse): "quote"
    case (.percent, _), (.quote, .linear), (.size, .linear), (.basisPoints, _), (.price, _),
      (.count, _), (.seconds, _), (.ratio, _), (.atoms, _):
      rawValue
    }
  }

  /// What a column's header ends in; empty where the name says it all.
  package func suffix(for kind: ContractKind) -> String {
    switch self {
    case .percent, .quote, .size, .basisPoints, .seconds, .atoms: "_" + word(for: kind)
    case .price: "_quote"
    case .count, .ratio: ""
    }
  }

  /// The unit of a value in a table for people.
  package func symbol(for kind: ContractKind) -> String {
    switch self {
    case .percent: "%"
    case .quote, .size: word(for: kind)
    case .basisPoints: "bp"
    case .price: "quote per unit"
    case .count: "count"
    case .seconds: "s"
    case .ratio: "ratio"
    case .atoms: "atoms"
    }
  }

  /// The unit of a difference of two values: percentages differ by points.
  package func differenceSymbol(for kind: ContractKind) -> String {
    switch self {
    case .percent: "points"
    case .quote, .size, .basisPoints, .price, .count, .seconds, .ratio, .atoms: symbol(for: kind)
    }
  }
}
