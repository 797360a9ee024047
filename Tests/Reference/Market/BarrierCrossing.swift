import Kernel
import Units

/// The chance that a price touches a level below it within a time.
///
/// The logarithm of the price is Brownian. A level above is the same question with the drift's sign
/// turned. Time has any unit, as long as deviation, drift and horizon share it. The figures are for
/// reports and for checks of the simulation; no decision of a run rests on them.
package struct BarrierCrossing: Sendable, Hashable {
  /// How far below the price the level is, as a difference of logarithms; positive.
  package var distance: Double
  /// The standard deviation of the log price over one unit of time; positive.
  package var deviation: Double
  /// The mean change of the log price in one unit of time; negative is toward the level.
  package var drift: Double
  /// The time looked at; positive.
  package var horizon: Double

  /// Makes a question.
  package init(distance: Double, deviation: Double, drift: Double = 0, horizon: Double) {
    self.distance = distance
    self.deviation = deviation
    self.drift = drift
    self.horizon = horizon
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    for (name, value) in [
      ("distance", distance), ("deviation", deviation), ("horizon", horizon),
    ] where !(value > 0 && value < .infinity) {
      return "the \(name) of a barrier is positive"
    }
    return drift.isFinite ? nil : "the drift of a price is a number"
  }

  /// The chance that the price touches the level when it is watched all the time.
  ///
  /// `Phi((-d - m T) / (s sqrt T)) + exp(-2 m d / s^2) Phi((-d + m T) / (s sqrt T))`, the reflection
  /// principle.
  package var probability: Double { probability(distance: distance) }

  /// The chance that one of equally spaced looks finds the price at the level or beyond.
  ///
  /// The level is moved away by 0.5826 standard deviations of a gap (Broadie, Glasserman and Kou, "A
  /// continuity correction for discrete barrier options", 1997). The error vanishes faster than the
  /// square root of the gap; at 24 looks it is near 0.2 points of percent.
  ///
  /// - Parameter looks: How many looks the horizon has, the last at its end; positive.
  package func probability(looks: Int) -> Double {
    invariant(looks > 0, "a price that is watched is looked at")
    let gap = horizon / Double(looks)
    return probability(
      distance: distance + Self.meanOvershoot(deviation: deviation, gap: gap))
  }

  /// How far beyond a distant level the log price is, on average, when a look first finds it there.
  ///
  /// `-zeta(1/2) / sqrt(2 pi)` standard deviations of a gap (Siegmund, "Sequential analysis", 1985,
  /// after Chernoff). It is what marks that are spaced in time cost at each liquidation.
  ///
  /// - Parameters:
  ///   - deviation: The standard deviation over one unit of time.
  ///   - gap: The time between looks; not negative.
  package static func meanOvershoot(deviation: Double, gap: Double) -> Double {
    invariant(gap >= 0, "the time between looks is not negative")
    return overshootOfUnitStep * deviation * gap.squareRoot()
  }

  /// `-zeta(1/2) / sqrt(2 pi)`.
  package static let overshootOfUnitStep = 0.582597157939010670

  private func probability(distance: Double) -> Double {
    invariant(flaw == nil, "a question about a barrier has sound numbers")
    let width = deviation * horizon.squareRoot()
    let direct = Elementary.normalCDF((-distance - drift * horizon) / width)
    let reflected = Elementary.normalCDF((-distance + drift * horizon) / width)
    // The factor overflows only where the reflected chance is zero.
    if reflected == 0 { return direct }
    let weight = Elementary.exp(-2 * drift * distance / (deviation * deviation))
    return min(direct + weight * reflected, 1)
  }
}
