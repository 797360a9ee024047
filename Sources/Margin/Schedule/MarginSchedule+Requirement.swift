import Units

// The requirement, exactly.
extension MarginSchedule {
  /// The maintenance lines of a position of some lots.
  ///
  /// - Parameters:
  ///   - lots: The size without sign.
  ///   - unit: What lots are; needed where the requirement depends on size.
  ///   - rateMax: What a rate that grows with size or by steps may reach, in parts per 10^12.
  func maintenanceLines(lots: Int64, unit: SizeUnit?, rateMax: Int128) -> [MarginLine] {
    switch shape {
    case .continuousTiers: return tierLines
    case .steppedTiers(let steps, let measure):
      if measure == .size {
        let step = steps[Self.step(of: lots, in: steps)]
        return [
          MarginLine(rate: min(Int128(step.maintenance.partsPerTrillion), rateMax), constant: 0)
        ]
      }
      var above: Int64 = -1
      return steps.enumerated().map { index, step in
        let isLast = index == steps.count - 1
        let line = MarginLine(
          above: above, through: isLast ? nil : step.limit?.count,
          rate: min(Int128(step.maintenance.partsPerTrillion), rateMax), constant: 0)
        above = step.limit?.count ?? above
        return line
      }
    case .linearInSize(let maintenance, _, let perUnit, _):
      let rate = Int128(maintenance.partsPerTrillion) + (unit?.times(perUnit, lots: lots) ?? 0)
      return [MarginLine(rate: min(rate, rateMax), constant: 0)]
    case .squareRootOfSize(let maintenance, _):
      return [MarginLine(rate: min(Self.rate(maintenance, lots, unit), rateMax), constant: 0)]
    case .flat(let maintenance, _, let minimum):
      let line = MarginLine(rate: Int128(maintenance.partsPerTrillion), constant: 0)
      if minimum == .zero { return [line] }
      return [line, MarginLine(rate: 0, constant: Int128(minimum.atoms) * MarginLine.whole)]
    }
  }

  /// The maintenance requirement of a position, in 10^-12 atoms.
  func maintenanceParts(
    _ notional: Int64, lots: Int64, unit: SizeUnit?, rateMax: Int128 = MarginLine.whole - 1
  ) -> Int128 {
    if !tierLines.isEmpty {
      return tierLines[tier(of: Money(atoms: notional))].requirement(notional)
    }
    if case .steppedTiers(let steps, .notional) = shape {
      let rate = steps[Self.step(of: notional, in: steps)].maintenance.partsPerTrillion
      return Int128(notional) * min(Int128(rate), rateMax)
    }
    var greatest: Int128 = 0
    for line in maintenanceLines(lots: lots, unit: unit, rateMax: rateMax)
    where line.holds(notional) {
      greatest = max(greatest, line.requirement(notional))
    }
    return greatest
  }

  /// The initial requirement of a position, in 10^-12 atoms.
  func initialParts(_ notional: Int64, lots: Int64, unit: SizeUnit?) -> Int128 {
    let parts = Int128(notional) * initialRate(notional, lots: lots, unit: unit)
    if case .flat(_, _, let minimum) = shape {
      return max(parts, Int128(minimum.atoms) * MarginLine.whole)
    }
    return parts
  }

  /// The initial rate of a position, in parts per 10^12.
  func initialRate(_ notional: Int64, lots: Int64, unit: SizeUnit?) -> Int128 {
    switch shape {
    case .continuousTiers(let tiers):
      return Int128(
        FineRate(tiers[tier(of: Money(atoms: notional))].initial).partsPerTrillion)
    case .steppedTiers(let steps, let measure):
      let step = steps[Self.step(of: measure == .size ? lots : notional, in: steps)]
      return Int128(step.initial.partsPerTrillion)
    case .linearInSize(_, let initial, let perUnit, let initialPerUnit):
      let slope = unit?.times(initialPerUnit ?? perUnit, lots: lots) ?? 0
      return min(Int128(initial.partsPerTrillion) + slope, MarginLine.whole)
    case .squareRootOfSize(_, let initial):
      return min(Self.rate(initial, lots, unit), MarginLine.whole)
    case .flat(_, let initial, _): return Int128(initial.partsPerTrillion)
    }
  }

  /// The step of a notional or a size: the first whose limit is not below it, else the last.
  static func step(of count: Int64, in steps: [SteppedTier]) -> Int {
    var (low, high) = (0, steps.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].limit.map({ count <= $0.count }) ?? true {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  /// A rate that grows with the square root of size, in parts per 10^12.
  private static func rate(_ rate: SquareRootRate, _ lots: Int64, _ unit: SizeUnit?) -> Int128 {
    let growing =
      Int128(rate.offset.partsPerTrillion) + (unit?.rootTimes(rate.factor, lots: lots) ?? 0)
    return max(Int128(rate.floor.partsPerTrillion), growing)
  }
}
