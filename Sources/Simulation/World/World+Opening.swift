import Liquidation
import Margin
import Market
import Units

/// How a run starts: what everybody brings in, and what is known to happen.
extension World {
  /// Schedules what is known from the start.
  mutating func scheduleOpening() {
    let scenario = setup.scenario
    for maker in setup.roster.makers.indices {
      // Makers come one after another in the first tenth of a second.
      push(
        .makerRefresh, .backgroundFlow, at: Instant(nanoseconds: Int64(maker) * 10_000_000),
        target: maker)
    }
    if setup.market == nil {
      let first = here.takers.nextArrival()
      push(.takerArrival, .backgroundFlow, at: first + .milliseconds(500), a: 0)
    }
    for strike in setup.strikes {
      push(.depthShock, .shock, at: strike.time, target: strike.plan)
    }
    push(.mark, .mark, at: .zero + setup.venue.mark.interval)
    push(.marginCheck, .marginCheck, at: .zero + setup.venue.checkInterval)
    push(.backstopUnwind, .liquidation, at: .zero + scenario.liquidation.backstop.unwindInterval)
    if let funding = setup.venue.funding {
      push(.fundingSample, .settlement, at: .zero + funding.sampleInterval)
      push(.fundingSettlement, .settlement, at: funding.firstSettlement)
    }
    startStrategies()
  }

  /// Deposits every participant's capital and books the population's opening positions.
  ///
  /// The accounts took their positions from the takers, at their entry prices, before the run. The
  /// positions net to zero, so the takers start flat, richer or poorer by the difference of the prices.
  mutating func fundAccounts() {
    let scenario = setup.scenario
    let roster = setup.roster
    venue.ledger.deposit(scenario.liquidation.fund, to: venue.ledger.fund)
    venue.ledger.deposit(scenario.takers.capital, to: roster.takers)
    let order = setup.options.insertionOrder ?? Array(setup.population.accounts.indices)
    for account in order.map({ setup.population.accounts[$0] }) {
      venue.ledger.deposit(account.collateral, to: account.owner)
      if account.size == .zero { continue }
      let isLong = account.size > .zero
      venue.ledger.fill(
        buyer: isLong ? account.owner : roster.takers,
        seller: isLong ? roster.takers : account.owner, price: account.entryPrice,
        quantity: account.size.magnitude)
      here.book.adjustPosition(of: account.owner, by: account.size)
    }
    for maker in roster.makers { venue.ledger.deposit(scenario.makers.capital, to: maker) }
    for arbitrageur in roster.arbitrageurs {
      venue.ledger.deposit(scenario.arbitrageurs.capital, to: arbitrageur)
    }
    venue.ledger.deposit(scenario.liquidation.backstop.capital, to: roster.backstop)
    for liquidator in roster.liquidators {
      venue.ledger.deposit(scenario.liquidators.capital, to: liquidator)
    }
    for (slot, owner) in zip(scenario.strategies, roster.strategies) {
      venue.ledger.deposit(slot.capital, to: owner)
    }
  }
}
