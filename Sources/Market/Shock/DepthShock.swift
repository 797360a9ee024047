package import Units

/// A way in which makers leave the book.
///
/// All but the burst change how makers quote and fade with a half-life. Rates are shares in parts
/// per million.
package enum DepthShock: Sendable, Hashable {
  /// Makers quote less: this share of the size is missing, on one side or on both (`nil`).
  case thin(side: Side?, rate: Rate)
  /// Makers leave one side altogether.
  case pull(side: Side)
  /// Makers quote a wider spread: by this share of the normal one.
  case widen(rate: Rate)
  /// A hole opens: makers stay at least this share of the index away from it, on one side or both.
  case gap(side: Side?, rate: Rate)
  /// This share of the makers' resting orders is cancelled at one instant; they requote at their
  /// usual pace, so nothing fades.
  case cancelBurst(rate: Rate)

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    switch self {
    case .thin(_, let rate), .cancelBurst(let rate):
      rate < .zero || rate > .one ? "a share of the book is between 0 and 1" : nil
    case .gap(_, let rate):
      rate < .zero || rate >= .one ? "a gap is at least 0 and less than the index" : nil
    case .widen(let rate):
      rate < .zero ? "a spread is widened by 0 or more" : nil
    case .pull: nil
    }
  }
}

/// A depth shock as a scenario plans it: what happens, when, and how it fades.
package struct DepthShockPlan: Sendable, Hashable {
  /// What makers do.
  package var shock: DepthShock
  /// When they do it.
  package var timing: ShockTiming
  /// How long the shock stays at full strength.
  package var hold: Interval
  /// The time in which half of the disturbance goes, after the hold.
  package var halfLife: Interval

  /// Makes a plan.
  package init(shock: DepthShock, timing: ShockTiming, hold: Interval = .zero, halfLife: Interval) {
    self.shock = shock
    self.timing = timing
    self.hold = hold
    self.halfLife = halfLife
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    if hold < .zero { return "the time at full strength is not negative" }
    if halfLife <= .zero { return "a half-life is positive" }
    return shock.flaw ?? timing.flaw
  }

  /// The share of the disturbance that is left some time after the strike.
  package func remaining(after elapsed: Interval) -> Rate {
    elapsed <= hold ? .one : HalfLife.remaining(after: elapsed - hold, halfLife: halfLife)
  }
}
