public import Units

/// What one branch produced: one seed along one path.
package struct RunResult: Sendable, Equatable {
  /// The seed.
  package var seed: UInt64
  /// The path's name; ``controlName`` for the branch without liquidation.
  package var path: String
  /// The totals, all integers.
  package var totals: RunTotals
  /// One row for each liquidation, in the order they were opened.
  package var liquidations: [LiquidationRecord]
  /// One row for each account that was liquidated, deleveraged or breached, by account.
  package var accounts: [AccountRecord]
  /// One row for each simulated second.
  package var prices: [PriceSample]
  /// What happened, in order.
  package var incidents: [Incident]
  /// Who set off whom, in the order of liquidations.
  package var cascade: [CascadeLink]
  /// The chained digest of all events up to the end of each simulated second.
  package var digests: [UInt64]
  /// The simulated market's statistics, where the run was asked to observe it.
  package var observations: MarketObservations?
  /// What the monitors found, in the order of the monitors.
  package var findings: [MonitorFinding] = []
  /// Accounts that held more at the opening than the table of tiers is for.
  package var accountsBeyondTiers = 0
  /// How often orders of strategies were refused, by strategy and reason.
  package var rejections: [RejectionCount] = []
  /// The mistake of a strategy that ended the run early, where one did; nothing else here is a result then.
  package var fault: StrategyFault?
  /// What strategies asked for, in order, where the run was asked to keep it.
  package var requests: [StrategyRequest] = []
  /// What each strategy's account did, in the order of the scenario.
  package var strategies: [StrategyRecord] = []
  /// What became of the owners who breach in the control of the seed, in the order of their breaches.
  ///
  /// Empty for a path that was run without its control.
  package var owners: [OwnerOutcome] = []
  /// Who has more and who has less than in the control; `nil` for the control and without one.
  package var incidence: Incidence?
  /// Why it has what it has; `nil` for the control and where no shadow was asked for.
  package var attribution: Attribution?

  /// The name of the branch without liquidation.
  package static var controlName: String { "control" }
}

/// The totals of one branch.
public struct RunTotals: Sendable, Equatable {
  /// Accounts for which a liquidation was opened.
  public var liquidatedAccounts: Int64 = 0
  /// Accounts that were below maintenance at some check.
  public var breachedAccounts: Int64 = 0
  /// Accounts deleveraged as counterparties.
  public var deleveragedAccounts: Int64 = 0
  /// Liquidated accounts that never breached in the control branch.
  public var wrongfulLiquidations: Int64 = 0
  /// Notional of liquidated positions at the trigger price.
  public var notionalTriggered = Money.zero
  /// Notional closed by forced orders, transfers and deleveraging, at the trigger price.
  public var notionalClosed = Money.zero
  /// The part of it that would have been needed had prices moved as in the control branch.
  public var notionalNeeded = Money.zero
  /// Notional that forced orders traded in the book, at the trigger price.
  public var notionalExecuted = Money.zero
  /// Loss of forced orders from the trigger price to the price when they were sent.
  public var shortfallMarkDelay = Money.zero
  /// Loss of forced orders from sending to arrival at the book.
  public var shortfallQueueing = Money.zero
  /// Loss of forced orders from arrival to execution.
  public var shortfallImpact = Money.zero
  /// What the insurance fund paid for deficits.
  public var fundDraw = Money.zero
  /// What the insurance fund received in fees and remainders.
  public var fundIncome = Money.zero
  /// What the fund won or lost with positions it took over, the rest valued at the mark at the end.
  public var fundTrading = Money.zero
  /// What deleveraged counterparties lost against the mark price, and debts that the venue bore.
  public var socialisedLoss = Money.zero
  /// Profit of the backstop provider at the last mark price.
  public var backstopProfit = Money.zero
  /// Taker fees waived because account and fund could not pay them.
  public var feesWaived = Money.zero
  /// Profit of all makers at the last index.
  public var makerProfit = Money.zero
  /// The largest distance of last below the index, in parts per million of the index.
  public var overshoot = Rate.zero
  /// The lowest last price after the fork.
  public var lowestLast = Price.zero
  /// The last price at the fork.
  public var lastAtFork = Price.zero
  /// Liquidations set off by a price that another liquidation moved.
  public var triggeredByLiquidation: Int64 = 0
  /// Time from the last forced fill until half of the depth before the fork is back; nil if it never was.
  public var depthRecovery: Interval?
  /// The sum over liquidations of the time from trigger to end.
  public var timeInLiquidation = Interval.zero
  /// Orders, cancels and replaces that reached the book.
  public var messages: Int64 = 0
  /// Events handled.
  public var events: Int64 = 0
  /// Trades.
  public var trades: Int64 = 0
  /// How long the book had no bid, from the first one on; the whole run where there was none.
  public var timeWithoutBid = Interval.zero
  /// How long the book had no ask, from the first one on; the whole run where there was none.
  public var timeWithoutAsk = Interval.zero
  /// What all accounts of the population brought.
  public var equityOpened = Money.zero
  /// What they have at the last index when the run ends, negative ones counted as zero.
  public var equityClosed = Money.zero
  /// Atoms on the rounding account at the end.
  public var roundingBalance = Money.zero
  /// Divisions that could leave an atom on it.
  public var roundingDivisions: Int64 = 0

  /// Starts from nothing.
  public init() {}

  /// The loss that others than the owners bore: the fund and deleveraged counterparties.
  public var lossToOthers: Money { fundDraw + max(-fundTrading, .zero) + socialisedLoss }
  /// The loss of forced orders against the trigger price.
  public var shortfall: Money { shortfallMarkDelay + shortfallQueueing + shortfallImpact }
}
