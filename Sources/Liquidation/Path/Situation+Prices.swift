import Margin
import Market
public import Units

/// The prices at which a position's part of the account value is used up.
///
/// Both are the check price less a distance, and whole ticks of the distance count: the price rounds up
/// for a sale and down for a purchase, as the tests of dYdX v4 pin it (dydxprotocol/v4-chain at
/// 84d4664b). Who takes the position over pays the fraction of a tick.
extension Situation {
  /// The price that uses up the position's part of the account value, `M (1 -/+ mmf x AV / MMR)`.
  ///
  /// Filling there leaves account value over maintenance as it was. (FTX zero price, Lighter zero
  /// price, dYdX v4 bankruptcy price; read 2026-11.)
  public var zeroPrice: Price {
    let requirement = standing.requirement
    guard requirement > .zero, size != .zero else { return bankruptcyPrice }
    let share = EquityShare(
      of: standing.equity, freed: Int128(maintenance.atoms), total: Int128(requirement.atoms))
    let exact = rules.exactZeroPrice(of: size, mark: checkPrice, giving: share)
    let furthest = Price(ticks: rules.instrument.kind == .linear ? 1 : .max)
    let price = exact.map { Price(ticks: Int64(clamping: $0.rounded(isLong ? .up : .down))) }
    return rules.tradable(price ?? furthest, near: index)
  }

  /// The price of a dYdX v4 liquidation order; see ``PriceLimit/fillable(adjustment:spreadToMaintenance:)``.
  public func fillablePrice(adjustment: Rate, spreadToMaintenance: Rate) -> Price {
    let requirement = standing.requirement
    guard requirement > .zero, size != .zero else { return index }
    let need = Int128(requirement.atoms)
    let distress = Int128(adjustment.partsPerMillion) * (need - Int128(standing.equity.atoms))
    // The adjusted bankruptcy rating in millionths of the requirement, from nothing to the whole.
    let rating = min(max(distress, 0), need * 1_000_000)
    let spread = Int128(spreadToMaintenance.partsPerMillion) * Int128(maintenance.atoms)
    // In 256 bits; the quotient fits, since the rating is at most a million times the requirement.
    let product = rating.magnitude.multipliedFullWidth(by: spread.magnitude)
    let discount = need.magnitude.dividingFullWidth((product.high, product.low)).quotient
    return checkPrice(worsenedBy: Int128(discount), over: 1_000_000_000_000)
  }

  /// The check price worsened until the position has lost an amount of money, at least one tick.
  ///
  /// - Parameters:
  ///   - dividend: The amount times the divisor, in atoms.
  ///   - divisor: Positive.
  private func checkPrice(worsenedBy dividend: Int128, over divisor: Int128) -> Price {
    let lots = Int128(size.magnitude.lots)
    let check = Int128(checkPrice.ticks)
    let ticks: Int128
    switch rules.instrument.kind {
    case .linear:
      let perTick = lots * Int128(rules.atomsPerTickLot) * divisor
      // Down: see the extension. A floor of a floor is the floor of the whole quotient.
      let distance = divide(dividend, by: perTick, rounding: .down)
      ticks = check + (isLong ? -distance : distance)
    case .inverse:
      // The value is -K/P, so P is K check / (K -/+ amount x check).
      let value = lots * Int128(rules.instrument.atomTicksPerLot) * divisor
      let below = value + (isLong ? dividend : -dividend) * check
      guard below > 0 else { return rules.tradable(Price(ticks: .max), near: index) }
      ticks = divide(value * check, by: below, rounding: isLong ? .up : .down)
    }
    return rules.tradable(Price(ticks: Int64(clamping: ticks)), near: index)
  }
}
