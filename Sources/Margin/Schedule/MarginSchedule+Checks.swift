import Units

// What a schedule must satisfy.
extension MarginSchedule {
  /// Checks continuous tiers and fills in their deductions.
  static func checked(
    _ tiers: [MarginTier]
  ) throws(MarginScheduleError) -> (filled: [MarginTier], lines: [MarginLine]) {
    guard let first = tiers.first else { throw .noTiers }
    guard first.floor == .zero else { throw .firstFloorNotZero }
    var filled: [MarginTier] = []
    var lines: [MarginLine] = []
    for (index, tier) in tiers.enumerated() {
      guard tier.maintenance > .zero, tier.maintenance < .one else {
        throw .maintenanceOutOfRange(tier: index)
      }
      guard tier.initial >= tier.maintenance, tier.initial <= .one else {
        throw .initialOutOfRange(tier: index)
      }
      if let before = filled.last {
        guard tier.floor > before.floor else { throw .floorNotAscending(tier: index) }
        guard tier.maintenance >= before.maintenance, tier.initial >= before.initial else {
          throw .rateFalls(tier: index)
        }
      }
      if let limit = tier.limit {
        let next = index + 1 < tiers.count ? tiers[index + 1].floor : limit
        guard limit == next, limit > tier.floor else { throw .limitNotAscending(tier: index) }
      }
      let rate = Int128(FineRate(tier.maintenance).partsPerTrillion)
      let before = lines.last
      let exact =
        Int128(tier.floor.atoms) * (rate - (before?.rate ?? rate)) - (before?.constant ?? 0)
      // Down, and for display only: the requirement uses the exact value.
      let derived = Money(atoms: Int64(divide(exact, by: MarginLine.whole, rounding: .down)))
      if let stated = tier.deduction, Int128(stated.atoms) * MarginLine.whole != exact {
        throw .deductionNotContinuous(tier: index, derived: derived)
      }
      filled.append(
        MarginTier(
          floor: tier.floor, maintenance: tier.maintenance, initial: tier.initial,
          deduction: derived, limit: tier.limit))
      lines.append(MarginLine(rate: rate, constant: -exact))
    }
    return (filled, lines)
  }

  /// Checks steps.
  static func check(
    _ steps: [SteppedTier], by measure: TierMeasure
  ) throws(MarginScheduleError) {
    if steps.isEmpty { throw .noTiers }
    for (index, step) in steps.enumerated() {
      try check(maintenance: step.maintenance, initial: step.initial, tier: index)
      if let limit = step.limit {
        guard limit.measure == measure else { throw .limitOfOtherMeasure(tier: index) }
      } else if index < steps.count - 1 {
        throw .limitNotAscending(tier: index)
      }
      let before = index == 0 ? nil : steps[index - 1]
      if let limit = step.limit, limit.count <= before?.limit?.count ?? 0 {
        throw .limitNotAscending(tier: index)
      }
      if let before, step.maintenance < before.maintenance || step.initial < before.initial {
        throw .rateFalls(tier: index)
      }
    }
  }

  /// Checks the rates of one tier.
  static func check(
    maintenance: FineRate, initial: FineRate, tier: Int
  ) throws(MarginScheduleError) {
    guard maintenance >= .zero, maintenance < .one else {
      throw .maintenanceOutOfRange(tier: tier)
    }
    guard initial >= maintenance, initial <= .one else { throw .initialOutOfRange(tier: tier) }
  }

  /// The greatest maintenance rate that does not depend on size, in parts per 10^12.
  var highestRate: Int128 {
    switch shape {
    case .continuousTiers: tierLines.last?.rate ?? 0
    // Of higher steps no more than the whole is asked, as of a rate that grows with size.
    case .steppedTiers(let steps, _): Int128(steps.first?.maintenance.partsPerTrillion ?? 0)
    case .linearInSize(let maintenance, _, _, _), .flat(let maintenance, _, _):
      Int128(maintenance.partsPerTrillion)
    case .squareRootOfSize(let maintenance, _): Int128(maintenance.floor.partsPerTrillion)
    }
  }
}
