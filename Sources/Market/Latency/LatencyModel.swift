import Kernel
package import Units

/// How long a message takes on one link.
///
/// Each model turns one uniform number into one delay, larger for larger: the link draws once per
/// message and two paths that send the same message meet the same delay. The queueing link, whose
/// delay depends on load, is ``QueueingServer``.
package enum LatencyModel: Sendable, Hashable {
  /// Always the same.
  case constant(Interval)
  /// Equally likely anywhere between the two.
  case uniform(low: Interval, high: Interval)
  /// The offset plus an exponential time with this mean.
  case exponential(offset: Interval, mean: Interval)
  /// The offset plus a log-normal time; sigma is the standard deviation of its logarithm.
  case logNormal(offset: Interval, median: Interval, sigma: Double)
  /// The offset plus a gamma time, whose mean is shape times scale.
  case gamma(offset: Interval, shape: Double, scale: Interval)
  /// One of these, each equally likely; in ascending order.
  case empirical([Interval])

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    switch self {
    case .constant(let delay):
      delay < .zero ? "a delay is not negative" : nil
    case .uniform(let low, let high):
      low < .zero || high < low ? "a uniform delay is from 0 on and not below its lower end" : nil
    case .exponential(let offset, let mean):
      offset < .zero || mean < .zero ? "a delay is not negative" : nil
    case .logNormal(let offset, let median, let sigma):
      offset < .zero || median <= .zero || !(sigma >= 0 && sigma <= 10)
        ? "a log-normal delay has a positive median and a sigma from 0 to 10" : nil
    case .gamma(let offset, let shape, let scale):
      offset < .zero || scale <= .zero || !(shape >= 0.01 && shape <= 1_000_000)
        ? "a gamma delay has a positive scale and a shape from 0.01 to 1000000" : nil
    case .empirical(let delays): Self.flaw(ofTable: delays)
    }
  }

  /// The delay that belongs to a uniform number, to the nearest nanosecond.
  ///
  /// - Parameter uniform: A number strictly between 0 and 1.
  package func delay(_ uniform: Double) -> Interval {
    switch self {
    case .constant(let delay): return delay
    case .uniform(let low, let high):
      let width = Double((high - low).nanoseconds)
      return low + Self.interval(nanoseconds: width * uniform)
    case .exponential(let offset, let mean):
      let time = Distribution.exponential(mean: Double(mean.nanoseconds)).sample(uniform)
      return offset + Self.interval(nanoseconds: time)
    case .logNormal(let offset, let median, let sigma):
      let model = Distribution.logNormal(median: Double(median.nanoseconds), sigma: sigma)
      return offset + Self.interval(nanoseconds: model.sample(uniform))
    case .gamma(let offset, let shape, let scale):
      let model = Distribution.gamma(shape: shape, scale: Double(scale.nanoseconds))
      return offset + Self.interval(nanoseconds: model.sample(uniform))
    case .empirical(let delays):
      let place = Int(Elementary.floorToInt(uniform * Double(delays.count)))
      return delays[min(place, delays.count - 1)]
    }
  }

  /// The longest delay a link can have, an hour: a far tail never overflows the clock.
  package static let longest = Interval.seconds(3600)

  private static func interval(nanoseconds: Double) -> Interval {
    nanoseconds < Double(longest.nanoseconds)
      ? Interval(nanoseconds: Elementary.roundToInt(nanoseconds)) : longest
  }

  private static func flaw(ofTable delays: [Interval]) -> String? {
    guard let first = delays.first else { return "an empirical delay has at least one entry" }
    if first < .zero { return "a delay is not negative" }
    for position in 1..<max(delays.count, 1) where delays[position] < delays[position - 1] {
      return "the entries of an empirical delay are in ascending order"
    }
    return nil
  }
}
