public import Units

/// A depth shock as a scenario plans it: what happens, when, and how it fades.
public struct DepthShockPlan: Sendable, Hashable {
  /// What makers do.
  public var shock: DepthShock
  /// When they do it.
  public var timing: ShockTiming
  /// How long the shock stays at full strength.
  public var hold: Interval
  /// The time in which half of the disturbance goes, after the hold.
  public var halfLife: Interval

  /// Makes a plan.
  public init(shock: DepthShock, timing: ShockTiming, hold: Interval = .zero, halfLife: Interval) {
    self.shock = shock
    self.timing = timing
    self.hold = hold
    self.halfLife = halfLife
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    if hold < .zero { return "the time at full strength is not negative" }
    if halfLife <= .zero { return "a half-life is positive" }
    return shock.flaw ?? timing.flaw
  }

  /// The share of the disturbance that is left some time after the strike.
  package func remaining(after elapsed: Interval) -> Rate {
    elapsed <= hold ? .one : HalfLife.remaining(after: elapsed - hold, halfLife: halfLife)
  }
}
