import Stepladder

extension Instrument {
  /// The size that is worth an amount at a price, rounded down: never more than asked for.
  ///
  /// - Parameters:
  ///   - atoms: The amount in atoms; wide, because it may be a product.
  ///   - price: The price.
  func quantity(worth atoms: Int128, at price: Price) -> Quantity {
    let perLot = Int128(notional(price, Quantity(lots: 1)).atoms)
    guard perLot > 0 else { return .zero }
    return Quantity(lots: Int64(divide(atoms, by: perLot, rounding: .down)))
  }
}
