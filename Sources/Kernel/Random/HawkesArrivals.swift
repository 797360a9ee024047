public import Units

/// Arrivals that excite themselves: the Hawkes process with an exponential kernel, and Poisson as
/// its limit.
///
/// The rate is `baseRate` plus, for each past arrival, `branching * decay * exp(-decay * age)`.
/// `branching` is the mean number of arrivals that one arrival causes; at 0 the process is Poisson.
/// It starts with no past. The waits are drawn exactly, without thinning, from two uniform numbers
/// each. Source: Dassios and Zhao, "Exact simulation of Hawkes process with exponentially decaying
/// intensity" (2013). Instants are rounded to nanoseconds at once, and the rounded ones are the
/// past of what follows.
public struct HawkesArrivals: Sendable, Hashable {
  /// Arrivals per second without excitement.
  public let baseRate: Double
  /// The mean number of arrivals that one arrival causes, from 0 up to, not including, 1.
  public let branching: Double
  /// How fast the excitement fades, per second.
  public let decay: Double
  /// Whom the arrivals are for: a part of every draw's address.
  public let entity: UInt64
  /// The number of arrivals so far, which is the index of the next draw.
  public private(set) var count: UInt64 = 0
  /// The instant of the last arrival, or the start where there is none.
  public private(set) var last: Instant
  /// The rate above the base just after `last`, per second.
  private var excess: Double = 0

  /// Starts a process with no past.
  ///
  /// - Parameters:
  ///   - baseRate: Arrivals per second without excitement, from 1e-6 to 1e9.
  ///   - branching: Arrivals caused by one arrival, from 0 up to, not including, 1.
  ///   - decay: The fading of the excitement per second, from 1e-6 to 1e9.
  ///   - start: When the process starts.
  ///   - entity: Whom the arrivals are for.
  public init(
    baseRate: Double, branching: Double = 0, decay: Double = 1, start: Instant = .zero,
    entity: UInt64 = 0
  ) {
    invariant(Self.rates.contains(baseRate), "the base rate is from 1e-6 to 1e9 per second")
    invariant(branching >= 0 && branching < 1, "the branching is from 0 to under 1")
    invariant(Self.rates.contains(decay), "the decay is from 1e-6 to 1e9 per second")
    self.baseRate = baseRate
    self.branching = branching
    self.decay = decay
    self.entity = entity
    last = start
  }

  /// Throws where parameters from outside are out of range.
  ///
  /// - Parameters:
  ///   - baseRate: Arrivals per second without excitement.
  ///   - branching: Arrivals caused by one arrival.
  ///   - decay: The fading of the excitement per second.
  public static func validate(
    baseRate: Double, branching: Double, decay: Double
  ) throws(DistributionError) {
    let range = "a number from 1e-6 to 1e9 per second"
    if !rates.contains(baseRate) {
      throw DistributionError(parameter: "baseRate", expected: range)
    }
    if !(branching >= 0 && branching < 1) {
      throw DistributionError(parameter: "branching", expected: "a number from 0 to under 1")
    }
    if !rates.contains(decay) { throw DistributionError(parameter: "decay", expected: range) }
  }

  /// The rates that keep every wait well inside of the clock.
  private static var rates: ClosedRange<Double> { 1e-6...1e9 }

  /// The rate at an instant that is not before `last`, if nothing has arrived since; per second.
  public func rate(at instant: Instant) -> Double { baseRate + excess(at: instant) }

  /// Moves to the next arrival and returns its instant; it may equal the one before.
  ///
  /// - Parameter stream: The stream of this process. The first two words of the block (`count`, `entity`, 0) are used; the
  ///   other two are free for what arrives.
  public mutating func next(_ stream: RandomStream) -> Instant {
    let block = stream.block(draw: count, entity: entity)
    var wait = -Elementary.log(block.uniform(0)) / baseRate
    if excess > 0 {
      // The excitement ends without an arrival where `inside` is -1 or less.
      let inside = decay * Elementary.log(block.uniform(1)) / excess
      if inside > -1 { wait = min(wait, -Elementary.log1p(inside) / decay) }
    }
    let instant = last + Interval(nanoseconds: Elementary.roundToInt(wait * 1e9))
    excess = excess(at: instant) + branching * decay
    last = instant
    count += 1
    return instant
  }

  /// What is left of the excitement at an instant.
  private func excess(at instant: Instant) -> Double {
    invariant(instant >= last, "a rate is asked for after the last arrival")
    if excess == 0 { return 0 }
    return excess * Elementary.exp(-decay * (Double((instant - last).nanoseconds) * 1e-9))
  }
}
