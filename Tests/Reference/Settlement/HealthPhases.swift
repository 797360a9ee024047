package import Units

/// A perpetual position in a health account, and the phases in which a liquidator takes it apart (Mango v4).
///
/// Health counts assets for less and liabilities for more than they are worth. The position counts as
/// `perp = quote + base x price x (1 -/+ base weight)`; a positive one counts for its overall weight only.
/// Formulas and order of phases: blockworks-foundation/mango-v4 at 1303a4a1, read 2026-11.
package struct HealthPhases: Sendable, Hashable {
  /// What is settled in cash.
  package var spot: Money
  /// Base held, signed.
  package var base: Quantity
  /// The quote side of the position.
  package var quote: Money
  /// Health from anything else.
  package var other: Money
  /// The value of one lot at the oracle price.
  package let lotValue: Money
  /// How much less a long counts, and how much more a short.
  package let baseWeight: Rate
  /// How much of a positive position counts.
  package let overallWeight: Rate
  /// What the liquidator takes of the value of the base it takes over.
  package let baseFee: Rate

  /// Describes a position.
  package init(
    spot: Money, base: Quantity, quote: Money, other: Money = .zero, lotValue: Money,
    baseWeight: Rate, overallWeight: Rate, baseFee: Rate = .zero
  ) {
    self.spot = spot
    self.base = base
    self.quote = quote
    self.other = other
    self.lotValue = lotValue
    self.baseWeight = baseWeight
    self.overallWeight = overallWeight
    self.baseFee = baseFee
  }

  /// What the position counts for before its overall weight; the account pays the fraction.
  package var position: Money {
    let weight = base > .zero ? .one - baseWeight : .one + baseWeight
    return quote + Money(atoms: base.lots * lotValue.atoms).times(weight, rounding: .down)
  }

  /// Whether the account may be liquidated is whether this is below zero.
  package var health: Money {
    let counted = position
    return spot + other
      + (counted > .zero ? counted.times(overallWeight, rounding: .down) : counted)
  }

  /// Runs the four phases: reduce while the position is negative, settle profit, reduce, settle profit.
  ///
  /// - Parameters:
  ///   - baseMax: The most lots that the liquidator takes over, positive.
  ///   - profitMax: The most profit that it settles.
  /// - Returns: Lots taken over and profit settled.
  @discardableResult
  package mutating func liquidate(
    baseMax: Quantity, profitMax: Money
  ) -> (base: Quantity, profit: Money) {
    var lots = baseMax
    var profit = profitMax
    if health < .zero, position < .zero {
      lots -= reduce(by: max(health, position), most: lots)
    }
    profit -= settle(most: profit)
    if health < .zero { lots -= reduce(by: health, most: lots) }
    profit -= settle(most: profit)
    return (baseMax - lots, profitMax - profit)
  }

  /// Takes over base until what is lacking is restored; all that may go where a lot restores nothing.
  private mutating func reduce(by lacking: Money, most: Quantity) -> Quantity {
    let gain = gainPerLotMillionths
    // Up: half a lot too few is not enough.
    let wanted =
      gain > 0
      ? divide(-Int128(lacking.atoms) * 1_000_000, by: gain, rounding: .up) : Int128(Int64.max)
    let lots = min(Int64(clamping: wanted), base.magnitude.lots, most.lots)
    if lots <= 0 { return .zero }
    let isLong = base > .zero
    let value = Money(atoms: lots * lotValue.atoms)
    // Up: the account pays the fraction of the fee.
    let fee = value.times(baseFee, rounding: .up)
    quote += (isLong ? value : -value) - fee
    base.lots -= isLong ? lots : -lots
    return Quantity(lots: lots)
  }

  /// What one lot taken over adds to health, in millionths of an atom.
  private var gainPerLotMillionths: Int128 {
    let weight = Int128(baseWeight.partsPerMillion - baseFee.partsPerMillion)
    let gain = Int128(lotValue.atoms) * weight
    if position < .zero { return gain }
    // Down: a lot too many is better than one too few.
    return divide(gain * Int128(overallWeight.partsPerMillion), by: 1_000_000, rounding: .down)
  }

  /// Turns profit into cash until health is restored.
  private mutating func settle(most: Money) -> Money {
    let lacking = -health
    let lost = Int128((.one - overallWeight).partsPerMillion)
    guard lacking > .zero, lost > 0 else { return .zero }
    // Up: the account is restored whole.
    let wanted = divide(Int128(lacking.atoms) * 1_000_000, by: lost, rounding: .up)
    let plain = quote + Money(atoms: base.lots * lotValue.atoms)
    let settled = min(most, position, plain, Money(atoms: Int64(clamping: wanted)))
    guard settled > .zero else { return .zero }
    quote -= settled
    spot += settled
    return settled
  }
}
