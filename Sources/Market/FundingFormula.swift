public import Units

/// How the rate is found that longs pay to shorts at each settlement.
///
/// `F = P + clamp(I - P, -clamp, +clamp)`, then kept within plus or minus `cap`. P is the average
/// premium of the perpetual over the index since the last settlement and I the interest. All rates
/// are per settlement, whatever its interval. (Binance USD-M, funding rate rules, read 2026-11:
/// I = 0.01 %, clamp = 0.05 %, every 8 hours.)
public struct FundingFormula: Sendable, Hashable {
  /// How the premium samples of one interval weigh.
  public enum Average: Sendable, Hashable {
    /// Each sample counts the same.
    case equal
    /// The n-th sample counts n times, so that later ones weigh more, as Binance and Bybit publish.
    case rising
  }

  /// The interest part of one settlement.
  public var interest: Rate
  /// How far the clamped part may go from zero.
  public var clamp: Rate
  /// How far the rate itself may go from zero.
  public var cap: Rate
  /// The time between settlements.
  public var interval: Interval
  /// How the premium samples weigh.
  public var average: Average

  /// Makes a formula; the values left out are those of Binance USD-M.
  public init(
    interest: Rate = Rate(partsPerMillion: 100), clamp: Rate = Rate(partsPerMillion: 500),
    cap: Rate = Rate(partsPerMillion: 3000), interval: Interval = .seconds(28_800),
    average: Average = .rising
  ) {
    self.interest = interest
    self.clamp = clamp
    self.cap = cap
    self.interval = interval
    self.average = average
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    if interval <= .zero { return "the time between settlements is positive" }
    if clamp < .zero { return "the clamp of the funding rate is not negative" }
    if cap < .zero { return "the cap of the funding rate is not negative" }
    return nil
  }

  /// The first settlement strictly after an instant; settlements fall on multiples of the interval.
  public func settlement(after instant: Instant) -> Instant {
    let passed = divide(
      Int128(instant.nanoseconds), by: Int128(interval.nanoseconds), rounding: .down)
    return Instant(nanoseconds: (Int64(passed) + 1) * interval.nanoseconds)
  }

  /// The rate for an average premium.
  ///
  /// - Parameters:
  ///   - premiumSum: The weighted premiums added up, in parts per billion.
  ///   - weight: The weights added up; positive.
  /// - Returns: The rate to the nearest millionth, half to even: neither payer nor receiver is
  ///   favoured.
  func rate(premiumSum: Int128, weight: Int128) -> Rate {
    // Everything is in parts per billion times the weight, so that there is one division.
    func scaled(_ rate: Rate) -> Int128 { Int128(rate.partsPerMillion) * 1000 * weight }
    let pull = min(max(scaled(interest) - premiumSum, -scaled(clamp)), scaled(clamp))
    let uncapped = premiumSum + pull
    let capped = min(max(uncapped, -scaled(cap)), scaled(cap))
    let millionths = divide(capped, by: 1000 * weight, rounding: .toNearestOrEven)
    return Rate(partsPerMillion: Int64(millionths))
  }
}
