/// What a path answers when it is asked: the next step, and what the venue has to know beside it.
public struct PathAnswer: Sendable, Hashable {
  /// What the engine is to do next.
  public var step: LiquidationStep
  /// Who keeps what is left of the margin if the position is gone before the next answer; nil for the path's own
  /// ``LiquidationPath/remainder``.
  public var remainder: Remainder?
  /// The capacity window that the step counts against; nil where nothing is capped.
  public var capacity: CapacityWindow?
  /// How the step, where it deleverages, is spread over the counterparties.
  public var deleveraging: DeleveragingPolicy
  /// What the path has found out about the case, for the record.
  public var finding: PathFinding?

  /// Answers with a step.
  public init(
    _ step: LiquidationStep, remainder: Remainder? = nil, capacity: CapacityWindow? = nil,
    deleveraging: DeleveragingPolicy = .queue, finding: PathFinding? = nil
  ) {
    self.step = step
    self.remainder = remainder
    self.capacity = capacity
    self.deleveraging = deleveraging
    self.finding = finding
  }
}
