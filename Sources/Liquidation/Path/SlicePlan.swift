public import Units

/// How a stage spreads its order over time.
///
/// Only the proportions of a schedule count: the size is what the stage is to close.
public enum SlicePlan: Sendable, Hashable {
  /// Equal slices (a time-weighted average price, TWAP).
  case equal(count: Int, over: Interval)
  /// The schedule of Almgren and Chriss.
  case almgrenChriss(AlmgrenChriss, over: Interval)
  /// The schedule of Obizhaeva and Wang, with trades at the borders of equal intervals.
  case obizhaevaWang(ObizhaevaWang, intervals: Int, over: Interval)

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    switch self {
    case .equal(let count, let length):
      return count >= 1 && length.nanoseconds >= Int64(count)
        ? nil : "slices are at least one, and none is shorter than a nanosecond"
    case .almgrenChriss(let problem, let length):
      return length.nanoseconds >= Int64(problem.intervalCount)
        ? problem.flaw : "no slice is shorter than a nanosecond"
    case .obizhaevaWang(let problem, let intervals, let length):
      return intervals >= 1 && length.nanoseconds >= Int64(intervals)
        ? problem.flaw : "slices are at least two, and none is shorter than a nanosecond"
    }
  }

  /// The slices of a size; all at once where a schedule would buy in between.
  public func schedule(of quantity: Quantity) -> SliceSchedule {
    let slices: SliceSchedule?
    switch self {
    case .equal(let count, let length):
      slices = .equal(quantity, count: count, over: length)
    case .almgrenChriss(let problem, let length):
      slices = problem.slices(of: quantity, over: length)
    case .obizhaevaWang(let problem, let intervals, let length):
      slices = problem.slices(of: quantity, intervals: intervals, over: length)
    }
    return slices ?? SliceSchedule(offsets: [.zero], quantities: [quantity])
  }
}
