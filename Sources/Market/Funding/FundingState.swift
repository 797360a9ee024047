package import Units

/// The funding rate in the making: the premiums sampled since the last settlement.
package struct FundingState: Sendable, Hashable {
  /// The rule that turns premiums into a rate.
  package let formula: FundingFormula
  /// The rate of the last settlement; zero before the first.
  package private(set) var lastRate: Rate = .zero
  /// How many premiums were sampled since the last settlement.
  package private(set) var sampleCount: Int64 = 0
  /// The weighted premiums added up, in parts per 10^12 of the index.
  private var premiumSum: Int128 = 0
  private var weightSum: Int128 = 0

  /// Starts without samples.
  package init(formula: FundingFormula) {
    invariant(formula.flaw == nil, "a funding formula in use has sound numbers")
    self.formula = formula
  }

  /// Takes in one premium.
  ///
  /// The premium is how far the impact bid is above the index, less how far the impact ask is below
  /// it, as a share of the index. An impact price is the average at which an order of the venue's
  /// impact notional would fill. Where a side of the book is too thin to have one, its part is
  /// zero.
  /// The share is kept to 10^-12, nearest, half to even: neither side is favoured.
  ///
  /// - Parameters:
  ///   - index: The index now; positive.
  ///   - impactBid: What a sale of the impact notional would bring.
  ///   - impactAsk: What a purchase of the impact notional would cost.
  package mutating func sample(index: Price, impactBid: Price?, impactAsk: Price?) {
    let above = impactBid.map { max($0 - index, .zero) } ?? .zero
    let below = impactAsk.map { max(index - $0, .zero) } ?? .zero
    let premium = divide(
      Int128((above - below).ticks) * 1_000_000_000_000, by: Int128(index.ticks),
      rounding: .toNearestOrEven)
    sampleCount += 1
    let weight: Int128 =
      switch formula.average {
      case .equal: 1
      case .rising: Int128(sampleCount)
      }
    premiumSum += premium * weight
    weightSum += weight
  }

  /// The rate if it were settled now; an interval without samples has a premium of zero.
  package func rate() -> Rate {
    weightSum == 0
      ? formula.rate(premiumSum: 0, weight: 1)
      : formula.rate(premiumSum: premiumSum, weight: weightSum)
  }

  /// The weighted average of the premiums sampled so far; zero without samples.
  ///
  /// To the nearest 10^-12, half to even: neither side is favoured.
  package var averagePremium: FineRate {
    FineRate(
      partsPerTrillion: weightSum == 0
        ? 0 : Int64(divide(premiumSum, by: weightSum, rounding: .toNearestOrEven)))
  }

  /// The rate as it is quoted: for all the settlements over which it is paid out, such as Hyperliquid's for
  /// 8 hours, of which each hour pays an eighth.
  ///
  /// To the nearest 10^-12, half to even: neither payer nor receiver is favoured.
  package var quotedRate: FineRate {
    let (trillionths, divisor) = formula.exactRate(
      premiumSum: premiumSum, weight: max(weightSum, 1))
    return FineRate(
      partsPerTrillion: Int64(
        divide(
          trillionths * Int128(formula.settlementsPerRate), by: divisor,
          rounding: .toNearestOrEven)))
  }

  /// What a position of a notional would pay if the rate were settled now; a receiver pays less than zero.
  ///
  /// From the exact rate, which may be finer than a millionth. Rounded up: who pays, pays the fraction of
  /// an atom, and who receives goes without it.
  ///
  /// - Parameter notional: Signed as the position is: a long has a positive one.
  package func payment(on notional: Money) -> Money {
    let (trillionths, divisor) = formula.exactRate(
      premiumSum: premiumSum, weight: max(weightSum, 1))
    // In 256 bits; the quotient is at most the notional times the cap.
    let exact = Int128(notional.atoms).multipliedFullWidth(by: trillionths)
    let (quotient, rest) = (1_000_000_000_000 * divisor).dividingFullWidth(exact)
    // The quotient drops the fraction toward zero, which is up for a negative product.
    return Money(atoms: Int64(rest > 0 ? quotient + 1 : quotient))
  }

  /// Ends the interval: gives its rate and forgets its samples.
  package mutating func settle() -> Rate {
    lastRate = rate()
    sampleCount = 0
    premiumSum = 0
    weightSum = 0
    return lastRate
  }

  /// What the mark price may know of funding at an instant.
  package func outlook(at instant: Instant) -> FundingOutlook {
    FundingOutlook(
      rate: lastRate, remaining: formula.settlement(after: instant) - instant,
      interval: formula.interval)
  }
}
