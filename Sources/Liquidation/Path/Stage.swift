/// One stage of a liquidation path: the six questions that every venue answers, as data.
///
/// A stage says when it may act, what is cancelled first, how much is closed, how, at what limit, and
/// how fast it repeats. What happens after each attempt is in ``exits``.
public struct Stage: Sendable, Hashable {
  /// What the stage is called in the incident log, and what a jump to it names.
  public var name: String
  /// When the stage acts; until then it waits, or is passed over where the position is too small for it.
  public var trigger: StageTrigger
  /// What is cancelled before the first attempt.
  public var cancels: CancelScope
  /// How much each attempt closes.
  public var sizing: Sizing
  /// How an attempt is carried out.
  public var execution: Execution
  /// The worst price an attempt accepts.
  public var limit: PriceLimit
  /// How fast the stage repeats.
  public var pace: Pace
  /// What follows each outcome.
  public var exits: StageExits
  /// What takes the case out of the stage before its attempts are used up.
  public var escalation: Escalation?
  /// Who keeps what is left of the margin when this stage closed the position; nil leaves it to the path.
  ///
  /// On Hyperliquid the trader keeps it after an order in the book, and loses it to the backstop.
  public var remainder: Remainder?

  /// Makes a stage; what is not named is the plain case: at once, whole position, no limit, on to the next.
  public init(
    name: String, trigger: StageTrigger = .atOnce, cancels: CancelScope = .nothing,
    sizing: Sizing = .all, execution: Execution, limit: PriceLimit = .fundBudget,
    pace: Pace = Pace(), exits: StageExits = StageExits(), escalation: Escalation? = nil,
    remainder: Remainder? = nil
  ) {
    self.name = name
    self.trigger = trigger
    self.cancels = cancels
    self.sizing = sizing
    self.execution = execution
    self.limit = limit
    self.pace = pace
    self.exits = exits
    self.escalation = escalation
    self.remainder = remainder
  }
}

/// What a stage cancels before it acts.
public enum CancelScope: Sendable, Hashable {
  /// The account keeps its orders.
  case nothing
  /// Every order of the account in this symbol.
  case symbolOrders
}

/// A condition that takes a case out of a stage before the next attempt.
public struct Escalation: Sendable, Hashable {
  /// The condition, looked at before every attempt; times count from entering the stage.
  public var trigger: StageTrigger
  /// Where the case goes.
  public var exit: StageExit
  /// Whether the last attempt must have filled nothing (dYdX v4: deleveraging only where the order filled zero).
  public var afterUnfilled: Bool

  /// Makes an escalation.
  public init(
    when trigger: StageTrigger, to exit: StageExit = .next, afterUnfilled: Bool = false
  ) {
    self.trigger = trigger
    self.exit = exit
    self.afterUnfilled = afterUnfilled
  }
}
