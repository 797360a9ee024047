package import Simulation
import Units

/// How near the mark came to the price at which the account would be liquidated, at the ends of seconds.
package struct LiquidationDistance: Sendable, Hashable {
  /// The least distance as a share of the mark, negative beyond the price; nil where there never was such a price.
  package var least: Double?
  /// For how many seconds the distance was below ``near``.
  package var secondsNear = 0

  /// A distance that is near: one percent of the mark.
  package static let near = 0.01

  /// Reads an account's seconds; those without a position have no distance.
  package init(_ seconds: [StrategySample]) {
    for sample in seconds {
      guard let price = sample.liquidationPrice, sample.size != .zero, sample.mark > .zero else {
        continue
      }
      let away = (sample.mark - price).ticks * (sample.size > .zero ? 1 : -1)
      let distance = Double(away) / Double(sample.mark.ticks)
      least = min(least ?? distance, distance)
      // Compared in whole ticks.
      if away * 100 < sample.mark.ticks { secondsNear += 1 }
    }
  }
}
