import Kernel
import Liquidation
import Margin
import Market
import Units

/// What is written down at the end of each second and of the run.
extension World {
  /// Closes a second: its digest and its sample of the market.
  mutating func closeSecond() {
    let second = record.digests.count
    valueOwners(at: record.nextSecondEnd)
    if hasStrategies { sampleStrategies(second: second) }
    record.closeSecond(digest: timeline.digest.value)
    let mid = doubledMid() / 2
    let within = Price(ticks: mid / 1000)
    let last = here.prices.last ?? here.prices.index
    record.sample(
      PriceSample(
        second: second, index: here.prices.index, mark: here.prices.mark, last: last,
        bid: here.book.bestBid,
        ask: here.book.bestAsk, bidDepth: here.book.depth(.buy, within: within),
        askDepth: here.book.depth(.sell, within: within), openCases: venue.engine.openCount,
        fund: venue.ledger.cash(venue.ledger.fund)))
    if isPrefix { return }
    record.totals.lowestLast = min(record.totals.lowestLast, last)
    let below = Int128(here.prices.index.ticks - last.ticks) * 1_000_000
    let gap = divide(below, by: Int128(here.prices.index.ticks), rounding: .toNearestOrEven)
    record.totals.overshoot = max(record.totals.overshoot, Rate(partsPerMillion: Int64(gap)))
  }

  /// Starts what is counted from the fork on.
  mutating func beginBranch() {
    record.beginBranch(last: here.prices.last ?? here.prices.index)
    openPlainBooks()
  }

  /// Closes the books of the run.
  mutating func finish() {
    for index in venue.engine.cases.indices where venue.engine.cases[index].isOpen {
      let owner = venue.engine.cases[index].owner
      let equity = setup.rules.equity(of: venue.ledger[owner], at: here.prices.mark)
      record.ended(index, venue.engine.cases[index], ending: .unfinished, equity: equity, at: now)
    }
    record.closeSides(at: now)
    if hasStrategies { strategyRecorder.close(at: now) }
    if isLogged { flushLog() }
    checkDebts()
    settleFundResult()
    plain?.recount()
    if setup.options.audits, hasStrategies { auditDesks() }
    let totals = venue.ledger.recount()
    record.totals.roundingBalance = totals.rounding
    record.totals.roundingDivisions = totals.divisionCount
    let backstop = setup.roster.backstop
    record.totals.backstopProfit =
      setup.rules.equity(of: venue.ledger[backstop], at: here.prices.mark)
      - setup.scenario.liquidation.backstop.capital
    record.totals.makerProfit = setup.roster.makers.reduce(.zero) {
      $0 + setup.rules.equity(of: venue.ledger[$1], at: here.prices.index)
        - setup.scenario.makers.capital
    }
    for index in 0..<setup.roster.populationCount {
      let equity = setup.rules.equity(
        of: venue.ledger[OwnerID(Int32(index))], at: here.prices.index)
      record.totals.equityOpened += setup.population.accounts[index].collateral
      record.totals.equityClosed += max(equity, .zero)
    }
    record.totals.depthRecovery = record.depthRecovery()
    record.judge()
  }

  /// Adds the ledger up again, and checks that the book, which mirrors positions, has every one right.
  mutating func audit() {
    venue.ledger.recount(at: eventKey)
    for index in 0..<setup.roster.count {
      let owner = OwnerID(Int32(index))
      invariant(
        here.book.position(of: owner) == venue.ledger.size(owner),
        "the book knows the position of account \(index)", at: eventKey)
    }
    if hasStrategies { auditDesks() }
  }

  /// Checks that what strategies are told of their accounts and orders adds up to the ledger and the book.
  private func auditDesks() {
    for (index, owner) in setup.roster.strategies.enumerated() {
      let desk = desks.settled(index)
      invariant(
        desk.account == venue.ledger[owner], "strategy \(index) is told what its account has",
        at: eventKey)
      for order in desk.orders {
        // One that did not leave the desk is told its end at once, and so is not among them.
        let id = desks.orders[index][order.order.number]
        invariant(
          id.flatMap { here.book.terms(of: $0)?.quantity } == order.remaining,
          "strategy \(index) is told what is left of its order \(order.order.number)", at: eventKey)
      }
    }
  }

