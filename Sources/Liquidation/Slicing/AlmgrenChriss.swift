import Kernel
package import Units

/// The optimal schedule of Almgren and Chriss: sell fast enough to escape the risk, slowly enough to
/// spare the book.
///
/// Source: "Optimal execution of portfolio transactions", Journal of Risk 3 (2001), equations 17 to 20.
/// The order of size X is sold in N equal intervals of T. Permanent impact is `gamma` per unit sold,
/// temporary impact `epsilon` plus `eta` times the rate of selling, and the schedule minimises
/// `E + lambda V`. Units are the caller's: any unit of time and size, as long as all share them.
/// The figures are real numbers; `slices` rounds them to whole lots at once.
public struct AlmgrenChriss: Sendable, Hashable {
  /// The size X to be sold; positive.
  public var size: Double
  /// The time T it may take; positive.
  public var horizon: Double
  /// The number N of equal intervals; positive.
  public var intervalCount: Int
  /// The standard deviation of the price over one unit of time, in price.
  public var deviation: Double
  /// The cost per unit sold that does not depend on speed: half the spread and the fee.
  public var fixedCost: Double
  /// How far the price falls for good per unit sold.
  public var permanentImpact: Double
  /// How much worse the price is for a rate of one unit of size per unit of time.
  public var temporaryImpact: Double
  /// The weight of the variance; zero sells evenly, and negative seeks risk.
  public var riskAversion: Double

  /// Makes a problem.
  public init(
    size: Double, horizon: Double, intervalCount: Int, deviation: Double, fixedCost: Double = 0,
    permanentImpact: Double = 0, temporaryImpact: Double, riskAversion: Double
  ) {
    self.size = size
    self.horizon = horizon
    self.intervalCount = intervalCount
    self.deviation = deviation
    self.fixedCost = fixedCost
    self.permanentImpact = permanentImpact
    self.temporaryImpact = temporaryImpact
    self.riskAversion = riskAversion
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    let all = [
      size, horizon, deviation, fixedCost, permanentImpact, temporaryImpact, riskAversion,
    ]
    if !all.allSatisfy({ $0.isFinite }) { return "the figures of a schedule are numbers" }
    if size <= 0 || horizon <= 0 { return "size and time of a schedule are positive" }
    if intervalCount < 1 || intervalCount > 1_000_000 {
      return "a schedule has 1 to 1000000 intervals"
    }
    if deviation < 0 || fixedCost < 0 || permanentImpact < 0 {
      return "deviation, fixed cost and permanent impact are not negative"
    }
    if effectiveImpact <= 0 {
      return "the temporary impact is above half the permanent impact of one interval"
    }
    return shares == nil ? "so much appetite for risk leaves no best schedule" : nil
  }

  /// The length tau of an interval.
  public var intervalLength: Double { horizon / Double(intervalCount) }

  /// The temporary impact less the part of the permanent one that falls into the same interval.
  public var effectiveImpact: Double { temporaryImpact - 0.5 * permanentImpact * intervalLength }

  /// `lambda sigma^2 / eta~`.
  public var urgencySquared: Double { riskAversion * deviation * deviation / effectiveImpact }

  /// The urgency kappa: what is left decays like exp(-kappa t); zero where risk is not feared.
  public var urgency: Double {
    if urgencySquared <= 0 { return 0 }
    let tau = intervalLength
    return Elementary.arccosh(onePlus: 0.5 * urgencySquared * tau * tau) / tau
  }

  /// The time in which what is left falls to 1/e with unlimited time, or `nil` without urgency.
  public var halfLife: Double? { urgency > 0 ? 1 / urgency : nil }

  /// What is held at the ends of the intervals, the start included: N + 1 figures from X to 0.
  public var holdings: [Double] {
    invariant(flaw == nil, "a schedule in use has sound numbers")
    return (shares ?? []).map { size * $0 }
  }

  /// What is sold in each of the N intervals.
  public var trades: [Double] {
    let held = holdings
    return zip(held, held.dropFirst()).map { $0 - $1 }
  }

  /// The expected cost E of the schedule against selling all at the first price.
  public var expectedCost: Double {
    let trades = trades
    let sold = trades.reduce(0) { $0 + abs($1) }
    let squares = trades.reduce(0) { $0 + $1 * $1 }
    return 0.5 * permanentImpact * size * size + fixedCost * sold
      + effectiveImpact / intervalLength * squares
  }

  /// The variance V of the cost.
  public var variance: Double {
    let squares = holdings.dropFirst().reduce(0) { $0 + $1 * $1 }
    return deviation * deviation * intervalLength * squares
  }

  /// The schedule as slices in whole lots, each at the start of its interval.
  ///
  /// - Parameters:
  ///   - quantity: What is to be traded; the proportions are the schedule's.
  ///   - length: The simulated time that stands for the horizon.
  /// - Returns: `nil` where the schedule buys in between, which only an appetite for risk asks for.
  package func slices(of quantity: Quantity, over length: Interval) -> SliceSchedule? {
    SliceSchedule.proportional(
      quantity, to: trades, at: SliceSchedule.starts(count: intervalCount, over: length))
  }

  /// What is held at the ends of the intervals as shares of X, or `nil` where no schedule is best.
  ///
  /// The optimum meets `x(j-1) - 2 c x(j) + x(j+1) = 0` with `c = 1 + kappa~^2 tau^2 / 2` and x(N) = 0,
  /// so the quotient of two neighbours is a continued fraction from the end. It is the quotient of
  /// the hyperbolic sines of the closed form where lambda is positive, of the sines where it is
  /// negative, and needs neither.
  private var shares: [Double]? {
    let tau = intervalLength
    let twice = 2 + urgencySquared * tau * tau
    var quotients: [Double] = [0]
    for _ in 1..<intervalCount {
      let divisor = twice - (quotients.last ?? 0)
      guard divisor > 0 else { return nil }
      quotients.append(1 / divisor)
    }
    var shares: [Double] = [1]
    for quotient in quotients.reversed() { shares.append((shares.last ?? 0) * quotient) }
    return shares
  }
}
