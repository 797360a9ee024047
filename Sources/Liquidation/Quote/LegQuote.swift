public import Margin
public import Market
public import Units

/// What a rulebook makes of one position: the prices at which it fails, and what happens then.
///
/// Prices are exact, in ticks of the leg's instrument, and are rounded only where they are printed. The other
/// legs of the account stand still at their marks.
public struct LegQuote: Sendable {
  /// The contract on a grid that holds its owner's decimals.
  public let instrument: Instrument
  /// The margin rules in force, with the fees that the quote counts.
  public let rules: MarginRules
  /// The lots, positive for a long.
  public let size: Quantity
  /// The entry price.
  public let entry: Price
  /// The price that the venue checks now.
  public let mark: Price
  /// The value at entry.
  public let entryValue: Money
  /// What the other legs add to the account: their profit at their marks.
  public let otherProfit: Money
  /// What the other legs require at their marks.
  public let otherMaintenance: Money
  /// The prices of failure with the fees that the quote counts.
  public let prices: FailurePrices
  /// The prices of failure with the venue's fees, whatever the quote counts.
  public let withFees: FailurePrices
  /// The price that takes from the account, with the leg, the leg's share of its equity by maintenance, when the
  /// leg stands at its liquidation price; nil for an account of one leg, whose bankruptcy price it is.
  public let zero: Ratio?
  /// The requirement of the leg at its liquidation price; nil where it has none.
  public let atLiquidation: QuoteRequirement?
  /// The requirement of the leg at its mark.
  public let atMark: QuoteRequirement
  /// The first forced step at the liquidation price.
  public let step: ForcedStep?
  /// The penalty on what the step closes, as the rulebook charges it, at the liquidation price.
  public let penalty: Money?
  /// The venue's taker fee on what the step closes, at the liquidation price; nil where none is stated.
  public let closingFee: Money?

  /// The end of the venue's table of tiers, where the position is beyond it at entry, at its mark or at its
  /// liquidation price; nil where it is within, and for a venue without such an end.
  public var passedEnd: SteppedTier.Limit? {
    let position = Position(size: size, entryCost: -instrument.value(size, at: entry))
    let account = Account(cash: .zero, position: position)
    let prices = [entry, mark] + (atLiquidation.map { [$0.price] } ?? [])
    return prices.lazy.compactMap { rules.passedEnd(of: account, at: $0) }.first
  }

  /// Whether the leg is a long.
  public var isLong: Bool { size > .zero }

  /// The distances between prices in money: how much equity is lost from the one to the other.
  public func loss(from first: Ratio, to second: Ratio) -> Money? {
    guard let one = Self.ticks(first), let other = Self.ticks(second) else { return nil }
    guard one > .zero, other > .zero else { return nil }
    let size = size.magnitude
    let values = instrument.notional(one, size) - instrument.notional(other, size)
    return values.magnitude
  }

  /// A price rounded to the nearest tick; nil where it leaves 64 bits.
  public static func ticks(_ price: Ratio) -> Price? {
    let rounded = divide(price.numerator, by: price.denominator, rounding: .toNearestOrEven)
    return Int64(exactly: rounded).map { Price(ticks: $0) }
  }
}

/// The prices at which a leg fails, in ticks and exact.
public struct FailurePrices: Sendable {
  /// Where equity meets maintenance; nil where no positive price does.
  public let liquidation: Ratio?
  /// Where nothing is left of the account; nil where that is at no positive price.
  public let bankruptcy: Ratio?
  /// Where the backstop takes over: equity is its share of maintenance.
  public let takeover: Ratio?
}
