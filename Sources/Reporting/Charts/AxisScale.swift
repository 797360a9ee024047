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

/// Round numbers along an axis and their labels.
enum AxisTicks {
  /// A labelled place on an axis.
  struct Tick: Equatable {
    let value: Double
    let text: String
  }

  /// About `target` multiples of 1, 2 or 5 times a power of ten within a range.
  ///
  /// The labels come from integers, so that 0.3 is never 0.30000000000000004.
  static func linear(from lower: Double, to upper: Double, target: Int) -> [Tick] {
    let (mantissa, exponent) = step(atLeast: (upper - lower) / Double(max(target, 1)))
    func value(_ count: Int64) -> Double {
      let units = Double(count * mantissa)
      return exponent < 0 ? units / power(-exponent) : units * power(exponent)
    }
    let size = value(1)
    var ticks: [Tick] = []
    var count = ceiling(lower / size - 1e-9)
    while value(count) <= upper + size * 1e-9 {
      ticks.append(Tick(value: value(count), text: label(count * mantissa, exponent)))
      count += 1
    }
    return ticks
  }

  /// Round times within a range of seconds, labelled as minutes and seconds.
  static func clock(from lower: Double, to upper: Double, target: Int) -> [Tick] {
    let span = (upper - lower) * 1000 / Double(max(target, 1))
    var step = clockSteps[clockSteps.count - 1]
    if let fitting = clockSteps.first(where: { Double($0) >= span }) {
      step = fitting
    } else {
      while Double(step) < span { step *= 2 }
    }
    let decimals = step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3
    var ticks: [Tick] = []
    var time = ceiling(lower * 1000 / Double(step) - 1e-9) * step
    while Double(time) / 1000 <= upper + 1e-9 {
      let instant = Instant(nanoseconds: time * 1_000_000)
      ticks.append(
        Tick(value: Double(time) / 1000, text: NumberText.clock(instant, decimals: decimals)))
      time += step
    }
    return ticks
  }

  /// Powers of ten within a positive range, with their doubles and fives where the range is short.
  static func logarithmic(from lower: Double, to upper: Double) -> [Tick] {
    for mantissas in [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]] as [[Int64]] {
      var ticks: [Tick] = []
      for exponent in -15...15 {
        for mantissa in mantissas {
          let value =
            exponent < 0
            ? Double(mantissa) / power(-exponent) : Double(mantissa) * power(exponent)
          if value >= lower * (1 - 1e-9) && value <= upper * (1 + 1e-9) {
            ticks.append(Tick(value: value, text: label(mantissa, exponent)))
          }
        }
      }
      if ticks.count >= 3 { return ticks }
    }
    return linear(from: lower, to: upper, target: 4)
  }

  /// The least of 1, 2, 5 times a power of ten that is not below a length.
  static func step(atLeast length: Double) -> (mantissa: Int64, exponent: Int) {
    invariant(length > 0 && length.isFinite, "the range of an axis has a length")
    for exponent in -15...15 {
      let unit = exponent < 0 ? 1 / power(-exponent) : power(exponent)
      for mantissa in [1, 2, 5] as [Int64] where Double(mantissa) * unit >= length * (1 - 1e-9) {
        return (mantissa, exponent)
      }
    }
    return (5, 15)
  }

  private static let clockSteps: [Int64] = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000,
    120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 21_600_000,
    43_200_000,
  ]

  private static func label(_ units: Int64, _ exponent: Int) -> String {
    exponent < 0
      ? FixedDecimal(units: Int128(units), decimals: -exponent).groupedText
      : FixedDecimal(
        units: Int128(units) * FixedDecimal.powerOfTen(exponent), decimals: 0
      ).groupedText
  }

  private static func power(_ exponent: Int) -> Double { Double(FixedDecimal.powerOfTen(exponent)) }

  private static func ceiling(_ value: Double) -> Int64 {
    let whole = Int64(value)
    return Double(whole) < value ? whole + 1 : whole
  }
}
