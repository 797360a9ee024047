import Stepladder

extension Instrument {
  /// The size that is worth an amount at a price, rounded down: never more than asked for.
  ///
  /// - Parameters:
  ///   - atoms: The amount in atoms; wide, because it may be a product.
  ///   - price: The price.
  func quantity(worth atoms: Int128, at price: Price) -> Quantity {
    switch kind {
    case .linear:
      let perLot = Int128(notional(price, Quantity(lots: 1)).atoms)
      guard perLot > 0 else { return .zero }
      return Quantity(lots: Int64(divide(atoms, by: perLot, rounding: .down)))
    case .inverse:
      // A lot is worth a fraction of atoms too, so the whole amount is divided.
      let lots = divide(
        atoms * Int128(price.ticks), by: Int128(atomTicksPerLot), rounding: .down)
      return Quantity(lots: Int64(lots))
    }
  }

  /// The size of a sum of quote currency at a price, rounded down.
  ///
  /// - Parameters:
  ///   - units: Whole units of quote currency.
  ///   - price: The price; of an inverse contract, whose lot is a sum of quote currency, any.
  func quantity(worthQuote units: Int64, at price: Price) -> Quantity {
    switch kind {
    case .linear: return quantity(worth: Int128(units) * Int128(atomsPerUnit), at: price)
    case .inverse:
      let shifted = (0..<quantityDecimals).reduce(Int128(units)) { sum, _ in sum * 10 }
      return Quantity(lots: Int64(divide(shifted, by: Int128(lotUnits), rounding: .down)))
    }
  }
}
