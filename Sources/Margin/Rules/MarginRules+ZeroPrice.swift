import Market
package import Units

extension MarginRules {
  /// The price that takes from an account, with some lots, a share of its equity, in ticks.
  ///
  /// `mark * (1 - side * rate * equity / maintenance)` where the share is by maintenance: the zero price
  /// of FTX and Lighter and the bankruptcy price of dYdX v4 (as read 2026-11).
  ///
  /// - Parameters:
  ///   - size: The lots that change hands, signed as they are held.
  ///   - mark: The price at which equity is taken.
  ///   - share: The equity that goes with them.
  /// - Returns: `nil` for no lots, and where no positive price does it. Exact to 2^-60 of an atom.
  package func exactZeroPrice(of size: Quantity, mark: Price, giving share: EquityShare) -> Ratio? {
    guard let curve = PositionCurve(size, of: instrument) else { return nil }
    let (rest, divisor) = share.shortRest
    let sign: Int128 = curve.risesWithNotional ? 1 : -1
    let notional = Int128(instrument.notional(mark, size.magnitude).atoms)
    let whole = notional - sign * share.atoms
    return Ratio(whole * divisor - sign * rest, over: divisor).flatMap {
      curve.price(ofNotional: $0)
    }
  }
}
