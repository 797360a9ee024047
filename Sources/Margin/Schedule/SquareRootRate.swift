package import Units

/// A margin rate that grows with the square root of the position's size.
///
/// The rate is `max(floor, offset + factor * sqrt(size))` with the size in whole units. FTX: a floor of
/// one over the greatest leverage and no offset. Drift: a floor of the base rate and an offset of 0.8
/// times it (both as read 2026-11).
package struct SquareRootRate: Sendable, Hashable {
  /// The least rate.
  package var floor: FineRate
  /// What is added to the part that grows.
  package var offset: FineRate
  /// The rate of one whole unit of size.
  package var factor: FineRate

  /// Makes a rate.
  package init(floor: FineRate, offset: FineRate = .zero, factor: FineRate) {
    self.floor = floor
    self.offset = offset
    self.factor = factor
  }
}
