package import Units

extension PriceLimit {
  /// The worst price of an attempt.
  ///
  /// - Parameter situation: The account and its prices.
  package func price(in situation: Situation) -> Price {
    switch self {
    case .fundBudget: return situation.budgetPrice
    case .bankruptcy: return situation.bankruptcyPrice
    case .zeroPrice: return situation.zeroPrice
    case .zeroTowardMark(let share):
      let zero = situation.zeroPrice
      let way = Int128((situation.mark - zero).ticks) * Int128(share.partsPerMillion)
      // Toward the mark's far side: up for a long, down for a short, as the zero price itself rounds.
      let ticks = divide(way, by: 1_000_000, rounding: situation.isLong ? .up : .down)
      return zero + Price(ticks: Int64(ticks))
    case .markOffset(let rate): return Self.offset(situation.mark, by: rate, situation)
    case .indexOffset(let rate): return Self.offset(situation.index, by: rate, situation)
    case .indexRamp(let ramp):
      let rate = ramp.rate(after: situation.now - situation.opened)
      return Self.offset(situation.index, by: rate, situation)
    case .mark: return situation.mark
    case .index: return situation.index
    case .fillable(let adjustment, let spread):
      return situation.fillablePrice(adjustment: adjustment, spreadToMaintenance: spread)
    case .fillableAsPrinted(let adjustment, let spread):
      let price = situation.fillablePrice(adjustment: adjustment, spreadToMaintenance: spread)
      if situation.isLong { return price }
      // The mirror image of a price beyond twice the check price would be below zero.
      let mirrored = situation.checkPrice - (price - situation.checkPrice)
      return situation.rules.tradable(mirrored, near: situation.index)
    }
  }

  /// A price worsened by a rate, the fraction of a tick against the account, within the fund's budget.
  private static func offset(_ price: Price, by rate: Rate, _ situation: Situation) -> Price {
    let product = Int128(price.ticks) * Int128(rate.partsPerMillion)
    let offset = Int64(divide(product, by: 1_000_000, rounding: .up))
    let wished = price.ticks + (situation.isLong ? -offset : offset)
    let bound = situation.budgetPrice.ticks
    return Price(ticks: situation.isLong ? max(wished, bound) : min(wished, bound))
  }
}
