package import Liquidation
import Market
package import Units

extension CapacityWindow {
  /// The capacity that fees pay for: `(maker + taker) x depth x multiplier x seconds`, rounded down
  /// (Synthetix v3 at 23585f73, read 2026-11).
  ///
  /// - Parameters:
  ///   - depth: The skew scale, in lots.
  ///   - fees: Maker plus taker fee.
  ///   - multiplier: The accumulation multiplier.
  ///   - length: The window; its whole seconds count.
  package static func paidByFees(
    depth: Quantity, fees: Rate, multiplier: Rate, within length: Interval
  ) -> CapacityWindow {
    let seconds = length.nanoseconds / 1_000_000_000
    let product =
      Int128(depth.lots) * Int128(fees.partsPerMillion) * Int128(multiplier.partsPerMillion)
      * Int128(seconds)
    // Down: a fraction of a lot is no capacity.
    let lots = Int64(divide(product, by: 1_000_000_000_000, rounding: .down))
    return CapacityWindow(
      .quantity(Quantity(lots: lots)), within: length, kind: .rolling, scope: .market)
  }
}
