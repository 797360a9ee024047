/// An axis of a chart: what it measures, in which unit, and how it is spaced.
package struct ChartAxis: Sendable, Hashable {
  /// How an axis is spaced and labelled.
  package enum Kind: Sendable, Hashable {
    /// Even spacing, plain numbers.
    case linear
    /// Even spacing of factors; values that are not positive are left out.
    case logarithmic
    /// Seconds since the start, labelled as minutes and seconds.
    case clock
  }

  /// What is measured, unit included: "price (USDT)".
  package var label: String
  /// How it is spaced.
  package var kind: Kind
  /// A start that replaces the least value of the data.
  package var lower: Double?
  /// An end that replaces the greatest value of the data.
  package var upper: Double?

  /// Makes an axis whose range comes from the data where none is given.
  package init(_ label: String, kind: Kind = .linear, lower: Double? = nil, upper: Double? = nil) {
    self.label = label
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }
}
