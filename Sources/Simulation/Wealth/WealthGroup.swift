/// Who can gain or lose in a run: every account of the ledger and the world outside belong to one group.
///
/// Owners are the accounts of the population. Which group an owner is in depends on the branch: the first that
/// applies of those below.
package enum WealthGroup: String, Sendable, Hashable, CaseIterable {
  /// Owners who breach in the control, where nobody is liquidated.
  case breachedOwners = "owners-breached-in-control"
  /// Owners who do not breach in the control and are liquidated in this branch.
  case pulledInOwners = "owners-liquidated-only-here"
  /// Owners whose positions this branch deleverages as counterparties.
  case deleveragedOwners = "owners-deleveraged"
  /// All other owners.
  case otherOwners = "other-owners"
  /// The insurance fund.
  case fund = "insurance-fund"
  /// The backstop provider.
  case backstop = "backstop-provider"
  /// The venue: trading fees less rebates, and debts that it bears.
  case fees = "venue-fees"
  /// Fractions of divided payments, and of the values of inverse positions.
  case rounding
  /// The makers with their hedges elsewhere.
  case makers
  /// The arbitrageurs with their hedges elsewhere.
  case arbitrageurs
  /// The noise takers.
  case takers = "noise-takers"
  /// The liquidators of auctions.
  case liquidators
  /// The strategies.
  case strategies
  /// The counterparties of hedges, at other venues.
  case elsewhere
  /// Those who traded in a recorded market, which took the other side of accounts' orders and does not react.
  case recorded = "recorded-market"

  /// The groups that a market can have: of a simulated one all but the recorded market.
  package static func all(isReplayed: Bool) -> [WealthGroup] {
    allCases.filter { isReplayed || $0 != .recorded }
  }

  /// The three blocks of groups, which together sum to zero.
  package enum Block: String, Sendable, Hashable, CaseIterable {
    /// Owners who breach in the control: whom liquidation is about.
    case owners = "owners-breached-in-control"
    /// Those who pay or gain without a choice of theirs.
    case payers = "payers-without-a-choice"
    /// Those who trade, and set their own prices.
    case market
  }

  /// The block of the group.
  package var block: Block {
    switch self {
    case .breachedOwners: .owners
    case .pulledInOwners, .deleveragedOwners, .otherOwners, .fund, .backstop, .fees, .rounding:
      .payers
    case .makers, .arbitrageurs, .takers, .liquidators, .strategies, .elsewhere, .recorded: .market
    }
  }

  /// Its place among all groups.
  var place: Int {
    switch self {
    case .breachedOwners: 0
    case .pulledInOwners: 1
    case .deleveragedOwners: 2
    case .otherOwners: 3
    case .fund: 4
    case .backstop: 5
    case .fees: 6
    case .rounding: 7
    case .makers: 8
    case .arbitrageurs: 9
    case .takers: 10
    case .liquidators: 11
    case .strategies: 12
    case .elsewhere: 13
    case .recorded: 14
    }
  }
}
