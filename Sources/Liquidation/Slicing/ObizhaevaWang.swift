import Kernel
package import Units

/// The optimal schedule against a book that refills: a block at once, a steady rate, a block at the end.
///
/// Source: Obizhaeva and Wang, "Optimal trading strategy and supply/demand dynamics", Journal of
/// Financial Markets 16 (2013), for trading all the time; Alfonsi, Fruth and Schied, "Optimal execution
/// strategies in limit order books with general shape functions", Quantitative Finance 10 (2010), for
/// equally spaced trades. The book is a block: each unit traded moves the price by the same amount, and
/// the transient part of the move decays at the rate `resilience`.
public struct ObizhaevaWang: Sendable, Hashable {
  /// The size X to be traded; positive.
  public var size: Double
  /// The time T it may take; positive.
  public var horizon: Double
  /// The rate rho at which the book refills, in one over the unit of time; not negative.
  public var resilience: Double

  /// Makes a problem.
  public init(size: Double, horizon: Double, resilience: Double) {
    self.size = size
    self.horizon = horizon
    self.resilience = resilience
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    if !(size > 0 && size < .infinity) { return "the size of a schedule is positive" }
    if !(horizon > 0 && horizon < .infinity) { return "the time of a schedule is positive" }
    return resilience >= 0 && resilience < .infinity
      ? nil : "the resilience of a book is not negative"
  }

  /// The time in which half of a transient move is gone, or `nil` where none goes.
  public var halfLife: Double? { resilience > 0 ? Elementary.log(2) / resilience : nil }

  // MARK: Trading all the time

  /// The block traded at once, and again at the end: `X / (rho T + 2)`.
  public var block: Double { size / (resilience * horizon + 2) }

  /// The rate between the blocks.
  public var rate: Double { resilience * block }

  /// What is traded between the blocks.
  public var between: Double { rate * horizon }

  /// The expected cost above the first price.
  ///
  /// `lambda X^2 / 2 + (1/q - lambda) X^2 / (rho T + 2)`.
  ///
  /// - Parameters:
  ///   - density: The units q in the book per unit of price.
  ///   - permanentImpact: The part lambda of a unit's move of the price that stays.
  public func cost(density: Double, permanentImpact: Double) -> Double {
    let transient = 1 / density - permanentImpact
    return 0.5 * permanentImpact * size * size + transient * size * block
  }

  // MARK: Equally spaced trades

  /// What a transient move keeps from one trade to the next, of so many intervals.
  public func decay(intervals: Int) -> Double {
    Elementary.exp(-resilience * horizon / Double(intervals))
  }

  /// The optimum with trades at the borders of equal intervals, both ends included.
  ///
  /// `X / (2 + (N - 1) (1 - a))` at the ends and `1 - a` times that inside, with a the decay.
  ///
  /// - Parameter intervals: N; positive.
  /// - Returns: N + 1 trades.
  public func trades(intervals: Int) -> [Double] {
    invariant(flaw == nil, "a schedule in use has sound numbers")
    invariant(intervals > 0, "a schedule has an interval at least")
    let refill = -Elementary.expm1(-resilience * horizon / Double(intervals))
    let end = size / (2 + Double(intervals - 1) * refill)
    return [end] + Array(repeating: refill * end, count: intervals - 1) + [end]
  }

  /// What any equally spaced trades pay for the transient move of the price.
  ///
  /// Half of `kappa` times the sum of `x(i) a^|i - j| x(j)`: each trade pays what is left of the moves
  /// before it, and half of its own.
  ///
  /// - Parameters:
  ///   - trades: The trades, the first at once and the last at the horizon; two at least.
  ///   - impact: How far a unit traded moves the price for a time, kappa.
  public func transientCost(of trades: [Double], impact: Double) -> Double {
    invariant(trades.count > 1, "a schedule has an interval at least")
    let decay = decay(intervals: trades.count - 1)
    var displacement = 0.0
    var cost = 0.0
    for trade in trades {
      cost += trade * (displacement + 0.5 * trade)
      displacement = (displacement + trade) * decay
    }
    return impact * cost
  }

  /// The schedule as slices in whole lots, from the first instant to the last.
  ///
  /// - Parameters:
  ///   - quantity: What is to be traded; the proportions are the schedule's.
  ///   - intervals: N, which gives N + 1 slices; positive.
  ///   - length: The simulated time that stands for the horizon.
  /// - Returns: `nil` only where the proportions are not numbers.
  package func slices(
    of quantity: Quantity, intervals: Int, over length: Interval
  ) -> SliceSchedule? {
    SliceSchedule.proportional(
      quantity, to: trades(intervals: intervals),
      at: SliceSchedule.borders(parts: intervals, of: length))
  }
}
