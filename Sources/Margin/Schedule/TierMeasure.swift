/// What the limits of stepped tiers count.
package enum TierMeasure: String, CaseIterable, Sendable, Hashable {
  /// The notional of the position (BitMEX risk limits).
  case notional
  /// The size of the position (OKX position tiers).
  case size
}
