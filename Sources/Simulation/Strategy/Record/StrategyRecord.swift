package import Units

/// What one strategy's account did in one branch, as the ledger and the book have it: not as the strategy was told.
///
/// Money is in the settlement currency of the contract. A branch that a path forks from the shared start has the
/// start's seconds, trades and counts too, so that it reads as a whole run.
package struct StrategyRecord: Sendable, Equatable {
  /// The strategy, by its place in the scenario, from 0.
  package var strategy: Int
  /// The account under which the ledger and the list of liquidations know it.
  package var account: Int
  /// The collateral put in before the first event.
  package var capital: Money
  /// The account at the end of each simulated second, the first second's end first.
  package var seconds: [StrategySample] = []
  /// Every change of the position, in the order in which the ledger booked them.
  package var trades: [StrategyTrade] = []
  /// What became of its orders.
  package var orders = StrategyOrders()
  /// What it would have at the end by the rule of the incidence table: at the index, what it owes settled.
  package var wealth = Money.zero

  /// Starts with nothing done.
  package init(strategy: Int, account: Int, capital: Money) {
    self.strategy = strategy
    self.account = account
    self.capital = capital
  }
}

/// A strategy's account at the end of a simulated second.
package struct StrategySample: Sendable, Equatable {
  /// The second, the first being 0.
  package var second: Int
  /// The position, signed.
  package var size: Quantity
  /// The cash of the account.
  package var cash: Money
  /// The entry cost of the position; cash plus entry cost plus the position's value is the equity.
  package var entryCost: Money
  /// The equity at the mark, by which the venue judges the account.
  package var equityAtMark: Money
  /// The equity at the index, by which wealth is valued.
  package var equityAtIndex: Money
  /// The maintenance margin at the mark.
  package var requirement: Money
  /// The mark.
  package var mark: Price
  /// The index.
  package var index: Price
  /// The mark at which the account would be liquidated as it stands; nil where there is none.
  package var liquidationPrice: Price?
  /// Trading fees paid since the start, rebates not taken off.
  package var feesPaid: Money
  /// Rebates received since the start.
  package var rebates: Money
  /// Funding received since the start less funding paid.
  package var funding: Money
  /// Liquidation penalties and fees paid since the start.
  package var penalties: Money
  /// Whatever else the venue booked to the account since the start, signed: support of a fund, debts that others bore.
  package var adjustments: Money
  /// Notional traded since the start, both sides, at the prices of the trades.
  package var turnover: Money
  /// Orders of its own that rest in the book.
  package var restingOrders: Int
  /// Won since the start with what was closed, against average entry prices, fees apart.
  ///
  /// Cash is capital plus this less fees, plus rebates and funding, less penalties, plus adjustments, to the atom.
  package var realised: Money

  /// Makes a sample; the recorder does, and tests.
  package init(
    second: Int, size: Quantity, cash: Money, entryCost: Money, equityAtMark: Money,
    equityAtIndex: Money, requirement: Money, mark: Price, index: Price,
    liquidationPrice: Price?, feesPaid: Money, rebates: Money, funding: Money, penalties: Money,
    adjustments: Money, turnover: Money, restingOrders: Int, realised: Money = .zero
  ) {
    self.second = second
    self.size = size
    self.cash = cash
    self.entryCost = entryCost
    self.equityAtMark = equityAtMark
    self.equityAtIndex = equityAtIndex
    self.requirement = requirement
    self.mark = mark
    self.index = index
    self.liquidationPrice = liquidationPrice
    self.feesPaid = feesPaid
    self.rebates = rebates
    self.funding = funding
    self.penalties = penalties
    self.adjustments = adjustments
    self.turnover = turnover
    self.restingOrders = restingOrders
    self.realised = realised
  }
}
