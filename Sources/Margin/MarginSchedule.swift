public import Units

/// The margin that a position of a given notional needs, in tiers.
///
/// Maintenance is `notional * rate - deduction` with rate and deduction of the notional's tier. The
/// deduction makes the requirement continuous: `deduction[n] = deduction[n-1] + floor[n] * (rate[n] -
/// rate[n-1])` (Binance USD-M, leverage and margin of USD-M futures, read 2026-11). Since rates never
/// fall, the requirement is convex, and so it is the greatest of the tiers' lines at every notional. All
/// closed forms of this module rest on that.
///
/// Not covered: venues that apply a tier's rate to the whole position without a deduction.
public struct MarginSchedule: Sendable, Hashable {
  /// The tiers, lowest first; every deduction is filled in, rounded down to an atom.
  public let tiers: [MarginTier]
  /// The tiers' lines, exactly.
  let lines: [Line]

  /// `notional * rate - deduction` of one tier, in millionths of an atom.
  struct Line: Sendable, Hashable {
    var floorAtoms: Int64
    var ratePartsPerMillion: Int128
    var deductionMillionths: Int128
  }

  /// Checks the tiers and derives their deductions.
  ///
  /// - Throws: What is wrong, where floors or rates are out of order or a stated deduction differs from
  ///   the derived one.
  public init(tiers: [MarginTier]) throws(MarginScheduleError) {
    guard let first = tiers.first else { throw .noTiers }
    guard first.floor == .zero else { throw .firstFloorNotZero }
    var filled: [MarginTier] = []
    var lines: [Line] = []
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
      let rate = Int128(tier.maintenance.partsPerMillion)
      let before = lines.last
      let step = rate - (before?.ratePartsPerMillion ?? rate)
      let exact = (before?.deductionMillionths ?? 0) + Int128(tier.floor.atoms) * step
      // Down, and for display only: the requirement uses the exact value.
      let derived = Money(atoms: Int64(divide(exact, by: 1_000_000, rounding: .down)))
      if let stated = tier.deduction, Int128(stated.atoms) * 1_000_000 != exact {
        throw .deductionNotContinuous(tier: index, derived: derived)
      }
      filled.append(
        MarginTier(
          floor: tier.floor, maintenance: tier.maintenance, initial: tier.initial,
          deduction: derived))
      lines.append(
        Line(
          floorAtoms: tier.floor.atoms, ratePartsPerMillion: rate, deductionMillionths: exact))
    }
    self.tiers = filled
    self.lines = lines
  }

  /// The tier of a notional: the highest whose floor is not above it.
  public func tier(of notional: Money) -> Int {
    invariant(notional >= .zero, "a notional is not negative")
    var index = lines.count - 1
    while lines[index].floorAtoms > notional.atoms { index -= 1 }
    return index
  }

  /// The maintenance requirement of a notional; the account pays the fraction of an atom.
  public func maintenance(_ notional: Money) -> Money {
    // Up: the account pays.
    Money(atoms: Int64(divide(maintenanceMillionths(notional), by: 1_000_000, rounding: .up)))
  }

  /// The initial requirement: the whole notional at its tier's initial rate; the account pays the fraction.
  public func initial(_ notional: Money) -> Money {
    // Up: the account pays.
    notional.times(tiers[tier(of: notional)].initial, rounding: .up)
  }

  /// The maintenance requirement in millionths of an atom, exactly.
  func maintenanceMillionths(_ notional: Money) -> Int128 {
    let line = lines[tier(of: notional)]
    return Int128(notional.atoms) * line.ratePartsPerMillion - line.deductionMillionths
  }
}
