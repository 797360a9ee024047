public import Units

/// The margin that a position needs: a shape with its rates, checked.
///
/// For one size of position every shape resolves to straight lines `notional * rate + constant`, and the
/// requirement is the greatest of those that hold at a notional; the closed forms of this module rest on
/// that. Continuous tiers: maintenance is `notional * rate - deduction` with rate and deduction of the
/// notional's tier, and the deduction makes the requirement continuous: `deduction[n] = deduction[n-1] +
/// floor[n] * (rate[n] - rate[n-1])` (Binance USD-M, leverage and margin of USD-M futures, read 2026-11).
/// Since rates never fall, the greatest of all tiers' lines is the right one at every notional.
public struct MarginSchedule: Sendable, Hashable {
  /// How the requirement grows.
  package let shape: MarginShape
  /// The continuous tiers, lowest first, every deduction filled in and rounded down to an atom; empty for
  /// the other shapes.
  public let tiers: [MarginTier]
  /// The maintenance lines of continuous tiers.
  let tierLines: [MarginLine]

  /// Checks continuous tiers and derives their deductions.
  ///
  /// - Throws: What is wrong, where floors or rates are out of order or a stated deduction differs from
  ///   the derived one.
  public init(tiers: [MarginTier]) throws(MarginScheduleError) {
    try self.init(shape: .continuousTiers(tiers))
  }

  /// Checks a shape.
  ///
  /// - Throws: What is wrong with its tiers or rates.
  package init(shape: MarginShape) throws(MarginScheduleError) {
    var filled: [MarginTier] = []
    var lines: [MarginLine] = []
    var shape = shape
    switch shape {
    case .continuousTiers(let tiers):
      (filled, lines) = try Self.checked(tiers)
      shape = .continuousTiers(filled)
    case .steppedTiers(let steps, let measure): try Self.check(steps, by: measure)
    case .linearInSize(let maintenance, let initial, let perUnit, let initialPerUnit):
      try Self.check(maintenance: maintenance, initial: initial, tier: 0)
      guard perUnit >= .zero, initialPerUnit ?? perUnit >= perUnit else { throw .termOutOfRange }
    case .squareRootOfSize(let maintenance, let initial):
      try Self.check(maintenance: maintenance.floor, initial: initial.floor, tier: 0)
      for rate in [maintenance, initial] {
        guard rate.offset >= .zero, rate.offset < .one, rate.factor >= .zero, rate.factor <= .one
        else { throw .termOutOfRange }
      }
    case .flat(let maintenance, let initial, let minimum):
      try Self.check(maintenance: maintenance, initial: initial, tier: 0)
      guard minimum >= .zero else { throw .termOutOfRange }
    }
    self.shape = shape
    self.tiers = filled
    tierLines = lines
  }

  /// How many tiers or steps there are; 1 for a shape without any.
  public var tierCount: Int {
    switch shape {
    case .continuousTiers(let tiers): tiers.count
    case .steppedTiers(let steps, _): steps.count
    case .linearInSize, .squareRootOfSize, .flat: 1
    }
  }

  /// Where the table of tiers or steps ends, inclusive; `nil` for a last tier without end and for a shape without
  /// tiers.
  ///
  /// What is beyond it is held at the rates of the last tier, about which the table says nothing: whoever uses
  /// it says so.
  package var end: SteppedTier.Limit? {
    switch shape {
    case .continuousTiers(let tiers): tiers.last?.limit.map { .notional($0) }
    case .steppedTiers(let steps, _): steps.last?.limit
    case .linearInSize, .squareRootOfSize, .flat: nil
    }
  }

  /// Whether the requirement is a function of the notional alone.
  ///
  /// Where it is not, ask the rules of an instrument: `MarginRules` knows sizes.
  public var needsNotionalOnly: Bool {
    switch shape {
    case .continuousTiers, .flat: true
    case .steppedTiers(_, let measure): measure == .notional
    case .linearInSize, .squareRootOfSize: false
    }
  }

  /// The tier of a notional: the highest whose floor is not above it.
  ///
  /// For steps by notional the first whose limit is not below it; 0 for a shape without tiers. Steps by
  /// size have no tier of a notional: ask `MarginRules`.
  public func tier(of notional: Money) -> Int {
    invariant(notional >= .zero, "a notional is not negative")
    switch shape {
    case .continuousTiers:
      var index = tiers.count - 1
      while tiers[index].floor > notional { index -= 1 }
      return index
    case .steppedTiers(let steps, let measure):
      invariant(measure == .notional, "steps by size have tiers of sizes")
      return Self.step(of: notional.atoms, in: steps)
    case .linearInSize, .squareRootOfSize, .flat: return 0
    }
  }

  /// The maintenance requirement of a notional; the account pays the fraction of an atom.
  ///
  /// Only for a schedule that needs no more than the notional.
  public func maintenance(_ notional: Money) -> Money {
    invariant(notional >= .zero, "a notional is not negative")
    invariant(needsNotionalOnly, "the requirement depends on the notional alone")
    let exact = maintenanceParts(notional.atoms, lots: 0, unit: nil)
    // Up: the account pays.
    return Money(atoms: Int64(divide(exact, by: MarginLine.whole, rounding: .up)))
  }

  /// The initial requirement: the whole notional at its tier's initial rate; the account pays the fraction.
  ///
  /// Only for a schedule that needs no more than the notional.
  public func initial(_ notional: Money) -> Money {
    invariant(notional >= .zero, "a notional is not negative")
    invariant(needsNotionalOnly, "the requirement depends on the notional alone")
    let exact = initialParts(notional.atoms, lots: 0, unit: nil)
    // Up: the account pays.
    return Money(atoms: Int64(divide(exact, by: MarginLine.whole, rounding: .up)))
  }
}
