import Market
import Units

/// How the notional of some lots follows the price, and which prices a notional stands for.
///
/// Every condition of this module is one on the notional, so a price is a notional turned back into ticks.
struct PositionCurve {
  let kind: ContractKind
  let isLong: Bool
  /// Atoms for each tick of a linear contract, atoms times ticks of an inverse one; positive.
  let weight: Int128

  /// The curve of a position; `nil` if it is flat.
  init?(_ size: Quantity, of instrument: Instrument) {
    if size == .zero { return nil }
    kind = instrument.kind
    isLong = size > .zero
    switch kind {
    case .linear: weight = Int128(size.magnitude.lots) * Int128(instrument.atomsPerTickLot)
    case .inverse: weight = Int128(size.magnitude.lots) * Int128(instrument.atomTicksPerLot)
    }
  }

  /// Whether equity rises with the notional: a linear long and an inverse short.
  var risesWithNotional: Bool { isLong == (kind == .linear) }

  /// The price next to the edge at which the notional, as booked, is at most so many atoms.
  ///
  /// - Returns: The greatest such tick of a linear contract, the least of an inverse one; `nil` if an
  ///   inverse contract has none.
  func ticksAtMost(_ atoms: Int128) -> Int128? {
    switch kind {
    case .linear: return divide(atoms, by: weight, rounding: .down)
    case .inverse:
      if atoms < 0 { return nil }
      // Rounded to nearest, the notional is at most n where weight/p is below n + 1/2, or at it if n is even.
      let (ticks, rest) = (2 * weight).quotientAndRemainder(dividingBy: 2 * atoms + 1)
      return rest == 0 && atoms % 2 == 0 ? ticks : ticks + 1
    }
  }

  /// The price next to the edge at which the notional, as booked, is at least so many atoms.
  ///
  /// - Returns: The least such tick of a linear contract, the greatest of an inverse one; `nil` if an
  ///   inverse contract has no greatest.
  func ticksAtLeast(_ atoms: Int128) -> Int128? {
    switch kind {
    case .linear: return divide(atoms, by: weight, rounding: .up)
    case .inverse:
      if atoms <= 0 { return nil }
      let (ticks, rest) = (2 * weight).quotientAndRemainder(dividingBy: 2 * atoms - 1)
      return rest == 0 && atoms % 2 != 0 ? ticks - 1 : ticks
    }
  }

  /// The notional at a price, as booked.
  func notional(ticks: Int128) -> Int128 {
    switch kind {
    case .linear: weight * ticks
    // Nearest, as the instrument books it.
    case .inverse: divide(weight, by: ticks, rounding: .toNearestOrEven)
    }
  }

  /// The exact notional at a price, not as booked; `nil` for a price of zero of an inverse contract.
  func exactNotional(at price: Price) -> Ratio? {
    switch kind {
    case .linear: Ratio(weight * Int128(price.ticks), over: 1)
    case .inverse: Ratio(weight, over: Int128(price.ticks))
    }
  }

  /// The price of an exact notional in ticks; `nil` where no positive price has it.
  func price(ofNotional notional: Ratio) -> Ratio? {
    if notional.numerator <= 0 { return nil }
    switch kind {
    case .linear:
      return Ratio(notional.numerator, times: 1, over: notional.denominator, times: weight)
    case .inverse:
      return Ratio(weight, times: notional.denominator, over: notional.numerator, times: 1)
    }
  }
}
