package import Margin
package import Market
package import Units

/// What a rulebook makes of one position: the prices at which it fails, and what happens then.
///
/// Prices are exact, in ticks of the leg's instrument, and are rounded only where they are printed. The other
/// legs of the account stand still at their marks, but for one in the same contract, whose price it shares.
package struct LegQuote: Sendable {
  /// The contract on a grid that holds its owner's decimals.
  package let instrument: Instrument
  /// The decimals that the owner's prices need.
  package let pricesNeed: Int
  /// The margin rules in force, with the fees that the quote counts.
  package let rules: MarginRules
  /// The lots, positive for a long.
  package let size: Quantity
  /// The entry price.
  package let entry: Price
  /// The price that the venue checks now.
  package let mark: Price
  /// The value at entry.
  package let entryValue: Money
  /// The leg on the other side of the same contract, where there is one.
  package let opposite: OppositeLeg?
  /// What the other contracts add to the account: their profit at their marks.
  package let otherProfit: Money
  /// What the other contracts require at their marks.
  package let otherMaintenance: Money
  /// The prices of failure with the fees that the quote counts.
  package let prices: FailurePrices
  /// The prices of failure with the venue's fees, whatever the quote counts.
  package let withFees: FailurePrices
  /// The price at which the venue acts, where step and costs are taken: the mark of an account that is liquidated
  /// there, else the liquidation price; nil where it never acts.
  package let acting: Price?
  /// The price that takes from the account, with the leg, the leg's share of its equity by maintenance, when the
  /// venue acts; nil for an account of one leg, whose bankruptcy price it is.
  package let zero: Ratio?
  /// The requirement of the leg when the venue acts; nil where it never does.
  package let whenActing: QuoteRequirement?
  /// The requirement of the leg at its liquidation price; nil where it has none.
  package let atLiquidation: QuoteRequirement?
  /// The requirement of the leg at its mark.
  package let atMark: QuoteRequirement
  /// The first forced step.
  package let step: ForcedStep?
  /// What the step costs its owner; nil without a step.
  package let costs: StepCosts?

  /// The end of the venue's table of tiers, where the position is beyond it at entry, at its mark or at its
  /// liquidation price; nil where it is within, and for a venue without such an end.
  package var passedEnd: SteppedTier.Limit? {
    let position = Position(size: size, entryCost: -instrument.value(size, at: entry))
    let account = Account(cash: .zero, position: position)
    let prices = [entry, mark] + (atLiquidation.map { [$0.price] } ?? [])
    return prices.lazy.compactMap { rules.passedEnd(of: account, at: $0) }.first
  }

  /// Whether the leg is a long.
  package var isLong: Bool { size > .zero }

  /// Where the account fails on the side on which this leg loses; nil where it does not, or fails already.
  package var lossSide: Ratio? {
    let edges = prices.maintenance
    if edges.failsAtMark { return nil }
    return isLong ? edges.below : edges.above
  }

  /// The distances between prices in money: how much equity is lost from the one to the other.
  package func loss(from first: Ratio, to second: Ratio) -> Money? {
    guard let one = Self.ticks(first), let other = Self.ticks(second) else { return nil }
    guard one > .zero, other > .zero else { return nil }
    let size = size.magnitude
    let values = instrument.notional(one, size) - instrument.notional(other, size)
    return values.magnitude
  }

  /// A price rounded to the nearest tick; nil where it leaves 64 bits.
  package static func ticks(_ price: Ratio) -> Price? {
    Int64(exactly: price.rounded(.toNearestOrEven)).map { Price(ticks: $0) }
  }
}

/// A leg on the other side of the same contract, in hedge mode.
package struct OppositeLeg: Sendable {
  /// The lots, positive for a long.
  package let size: Quantity
  /// The entry price.
  package let entry: Price
  /// Its requirement when the venue acts, or at the mark where it never does.
  package let requirement: QuoteRequirement
}

/// The prices at which a leg fails, in ticks and exact.
package struct FailurePrices: Sendable {
  /// Where the account is below maintenance.
  package let maintenance: FailureEdges
  /// Where nothing is left of the account.
  package let emptiness: FailureEdges
  /// Where the backstop takes over: equity is its share of maintenance; nil without such a rule.
  package let backstop: FailureEdges?
  /// Whether the position in the contract is a long; of one held on both sides, what is left of the two.
  package let isLong: Bool

  /// Where equity meets maintenance; nil where no positive price does.
  ///
  /// Where the account is below maintenance at the mark, the price at which it would be safe again.
  package var liquidation: Ratio? { maintenance.price(isLong: isLong) }
  /// The other such price, on the other side of the mark, where there are two.
  package var secondLiquidation: Ratio? { maintenance.secondPrice(isLong: isLong) }
  /// Where nothing is left of the account; nil where that is at no positive price, or at every one.
  package var bankruptcy: Ratio? { emptiness.price(isLong: isLong) }
  /// Where the backstop takes over.
  package var takeover: Ratio? { backstop?.price(isLong: isLong) }
}
