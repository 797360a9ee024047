import Kernel
package import Liquidation
import Units

/// The limit of ever shorter intervals, for a risk aversion from zero on.
///
/// `x(t) = X sinh(kappa (T - t)) / sinh(kappa T)` with `kappa^2 = lambda sigma^2 / eta`. Everything is
/// written with exp(-2 kappa T), which cannot overflow.
extension AlmgrenChriss {
  /// The urgency of the limit.
  package var continuousUrgency: Double {
    (riskAversion * deviation * deviation / temporaryImpact).squareRoot()
  }

  /// What is held after a time from 0 to the horizon.
  package func continuousHolding(at time: Double) -> Double {
    let kappa = continuousUrgency
    if kappa * horizon < Self.leastExponent { return size * (1 - time / horizon) }
    let left = Elementary.expm1(-2 * kappa * (horizon - time))
    return size * Elementary.exp(-kappa * time) * left / Elementary.expm1(-2 * kappa * horizon)
  }

  /// The expected cost of the limit.
  package var continuousExpectedCost: Double {
    let kappa = continuousUrgency
    let fixed = 0.5 * permanentImpact * size * size + fixedCost * size
    if kappa * horizon < Self.leastExponent {
      return fixed + temporaryImpact * size * size / horizon
    }
    let (cotangent, square) = hyperbolics
    let speed = 0.5 * kappa * cotangent + 0.5 * kappa * kappa * horizon * square
    return fixed + temporaryImpact * size * size * speed
  }

  /// The variance of the limit's cost.
  package var continuousVariance: Double {
    let kappa = continuousUrgency
    let scale = deviation * deviation * size * size
    if kappa * horizon < Self.leastExponent { return scale * horizon / 3 }
    let (cotangent, square) = hyperbolics
    return scale * (0.5 * cotangent / kappa - 0.5 * horizon * square)
  }

  /// Below this, selling evenly is exact to eight digits and the closed forms would cancel.
  private static var leastExponent: Double { 0x1p-13 }

  /// The hyperbolic cotangent of kappa T, and one over the square of its sine.
  private var hyperbolics: (cotangent: Double, inverseSquare: Double) {
    let decay = Elementary.exp(-2 * continuousUrgency * horizon)
    let rest = -Elementary.expm1(-2 * continuousUrgency * horizon)
    return ((1 + decay) / rest, 4 * decay / (rest * rest))
  }
}
