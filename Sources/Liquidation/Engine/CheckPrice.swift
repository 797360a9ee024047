/// The price that drives the margin check.
package enum CheckPrice: String, Sendable, Hashable, CaseIterable {
  /// The mark price by the formula in force.
  case mark
  /// The index as the venue last saw it.
  case index
  /// The last trade, of the book or of a tape where one is given.
  case last
}
