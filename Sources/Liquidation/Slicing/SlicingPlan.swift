public import Units

/// How a liquidation is cut into slices.
///
/// The size in a model fixes its proportions only; the lots are those of the position.
public enum SlicingPlan: Sendable, Hashable {
  /// So many equal slices, the first at once.
  case equal(count: Int, over: Interval)
  /// The schedule of Almgren and Chriss; the interval stands for its horizon.
  case almgrenChriss(AlmgrenChriss, over: Interval)
  /// The schedule of Obizhaeva and Wang in so many intervals; the interval stands for its horizon.
  case obizhaevaWang(ObizhaevaWang, intervals: Int, over: Interval)

  /// The most slices of a plan.
  public static let sliceCountMax = 10_000

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    switch self {
    case .equal(let count, let length):
      return Self.flaw(parts: count, of: length)
    case .almgrenChriss(let model, let length):
      if let flaw = model.flaw ?? Self.flaw(parts: model.intervalCount, of: length) { return flaw }
      return model.trades.contains { $0 < 0 }
        ? "a liquidation never buys back in between; this appetite for risk asks for it" : nil
    case .obizhaevaWang(let model, let intervals, let length):
      return model.flaw ?? Self.flaw(parts: intervals, of: length)
    }
  }

  /// The slices of a size in whole lots that add up to it.
  ///
  /// - Parameter quantity: Lots, without sign.
  package func schedule(for quantity: Quantity) -> SliceSchedule {
    invariant(quantity >= .zero, "a size that is sliced is not negative")
    let schedule: SliceSchedule? =
      switch self {
      case .equal(let count, let length): .equal(quantity, count: count, over: length)
      case .almgrenChriss(let model, let length): model.slices(of: quantity, over: length)
      case .obizhaevaWang(let model, let intervals, let length):
        model.slices(of: quantity, intervals: intervals, over: length)
      }
    guard let schedule else {
      invariant(false, "a plan in use has sound numbers")
      return SliceSchedule(offsets: [.zero], quantities: [quantity])
    }
    return schedule
  }

  private static func flaw(parts: Int, of length: Interval) -> String? {
    if parts < 1 || parts > sliceCountMax { return "a plan has 1 to \(sliceCountMax) slices" }
    return length.nanoseconds < Int64(parts) ? "slices are a nanosecond apart at least" : nil
  }
}
