import Market
import Units

/// The bounds of what a scenario may ask for, wide for any market and narrow enough that nothing overflows.
enum ScenarioLimits {
  /// The length of a run.
  static let length = Interval.seconds(1)...Interval.seconds(86_400)
  /// The length of a replay; a tape may be shorter.
  static let replay = Interval.seconds(1)...Interval.seconds(31 * 86_400)
  /// The time between two things that happen again and again.
  static let pace = Interval.milliseconds(1)...Interval.seconds(86_400)
  /// Any time from nothing to a day.
  static let time = Interval.zero...Interval.seconds(86_400)
  /// A delay of one message.
  static let delay = Interval.zero...Interval.seconds(60)
  /// A half-life.
  static let halfLife = Interval.milliseconds(1)...Interval.seconds(86_400 * 365)
  /// One amount of quote currency: up to a hundred billion.
  static let money = Money.zero...Money(atoms: 100_000_000_000 * Money.atomsPerUnit)
  /// One amount of a contract's collateral: up to a hundred billion of quote currency, or up to a hundred
  /// million coins of eight decimals.
  static func money(of instrument: Instrument) -> ClosedRange<Money> {
    switch instrument.kind {
    case .linear: money
    case .inverse: Money.zero...Money(atoms: 100_000_000 * instrument.atomsPerUnit)
    }
  }
  /// All capital together: up to a million million of quote currency, a ninth of what 64 bits hold, or a
  /// thousand million coins.
  static func capitalMax(of instrument: Instrument) -> Money {
    switch instrument.kind {
    case .linear: Money(atoms: 1_000_000_000_000 * Money.atomsPerUnit)
    case .inverse: Money(atoms: 1_000_000_000 * instrument.atomsPerUnit)
    }
  }
  /// The highest opening price in ticks.
  static let ticksMax: Int64 = 1_000_000_000
  /// The largest quantity in lots.
  static let lotsMax: Int64 = 1_000_000_000
  /// A share of a whole.
  static let share = Rate.zero...Rate.one
  /// A share that is not nothing.
  static let part = Rate(partsPerMillion: 1)...Rate.one
}

extension Codec where Value == Interval {
  /// The time between two things that happen again and again.
  static var pace: Codec { .interval(ScenarioLimits.pace) }
  /// Any time from nothing to a day.
  static var time: Codec { .interval(ScenarioLimits.time) }
  /// A delay of one message.
  static var delay: Codec { .interval(ScenarioLimits.delay) }
  /// A half-life.
  static var halfLife: Codec { .interval(ScenarioLimits.halfLife) }
}

extension Codec where Value == Rate {
  /// A share of a whole.
  static var share: Codec { .rate(ScenarioLimits.share) }
  /// A share that is not nothing.
  static var part: Codec { .rate(ScenarioLimits.part) }
}
