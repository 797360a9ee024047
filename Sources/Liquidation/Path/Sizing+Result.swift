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
      let count = situation.tier - tier
      guard count >= 1 else { return .close(position) }
      return .close(situation.reduction(tiersDown: count) ?? position)
    case .untilHealthy(let buffer):
      guard let reduction = situation.reduction(toHealthWith: buffer) else { return .cannotRestore }
      return Self.close(reduction.lots, of: position)
    case .notionalAtMost(let most):
      return Self.capped(most, situation.notionalPerLot, of: position)
    case .portion(let share, let minimum):
      let notional = situation.indexNotional
      let most = Self.portion(share, of: notional, minimum: minimum)
      if most >= notional { return .close(position) }
      return Self.capped(most, situation.indexNotionalPerLot, of: position)
    case .untilRatioBelow(let ratio, let step, let penalty):
      let share = ShareLadder(step: step, ratio: ratio, penalty: penalty).share(
        accountValue: situation.accountValue, requirement: situation.requirement)
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

  /// At least one lot, at most the position.
  private static func close(_ lots: Int64, of position: Quantity) -> SizingResult {
    .close(Quantity(lots: min(max(lots, 1), position.lots)))
  }

  private static func capped(
    _ most: Money, _ perLot: Money, of position: Quantity
  ) -> SizingResult {
    guard perLot > .zero else { return .close(position) }
    // Rounded down: the cap is never exceeded, except by the one lot every attempt has.
    return close(most.atoms / perLot.atoms, of: position)
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
    if situation.notionalPerLot > .zero {
      // Up: the least notional is reached.
      let least = divide(
        Int128(minimumNotional.atoms), by: Int128(situation.notionalPerLot.atoms), rounding: .up)
      lots = max(lots, Int64(clamping: least))
    }
    return .close(Quantity(lots: min(max(lots, 1), position.lots)))
  }
}
