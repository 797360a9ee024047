public import Units

/// How fast a stage repeats.
public struct Pace: Sendable, Hashable {
  /// The time from the end of one attempt to the next look at the account.
  public var cooldown: Interval
  /// Attempts before the stage is left; at least 1.
  public var attemptsMax: Int
  /// How much may be closed within a block or window; nil is no cap.
  public var capacity: CapacityWindow?

  /// Makes a pace; by default one attempt, no pause and no cap.
  public init(
    cooldown: Interval = .zero, attemptsMax: Int = 1, capacity: CapacityWindow? = nil
  ) {
    self.cooldown = cooldown
    self.attemptsMax = attemptsMax
    self.capacity = capacity
  }
}
