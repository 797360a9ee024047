import Margin
import Market
package import Rulebook
package import Units

/// Whether a stop leaves room to get out before the venue does: what lies between the stop and the liquidation
/// price, and what leaving costs.
package struct StopCheck: Sendable {
  /// How the price of the stop's own order is worsened.
  package enum Slippage: Sendable, Hashable {
    /// By a share of the stop price.
    case rate(Rate)
    /// By what it takes to fill in a book that holds this much of the base coin within each basis point.
    case depth(QuoteNumber)
  }

  /// What the stop is judged with.
  package struct Terms: Sendable, Hashable {
    /// The stop price.
    package var stop: QuoteNumber
    /// For how long funding is paid.
    package var horizon: Interval
    /// The funding rate of one settlement; nil takes the venue's rate at no premium.
    package var fundingRate: Rate?
    /// The slippage; nil counts none.
    package var slippage: Slippage?
    /// The taker fee; nil takes the rulebook's.
    package var takerFee: Rate?

    /// Makes terms.
    package init(
      stop: QuoteNumber, horizon: Interval = .zero, fundingRate: Rate? = nil,
      slippage: Slippage? = nil, takerFee: Rate? = nil
    ) {
      self.stop = stop
      self.horizon = horizon
      self.fundingRate = fundingRate
      self.slippage = slippage
      self.takerFee = takerFee
    }
  }

  /// What is wrong with the stop.
  package enum Warning: String, Sendable, Hashable, CaseIterable {
    /// The venue liquidates before the stop triggers.
    case beyondLiquidation
    /// The venue's liquidation is nearer than the cost of getting out.
    case tooClose
    /// The stop would trigger at once: it lies beyond the mark on the side of profit.
    case triggersAtOnce
  }

  /// What getting out costs, and nothing states how much.
  package enum Unknown: String, Sendable, Hashable, CaseIterable {
    /// The taker fee: neither the rulebook nor the terms state it.
    case takerFee
    /// Funding over the horizon: the rulebook states no interval.
    case funding
  }

  /// The stop price in ticks.
  package let stop: Price
  /// Equity between the stop and the liquidation price; zero where the stop is beyond it, nil where the position
  /// has no liquidation price.
  package let room: Money?
  /// The taker fee as a rate; nil where the rulebook states none.
  package let feeRate: Rate?
  /// The taker fee; nil where nothing states its rate.
  package let fee: Money?
  /// The rate of one settlement; of an eighth of a rate the fraction too.
  package let fundingRate: FineRate
  /// The settlements within the horizon, at the most.
  package let settlements: Int64
  /// What funding costs; negative is received, and then not counted.
  package let funding: Money
  /// By how much the average fill is worse than the stop.
  package let slippageRate: Rate
  /// What that costs.
  package let slippage: Money
  /// What the cost leaves out, because nothing states it.
  package let unknown: [Unknown]
  /// What is wrong; nil where there is room for the costs that are known.
  package let warning: Warning?

  /// What getting out costs in all, as far as it is known.
  package var cost: Money { (fee ?? .zero) + max(funding, .zero) + slippage }

  /// Judges a stop.
  ///
  /// - Parameters:
  ///   - terms: The stop and what leaving is taken to cost.
  ///   - leg: The position.
  ///   - rulebook: The rules.
  /// - Returns: Nil where the stop or what it costs is too large to be booked, or its depth too fine.
  package init?(_ terms: Terms, of leg: LegQuote, under rulebook: Rulebook) {
    let instrument = leg.instrument
    let size = leg.size.magnitude
    guard let stop = Self.price(terms.stop, of: leg), instrument.canBook(size, at: stop) else {
      return nil
    }
    self.stop = stop
    let notional = instrument.notional(stop, size)
    feeRate = terms.takerFee ?? rulebook.closingFeeRate(of: instrument.symbol)
    fee = feeRate.map { instrument.fee(notional, $0) }
    let (rate, share) = Self.fundingRate(terms, rulebook.funding)
    fundingRate = FineRate(
      partsPerTrillion: Int64(
        divide(Int128(rate.partsPerMillion) * 1_000_000, by: share, rounding: .toNearestOrEven)))
    if let interval = rulebook.funding?.interval, terms.horizon > .zero {
      // Up: a settlement may come at the very start of the horizon.
      settlements = Int64(
        divide(
          Int128(terms.horizon.nanoseconds), by: Int128(interval.nanoseconds), rounding: .up))
    } else {
      settlements = 0
    }
    let isFundingKnown = terms.horizon == .zero || rulebook.funding != nil
    unknown = (fee == nil ? [.takerFee] : []) + (isFundingKnown ? [] : [.funding])
    let signed = Int128((leg.isLong ? rate : -rate).partsPerMillion)
    // Up: the owner pays the fraction. On the value at entry, before the price has moved to the stop.
    let paid = divide(
      Int128(leg.entryValue.atoms) * signed * Int128(settlements), by: 1_000_000 * share,
      rounding: .up)
    guard paid.magnitude < 1 << 60 else { return nil }
    funding = Money(atoms: Int64(paid))
    guard let eaten = Self.rate(terms.slippage, size: size, stop: stop, instrument) else {
      return nil
    }
    slippageRate = eaten
    slippage = notional.times(slippageRate, rounding: .up)
    let isTriggered = leg.isLong ? stop >= leg.mark : stop <= leg.mark
    if leg.prices.maintenance.failsAtMark {
      // Whatever the stop is, the venue is first.
      room = .zero
      warning = .beyondLiquidation
      return
    }
    guard let liquidation = leg.lossSide, let exact = Ratio(Int128(stop.ticks), over: 1)
    else {
      room = nil
      warning = isTriggered ? .triggersAtOnce : nil
      return
    }
    let isBeyond = leg.isLong ? exact <= liquidation : liquidation <= exact
    let distance = isBeyond ? .zero : leg.loss(from: exact, to: liquidation) ?? .zero
    room = distance
    if isBeyond {
      warning = .beyondLiquidation
    } else if isTriggered {
      warning = .triggersAtOnce
    } else {
      warning = distance < (fee ?? .zero) + max(funding, .zero) + slippage ? .tooClose : nil
    }
  }

  /// A stop in ticks; what is finer than a tick is rounded towards the liquidation price.
  private static func price(_ number: QuoteNumber, of leg: LegQuote) -> Price? {
    let decimals = leg.instrument.priceDecimals
    guard number.decimals > decimals else {
      return Int64(exactly: number.units(decimals: decimals)).map { Price(ticks: $0) }
    }
    let ticks = divide(
      Int128(number.units), by: QuoteNumber.powerOfTen(number.decimals - decimals),
      rounding: leg.isLong ? .down : .up)
    return Price(ticks: Int64(max(ticks, 1)))
  }

  /// The funding rate, and over how many settlements it is paid out.
  private static func fundingRate(
    _ terms: Terms, _ formula: FundingFormula?
  ) -> (rate: Rate, share: Int128) {
    if let rate = terms.fundingRate { return (rate, 1) }
    guard var whole = formula else { return (.zero, 1) }
    let share = whole.settlementsPerRate
    // The cap is on what one settlement pays.
    whole.cap = Rate(partsPerMillion: whole.cap.partsPerMillion * Int64(share))
    whole.settlementsPerRate = 1
    return (whole.rateAtNoPremium, Int128(share))
  }

  /// The average slippage: half of the way that an order eats into an even book; nil where the decimals of size,
  /// price and depth together leave 128 bits.
  private static func rate(
    _ slippage: Slippage?, size: Quantity, stop: Price, _ instrument: Instrument
  ) -> Rate? {
    switch slippage {
    case nil: return .zero
    case .rate(let rate): return rate
    case .depth(let perBasisPoint):
      // The size in the base coin is `base / unit`, in millionths: 100 for a basis point, half on average.
      var base = [
        Int128(size.lots), Int128(instrument.lotUnits), 50,
        QuoteNumber.powerOfTen(perBasisPoint.decimals),
      ]
      var unit = [
        QuoteNumber.powerOfTen(instrument.quantityDecimals), Int128(perBasisPoint.units),
      ]
      if instrument.kind == .inverse {
        base.append(QuoteNumber.powerOfTen(instrument.priceDecimals))
        unit.append(Int128(stop.ticks))
      }
      guard let dividend = product(base), let divisor = product(unit) else { return nil }
      // Up: the owner pays the fraction.
      let parts = divide(dividend, by: divisor, rounding: .up)
      return Rate(partsPerMillion: Int64(min(parts, 1_000_000)))
    }
  }

  /// The product of positive numbers, or nil where it leaves 128 bits.
  private static func product(_ factors: [Int128]) -> Int128? {
    factors.reduce(Optional(Int128(1))) { product, factor in
      guard let (next, overflow) = product?.multipliedReportingOverflow(by: factor), !overflow
      else { return nil }
      return next
    }
  }
}
