import Market
import Units

extension Instrument {
  /// Whether the value of a size at a price can be booked, with room for sums of such values.
  func canBook(_ size: Quantity, at price: Price) -> Bool {
    let lots = Int128(size.lots).magnitude
    let most: UInt128 = 1 << 60
    switch kind {
    case .linear:
      let (value, overflow) = (lots * Int128(price.ticks).magnitude).multipliedReportingOverflow(
        by: Int128(atomsPerTickLot).magnitude)
      return !overflow && value <= most
    case .inverse:
      guard price > .zero else { return false }
      return lots * Int128(atomTicksPerLot).magnitude / Int128(price.ticks).magnitude <= most
    }
  }
}
