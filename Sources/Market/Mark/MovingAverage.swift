import Kernel
import Units

/// An average that forgets with a time constant: after each step the past counts e^(-step/time) as much.
///
/// `sum <- sum * e^(-t/T) + sample * t` and `weight <- weight * e^(-t/T) + t`, the average being their
/// quotient (Hyperliquid, robust price indices, read 2026-11). Early on it is therefore the plain mean of
/// the samples there are. The steps are of one length, so t is counted in steps; a step without a sample
/// lengthens the t of the next one.
///
/// In integers: sums and weights in units of 2^-32, the factor in units of 2^-62 and rounded once.
struct MovingAverage: Sendable, Hashable {
  /// e^(-step/time) in units of 2^-62.
  private let decay: Int128
  private var sum: Int128 = 0
  private var weight: Int128 = 0
  /// Steps since the last sample, the present one included.
  private var stepsSinceSample: Int64 = 1

  /// Starts empty.
  ///
  /// - Parameters:
  ///   - step: The time between two steps; positive.
  ///   - time: The time in which a sample's weight falls to 1/e; positive.
  init(step: Interval, time: Interval) {
    invariant(step > .zero && time > .zero, "a moving average has a step and a time constant")
    let exponent = -Double(step.nanoseconds) / Double(time.nanoseconds)
    // Exact until here but for the quotient; rounded to the nearest unit, nobody is paid.
    decay = Int128(Elementary.roundToInt(Elementary.exp(exponent) * 0x1p62))
  }

  /// Takes in one sample: any integer below 2^40.
  mutating func takeIn(_ sample: Int64) {
    let factor = Self.power(decay, stepsSinceSample)
    let time = Int128(stepsSinceSample)
    sum = Self.product(sum, factor) + (Int128(sample) * time) << 32
    weight = Self.product(weight, factor) + time << 32
    stepsSinceSample = 1
  }

  /// Lets one step pass without a sample; the average stays as it was.
  mutating func skip() { stepsSinceSample += 1 }

  /// The average over a divisor, to the nearest integer, half to even; nil before the first sample.
  func value(over divisor: Int128 = 1) -> Int64? {
    weight == 0 ? nil : Int64(divide(sum, by: weight * divisor, rounding: .toNearestOrEven))
  }

  /// A number times a factor in units of 2^-62, to the nearest unit, half to even.
  ///
  /// The number is split, so that no product leaves 128 bits.
  private static func product(_ number: Int128, _ factor: Int128) -> Int128 {
    let high = number >> 48
    let low = number & ((1 << 48) - 1)
    // The high part keeps 48 spare bits, so only the last division loses anything.
    let highProduct = high * factor
    let whole = highProduct >> 62
    let rest = highProduct & ((1 << 62) - 1)
    let tail = (rest << 48) + low * factor
    return whole << 48 + divide(tail, by: 1 << 62, rounding: .toNearestOrEven)
  }

  /// A factor to the power of a positive count, each product to the nearest unit.
  private static func power(_ factor: Int128, _ count: Int64) -> Int128 {
    var result: Int128 = 1 << 62
    var base = factor
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, base) }
      base = product(base, base)
      rest >>= 1
    }
    return result
  }
}
