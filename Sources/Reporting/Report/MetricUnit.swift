/// What a metric is counted in.
package enum MetricUnit: String, Sendable, Hashable, CaseIterable {
  /// Hundredths of a whole.
  case percent
  /// The instrument's quote currency.
  case quote
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
  /// The smallest booked amounts of quote, 1e-6 each.
  case atoms

  /// What a column's header ends in; empty where the name says it all.
  package var suffix: String {
    switch self {
    case .percent, .quote, .basisPoints, .seconds, .atoms: "_" + rawValue
    case .price: "_quote"
    case .count, .ratio: ""
    }
  }

  /// The unit of a value in a table for people.
  package var symbol: String {
    switch self {
    case .percent: "%"
    case .quote: "quote"
    case .basisPoints: "bp"
    case .price: "quote per unit"
    case .count: "count"
    case .seconds: "s"
    case .ratio: "ratio"
    case .atoms: "atoms"
    }
  }

  /// The unit of a difference of two values: percentages differ by points.
  package var differenceSymbol: String {
    switch self {
    case .percent: "points"
    case .quote, .basisPoints, .price, .count, .seconds, .ratio, .atoms: symbol
    }
  }
}
