import Kernel
import Units

/// An axis with its range settled: maps values to a share of its length and knows its ticks.
struct AxisScale {
  let kind: ChartAxis.Kind
  let lower: Double
  let upper: Double
  let ticks: [AxisTicks.Tick]

  /// Settles the range from the data and from what the axis demands.
  ///
  /// - Parameters:
  ///   - padding: A share of the range added on each side that the axis does not fix.
  ///   - target: About how many ticks there is room for.
  init(_ axis: ChartAxis, values: [Double], padding: Double, target: Int) {
    kind = axis.kind
    let usable = values.filter { $0.isFinite && (axis.kind != .logarithmic || $0 > 0) }
    var low = axis.lower ?? usable.min() ?? (axis.kind == .logarithmic ? 1 : 0)
    var high = axis.upper ?? usable.max() ?? low + 1
    if low > high { swap(&low, &high) }
    switch axis.kind {
    case .linear, .clock:
      if low == high {
        let widening = max(low.magnitude * 0.05, 0.5)
        if axis.lower == nil { low -= widening }
        if axis.upper == nil || low == high { high += widening }
      }
      let margin = (high - low) * padding
      if axis.lower == nil { low -= margin }
      if axis.upper == nil { high += margin }
      ticks =
        axis.kind == .clock
        ? AxisTicks.clock(from: low, to: high, target: target)
        : AxisTicks.linear(from: low, to: high, target: target)
    case .logarithmic:
      invariant(low > 0, "a logarithmic axis starts above zero")
      if low == high {
        low /= 2
        high *= 2
      }
      let factor = Elementary.exp(Elementary.log(high / low) * padding)
      if axis.lower == nil { low /= factor }
      if axis.upper == nil { high *= factor }
      ticks = AxisTicks.logarithmic(from: low, to: high)
    }
    lower = low
    upper = high
  }

  /// Where a value lies: 0 at the start of the axis, 1 at its end; `nil` where it has no place.
  func share(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    switch kind {
    case .linear, .clock: return (value - lower) / (upper - lower)
    case .logarithmic:
      guard value > 0 else { return nil }
      return Elementary.log(value / lower) / Elementary.log(upper / lower)
    }
  }

  /// Whether a value lies on the axis.
  func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}
