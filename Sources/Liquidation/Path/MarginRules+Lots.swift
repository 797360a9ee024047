package import Margin
import Market
package import Units

extension MarginRules {
  /// The most lots whose notional at a price does not exceed a sum; rounded down, so that a cap is a cap.
  package func lots(worthAtMost most: Money, at price: Price) -> Quantity {
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

  /// A price at which orders can be sent and positions handed over.
  ///
  /// At least a tick. An inverse position can have no price at which it is bankrupt, or one far from any
  /// market; a thousand times the index, or a thousandth, is then as good, and the value of every position
  /// there is still a number. It is the index because forced orders do not move it.
  package func tradable(_ price: Price, near index: Price) -> Price {
    switch instrument.kind {
    case .linear: return max(price, Price(ticks: 1))
    case .inverse:
      // Down: the fraction of a tick decides nothing so far out.
      let least = max(index.ticks / 1000, 1)
      let (most, overflow) = max(index.ticks, 1).multipliedReportingOverflow(by: 1000)
      return Price(ticks: min(max(price.ticks, least), overflow ? .max : most))
    }
  }
}
