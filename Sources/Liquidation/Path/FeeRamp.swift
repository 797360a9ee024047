public import Units

/// A rate that grows while an account stays in liquidation, so that somebody takes the position in the end.
///
/// The rate is the base until the grace time is over; from then on *all* elapsed steps count, so it
/// jumps there (Drift v2 at 0ae3e3b1, read 2026-11: 1e-6 per slot after 1,500 slots).
public struct FeeRamp: Sendable, Hashable {
  /// The rate at first.
  public var base: Rate
  /// What each whole step adds.
  public var perStep: Rate
  /// The length of a step, such as a slot of 0.4 s.
  public var step: Interval
  /// Steps for which the rate stays at its base.
  public var graceSteps: Int64
  /// The highest rate.
  public var most: Rate

  /// Makes a ramp.
  public init(base: Rate, perStep: Rate, step: Interval, graceSteps: Int64, most: Rate) {
    self.base = base
    self.perStep = perStep
    self.step = step
    self.graceSteps = graceSteps
    self.most = most
  }

  /// The rate after a time in liquidation.
  public func rate(after elapsed: Interval) -> Rate {
    invariant(step > .zero, "a ramp has a step")
    // Down: only whole steps count.
    let steps = elapsed.nanoseconds / step.nanoseconds
    if steps < graceSteps { return base }
    let grown = Int128(base.partsPerMillion) + Int128(perStep.partsPerMillion) * Int128(steps)
    return Rate(partsPerMillion: Int64(min(grown, Int128(most.partsPerMillion))))
  }
}
