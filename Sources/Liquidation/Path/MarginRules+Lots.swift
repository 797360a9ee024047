import Margin
import Market
import Units

extension MarginRules {
  /// The most lots whose notional at a price does not exceed a sum; rounded down, so that a cap is a cap.
  func lots(worthAtMost most: Money, at price: Price) -> Quantity {
    switch instrument.kind {
    case .linear:
      let perLot = lotValue(at: price).atoms
      return Quantity(lots: perLot > 0 ? most.atoms / perLot : .max)
    case .inverse:
      let lots = divide(
        Int128(most.atoms) * Int128(price.ticks), by: Int128(instrument.atomTicksPerLot),
        rounding: .down)
      return Quantity(lots: Int64(clamping: lots))
    }
  }
}
