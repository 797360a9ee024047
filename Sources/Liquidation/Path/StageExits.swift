/// What follows each outcome of an attempt.
public struct StageExits: Sendable, Hashable {
  /// After the attempt filled whole and a position is left.
  public var filled: StageExit
  /// After a part was filled.
  public var partlyFilled: StageExit
  /// After nothing was filled.
  public var unfilled: StageExit
  /// When the account is healthy again and a position is left.
  public var healthy: StageExit
  /// When no partial close can restore the account; ``StageExit/again`` closes the whole position instead.
  public var unrestorable: StageExit
  /// When the attempts of the stage are used up; ``StageExit/again`` means the next stage here.
  public var spent: StageExit

  /// Makes the exits; by default a healthy account is released and anything else goes on.
  public init(
    filled: StageExit = .again, partlyFilled: StageExit = .again, unfilled: StageExit = .again,
    healthy: StageExit = .release, unrestorable: StageExit = .again, spent: StageExit = .next
  ) {
    self.filled = filled
    self.partlyFilled = partlyFilled
    self.unfilled = unfilled
    self.healthy = healthy
    self.unrestorable = unrestorable
    self.spent = spent
  }
}

/// Where a case goes after an attempt.
public enum StageExit: Sendable, Hashable {
  /// The same stage after its cooldown, until its attempts are used up.
  case again
  /// The next stage at once.
  case next
  /// The stage of this name at once, with its attempts counted anew (Hyperliquid: a fifth again after 30 s).
  case stage(String)
  /// Back to trading: the case ends with the position that is left.
  case release
}
