package import Units

/// How the rate is found that longs pay to shorts at each settlement.
///
/// `F = P + clamp(I - P, -clamp, +clamp)`, over ``settlementsPerRate``, then kept within plus or minus
/// `cap`. P is the average premium of the perpetual over the index since the last settlement and I the
/// interest, both for the time that the rate is quoted for; the cap is on what one settlement pays.
/// (Binance USD-M, funding rate rules, read 2026-11: I = 0.01 %, clamp = 0.05 %, every 8 hours.
/// Hyperliquid, read 2026-11: the same for 8 hours, of which each hour pays an eighth, at most 4 %.)
///
/// A clamp of zero leaves the premium as it is. With an interest of zero the clamp is a dead zone around
/// zero, which is how Deribit states it: `max(c, P) + min(-c, P)`.
package struct FundingFormula: Sendable, Hashable {
  /// How the premium samples of one interval weigh.
  package enum Average: Sendable, Hashable {
    /// Each sample counts the same.
    case equal
    /// The n-th sample counts n times, so that later ones weigh more, as Binance and Bybit publish.
    case rising
  }

  /// How premium and interest make the rate.
  package enum Shape: Sendable, Hashable {
    /// The interest draws the premium towards itself, by the clamp at most.
    case dampened
    /// Interest and premium add up, and there is no clamp (dYdX v4, read 2026-11).
    case sum
  }

  /// The interest part of the rate.
  package var interest: Rate
  /// How far the clamped part may go from zero.
  package var clamp: Rate
  /// How far the rate itself may go from zero.
  package var cap: Rate
  /// The time between settlements.
  package var interval: Interval
  /// How the premium samples weigh.
  package var average: Average
  /// Over how many settlements the rate is paid out; 1 where each pays it whole.
  package var settlementsPerRate: Int
  /// How premium and interest make the rate.
  package var shape: Shape

  /// Makes a formula; the values left out are those of Binance USD-M.
  package init(
    interest: Rate = Rate(partsPerMillion: 100), clamp: Rate = Rate(partsPerMillion: 500),
    cap: Rate = Rate(partsPerMillion: 3000), interval: Interval = .seconds(28_800),
    average: Average = .rising, settlementsPerRate: Int = 1, shape: Shape = .dampened
  ) {
    self.interest = interest
    self.clamp = clamp
    self.cap = cap
    self.interval = interval
    self.average = average
    self.settlementsPerRate = settlementsPerRate
    self.shape = shape
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    if interval <= .zero { return "the time between settlements is positive" }
    if clamp < .zero { return "the clamp of the funding rate is not negative" }
    if cap < .zero { return "the cap of the funding rate is not negative" }
    if settlementsPerRate < 1 { return "a funding rate is paid out over at least one settlement" }
    return nil
  }

  /// The first settlement strictly after an instant; settlements fall on multiples of the interval.
  package func settlement(after instant: Instant) -> Instant {
    let passed = divide(
      Int128(instant.nanoseconds), by: Int128(interval.nanoseconds), rounding: .down)
    return Instant(nanoseconds: (Int64(passed) + 1) * interval.nanoseconds)
  }

  /// The rate for an average premium.
  ///
  /// - Parameters:
  ///   - premiumSum: The weighted premiums added up, in parts per 10^12.
  ///   - weight: The weights added up; positive.
  /// - Returns: The rate to the nearest millionth, half to even: neither payer nor receiver is
  ///   favoured.
  func rate(premiumSum: Int128, weight: Int128) -> Rate {
    let (trillionths, parts) = exactRate(premiumSum: premiumSum, weight: weight)
    let millionths = divide(trillionths, by: 1_000_000 * parts, rounding: .toNearestOrEven)
    return Rate(partsPerMillion: Int64(millionths))
  }

  /// The rate of one settlement while the perpetual trades at the index.
  package var rateAtNoPremium: Rate { rate(premiumSum: 0, weight: 1) }

  /// The rate for an average premium before it is rounded: parts per 10^12 over a divisor.
  func exactRate(premiumSum: Int128, weight: Int128) -> (trillionths: Int128, divisor: Int128) {
    // Everything is in parts per 10^12 times the divisor, so that there is one division.
    let divisor = weight * Int128(settlementsPerRate)
    func scaled(_ rate: Rate, _ factor: Int128) -> Int128 {
      Int128(rate.partsPerMillion) * 1_000_000 * factor
    }
    let uncapped: Int128
    switch shape {
    case .dampened:
      let bound = scaled(clamp, weight)
      uncapped = premiumSum + min(max(scaled(interest, weight) - premiumSum, -bound), bound)
    case .sum: uncapped = premiumSum + scaled(interest, weight)
    }
    return (min(max(uncapped, -scaled(cap, divisor)), scaled(cap, divisor)), divisor)
  }
}
