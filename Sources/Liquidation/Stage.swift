public import Units

/// One stage of a liquidation path: the six questions that every venue answers, as data.
///
/// A stage says when it may act, what is cancelled first, how much is closed, how, at what limit, and
/// how fast it repeats. What happens after each attempt is in ``exits``.
public struct Stage: Sendable, Hashable {
  /// What the stage is called in the incident log.
  public var name: String
  /// When the stage acts; until then it waits one cooldown at a time.
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

  /// Makes a stage; what is not named is the plain case: at once, whole position, no limit, on to the next.
  public init(
    name: String, trigger: StageTrigger = .atOnce, cancels: CancelScope = .nothing,
    sizing: Sizing = .all, execution: Execution, limit: PriceLimit = .fundBudget,
    pace: Pace = Pace(), exits: StageExits = StageExits()
  ) {
    self.name = name
    self.trigger = trigger
    self.cancels = cancels
    self.sizing = sizing
    self.execution = execution
    self.limit = limit
    self.pace = pace
    self.exits = exits
  }
}

/// When a stage acts.
public enum StageTrigger: Sendable, Hashable {
  /// As soon as the stage is entered.
  case atOnce
  /// When equity is below this share of the maintenance requirement.
  case belowMaintenance(Rate)
  /// When equity is below zero.
  case belowZero
  /// After this time in the stage.
  case after(Interval)
  /// When the fund has paid out more than this share of what it held at the start.
  case fundDrawnDown(Rate)
}

/// What a stage cancels before it acts.
public enum CancelScope: Sendable, Hashable {
  /// The account keeps its orders.
  case nothing
  /// Every order of the account in this symbol.
  case symbolOrders
}

/// How much of the position an attempt closes.
public enum Sizing: Sendable, Hashable {
  /// The whole position.
  case all
  /// A share of the position as it was when the case opened, at least one lot.
  case fractionOfOriginal(Rate)
  /// A share of what is left, at least one lot.
  case fractionOfRemaining(Rate)
  /// As much as takes the position down this many margin tiers; the whole in the lowest.
  case tiersDown(Int)
  /// The least that lifts equity to maintenance plus this share of it; the whole where none does.
  case untilHealthy(buffer: Rate)
  /// At most this notional at the check price.
  case notionalAtMost(Money)
}

/// How an attempt is carried out.
public enum Execution: Sendable, Hashable {
  /// An order that takes what the limit allows at once and cancels the rest.
  case immediateOrCancel
  /// An order that fills whole at once or not at all.
  case fillOrKill
  /// A limit order that rests in the book for this long.
  case resting(Interval)
  /// A transfer of position and margin to the backstop provider.
  case backstop
  /// Deleveraging of ranked counterparties at the limit price.
  case deleverage
}

/// The worst price an attempt accepts.
public enum PriceLimit: Sendable, Hashable {
  /// The price at which the account and what the fund can still pay are both used up.
  ///
  /// A forced order has no other bound here: it may trade through the bankruptcy price for as long as
  /// the insurance fund can pay the difference.
  case fundBudget
  /// The price at which the account's equity, closing fee included, is zero.
  case bankruptcy
  /// The mark price worsened by a rate, never beyond the fund's budget.
  case markOffset(Rate)
}

/// How fast a stage repeats.
public struct Pace: Sendable, Hashable {
  /// The time from the end of one attempt to the next look at the account.
  public var cooldown: Interval
  /// Attempts before the stage is left for the next; at least 1.
  public var attemptsMax: Int

  /// Makes a pace; by default one attempt and no pause.
  public init(cooldown: Interval = .zero, attemptsMax: Int = 1) {
    self.cooldown = cooldown
    self.attemptsMax = attemptsMax
  }
}

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

  /// Makes the exits; by default a healthy account is released and anything else goes on.
  public init(
    filled: StageExit = .again, partlyFilled: StageExit = .again, unfilled: StageExit = .again,
    healthy: StageExit = .release
  ) {
    self.filled = filled
    self.partlyFilled = partlyFilled
    self.unfilled = unfilled
    self.healthy = healthy
  }
}

/// Where a case goes after an attempt.
public enum StageExit: Sendable, Hashable {
  /// The same stage after its cooldown, until its attempts are used up, then the next stage.
  case again
  /// The next stage at once.
  case next
  /// Back to trading: the case ends with the position that is left.
  case release
}
