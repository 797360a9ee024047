package import Margin
package import Units

// Shapes by the figures that venues publish instead of rates.
extension MarginShape {
  /// Half of the initial rate at the greatest leverage: `1 / (2 x leverage)` (Hyperliquid, margining, read
  /// 2026-11).
  ///
  /// Rounds up to 10^-12: the account pays the fraction.
  ///
  /// - Parameter leverageMax: The greatest leverage; positive.
  package static func halfOfInitial(leverageMax: Int64) -> MarginShape {
    invariant(leverageMax > 0, "a greatest leverage is positive")
    func share(_ divisor: Int64) -> FineRate {
      FineRate(
        partsPerTrillion: Int64(
          divide(
            Int128(FineRate.one.partsPerTrillion), by: Int128(divisor), rounding: .up)))
    }
    return .flat(maintenance: share(2 * leverageMax), initial: share(leverageMax))
  }

  /// An initial rate of `size / scale x fraction + minimum`, and a maintenance rate of a part of it
  /// (Synthetix v3 at 23585f73, read 2026-11).
  ///
  /// Rounds up to 10^-12: the account pays the fraction.
  ///
  /// - Parameters:
  ///   - scale: The skew scale of the market, in whole units of size; positive.
  ///   - fraction: The initial margin fraction at a size of the whole scale, in parts per million.
  ///   - minimum: The least initial rate.
  ///   - maintenance: Maintenance as a part of the initial rate.
  package static func bySkew(
    scale: Int64, fraction: Rate, minimum: Rate, maintenance: Rate
  ) -> MarginShape {
    invariant(scale > 0, "a skew scale is positive")
    let slope = Int128(fraction.partsPerMillion) * 1_000_000
    func rate(_ parts: Int128, over divisor: Int128) -> FineRate {
      FineRate(partsPerTrillion: Int64(divide(parts, by: divisor, rounding: .up)))
    }
    let part = Int128(maintenance.partsPerMillion)
    return .linearInSize(
      maintenance: rate(Int128(minimum.partsPerMillion) * part, over: 1),
      initial: FineRate(minimum),
      perUnit: rate(slope * part, over: 1_000_000 * Int128(scale)),
      initialPerUnit: rate(slope, over: Int128(scale)))
  }
}