  /// Checks that fund and venue have paid the debts of every account of the population that is out.
  private func checkDebts() {
    guard case .path = stance else { return }
    for index in 0..<setup.roster.populationCount where venue.engine.caseIndex(of: index) == nil {
      let owner = OwnerID(Int32(index))
      invariant(
        venue.ledger.size(owner) != .zero || venue.ledger.deficit(owner) == .zero,
        "account \(index), which is flat and in no liquidation, owes nothing", at: eventKey)
    }
  }

  /// The results of the run.
  ///
  /// Mutating, although it changes nothing: as `consuming` it released arrays once too often in
  /// optimized builds of Swift 6.3, and what else still held them read freed memory.
  package mutating func result() -> RunResult { result(wealth: wealth()) }

  /// The results of the run, with what everybody has at its end.
  mutating func result(wealth: Wealth) -> RunResult {
    let path =
      switch stance {
      case .path(let path): path.name
      case .control, .prefix: RunResult.controlName
      }
    return RunResult(
      seed: setup.seed, path: path, totals: record.totals, liquidations: record.liquidations,
      accounts: accountRecords(), prices: record.prices, incidents: record.incidents,
      cascade: record.cascade, digests: record.digests,
      observations: record.observer?.observations(messages: record.totals.messages),
      findings: record.findings,
      accountsBeyondTiers: setup.population.countBeyondTiers(
        under: setup.rules, opening: setup.index.updates[0].price),
      rejections: desks.rejections, fault: desks.fault, requests: desks.requests,
      strategies: strategyRecorder.results(wealth: wealth), owners: owners.outcomes(at: wealth))
  }

  /// One row for each account that was breached, liquidated or deleveraged.
  private mutating func accountRecords() -> [AccountRecord] {
    let liquidated = Set(record.liquidations.map(\.account))
    var rows: [AccountRecord] = []
    for index in 0..<setup.roster.populationCount {
      let isTouched =
        record.firstBreach[index] != nil || record.deleveragedQuantity[index] > 0
        || liquidated.contains(index)
      if !isTouched { continue }
      let start = setup.population.accounts[index]
      let opening = Account(
        cash: start.collateral,
        position: Position(
          size: start.size,
          entryCost: -setup.scenario.instrument.value(start.size, at: start.entryPrice)))
      rows.append(
        AccountRecord(
          account: index, side: start.size > .zero ? .buy : .sell, size: start.size.magnitude,
          leverage: start.leverage, entryPrice: start.entryPrice, collateral: start.collateral,
          liquidationPrice: setup.rules.liquidationPrice(of: opening),
          breached: record.firstBreach[index] != nil, liquidated: liquidated.contains(index),
          deleveragedQuantity: Quantity(lots: record.deleveragedQuantity[index]),
          deleveragingLoss: record.deleveragingLoss[index],
          equityAtEnd: setup.rules.equity(
            of: venue.ledger[OwnerID(Int32(index))], at: here.prices.index)))
    }
    return rows
  }
}

extension RunRecord {
  /// The time from the last forced fill until half of the depth of the first minute is back.
  func depthRecovery() -> Interval? {
    guard let last = lastForcedFill else { return .zero }
    let calm = prices.prefix(60).map { $0.bidDepth.lots + $0.askDepth.lots }.sorted()
    guard !calm.isEmpty else { return nil }
    let usual = calm[calm.count / 2]
    let from = Int(last.wholeSeconds)
    for sample in prices.dropFirst(from)
    where 2 * (sample.bidDepth.lots + sample.askDepth.lots) >= usual {
      return .seconds(Int64(sample.second - from))
    }
    return nil
  }
}
