import Margin
import Market
public import Units

extension Sizing {
  /// What an attempt closes.
  ///
  /// - Parameters:
  ///   - situation: The account and its prices.
  ///   - freed: The shortage that the stage's earlier attempts have covered.
  func result(in situation: Situation, freed: Money = .zero) -> SizingResult {
    let position = situation.size.magnitude
    switch self {
    case .all: return .close(position)
    case .fractionOfOriginal(let share):
      return Self.close(Self.part(of: situation.originalSize.magnitude, share), of: position)
    case .fractionOfRemaining(let share):
      return Self.close(Self.part(of: position, share), of: position)
    case .tiersDown(let count):
      return .close(situation.reduction(tiersDown: count) ?? position)
    case .toTier(let tier):
      let reduction = situation.rules.quantity(
        toTier: tier, of: situation.account, at: situation.checkPrice)
      guard let reduction, reduction > .zero else { return .close(position) }
      return .close(reduction)
    case .untilHealthy(let buffer):
      guard let reduction = situation.reduction(toHealthWith: buffer) else { return .cannotRestore }
      return Self.close(reduction.lots, of: position)
    case .untilHealthyAgainst(let impact):
      return Self.least(situation, impact: impact)
    case .notionalAtMost(let most):
      return Self.close(
        situation.rules.lots(worthAtMost: most, at: situation.checkPrice).lots, of: position)
    case .portion(let share, let minimum):
      let notional = situation.indexNotional
      let most = Self.portion(share, of: notional, minimum: minimum)
      if most >= notional { return .close(position) }
      return Self.close(
        situation.rules.lots(worthAtMost: most, at: situation.index).lots, of: position)
    case .untilRatioBelow(let ratio, let step, let penalty):
      let share = ShareLadder(step: step, ratio: ratio, penalty: penalty).share(
        accountValue: situation.standing.equity, requirement: situation.standing.requirement)
      guard let share else { return .cannotRestore }
      return Self.close(Self.part(of: position, share), of: position)
    case .distressShare(let rule): return rule.result(in: situation)
    case .shortageCover(let cover):
      return cover.result(in: situation, freed: freed)
    }
  }

  /// The most that a portion rule lets go: `max(min(minimum, N), share x N)`.
  ///
  /// Rounds down: the cap is never exceeded.
  public static func portion(_ share: Rate, of notional: Money, minimum: Money) -> Money {
    max(min(minimum, notional), notional.times(share, rounding: .down))
  }

  /// At least one lot, at most the position; a cap below one lot is exceeded by that lot.
  private static func close(_ lots: Int64, of position: Quantity) -> SizingResult {
    .close(Quantity(lots: min(max(lots, 1), position.lots)))
  }

  /// The least close that restores the account where each lot moves the price by a part of itself.
  private static func least(_ situation: Situation, impact: FineRate) -> SizingResult {
    let (scale, lotValue) = Self.lotValue(in: situation)
    // Up: a requirement of steps or charges counts as one rate, and the account pays the fraction.
    let rate = divide(
      Int128(situation.maintenance.atoms) * 1_000_000, by: Int128(max(situation.notional.atoms, 1)),
      rounding: .up)
    let fall = Ratio(
      Int128(lotValue.atoms) * Int128(impact.partsPerTrillion), over: 1_000_000_000_000)
    guard let fall else { return .cannotRestore }
    let question = LeastClose(
      equity: Money(atoms: situation.equity.atoms * scale), size: situation.size.magnitude,
      lotValue: lotValue,
      maintenance: Rate(partsPerMillion: Int64(min(max(rate, 1), 999_999))),
      fee: situation.rules.closingFeeRate, impact: fall)
    switch question.answer {
    case .notNeeded: return .notYet
    case .close(let lots): return .close(lots)
    case .onlyAll: return .close(situation.size.magnitude)
    case .neverRestores: return .cannotRestore
    }
  }

  /// The value of a lot at the check price, and what its unit is to an atom.
  ///
  /// A lot of an inverse contract is worth a few thousand atoms and a fraction, so it is counted in
  /// thousandths of one, rounded up; the question has the same answer in any unit.
  private static func lotValue(in situation: Situation) -> (scale: Int64, value: Money) {
    let instrument = situation.rules.instrument
    switch instrument.kind {
    case .linear: return (1, max(situation.notionalPerLot, Money(atoms: 1)))
    case .inverse:
      let scale: Int64 = 1000
      let value = divide(
        Int128(instrument.atomTicksPerLot) * Int128(scale), by: Int128(situation.checkPrice.ticks),
        rounding: .up)
      return (scale, Money(atoms: Int64(value)))
    }
  }

  /// A share of a size, rounded up so that a share of a small position is still a lot.
  static func part(of quantity: Quantity, _ share: Rate) -> Int64 {
    let product = Int128(quantity.lots) * Int128(share.partsPerMillion)
    return Int64(divide(product, by: 1_000_000, rounding: .up))
  }
}

extension DistressShare {
  /// What an attempt closes; nothing while the share is zero.
  func result(in situation: Situation) -> SizingResult {
    let position = situation.size.magnitude
    let share = share(in: situation)
    if share == .zero { return .notYet }
    var lots = Sizing.part(of: position, share)
    if minimumNotional > .zero {
      // Up: the least notional is reached.
      let below = Money(atoms: minimumNotional.atoms - 1)
      let least = situation.rules.lots(worthAtMost: below, at: situation.checkPrice)
      lots = max(lots, least.lots + 1)
    }
    return .close(Quantity(lots: min(max(lots, 1), position.lots)))
  }
}
