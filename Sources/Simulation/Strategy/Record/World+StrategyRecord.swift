import Liquidation
import Margin
import Market
import Units

/// What the world tells the recorder of strategies: one call wherever the ledger or the book touches one of them.
extension World {
  // MARK: The ledger

  /// Notes a trade in the book for each side of it that is a strategy.
  mutating func noteStrategies(_ fill: BookFill) {
    if let index = setup.roster.strategyIndex(fill.takerOwner) {
      noteStrategy(
        index, fill, order: fill.taker, tag: fill.takerTag, side: fill.takerSide,
        fee: fill.takerFee, remaining: fill.takerRemaining, isMaker: false)
    }
    if let index = setup.roster.strategyIndex(fill.makerOwner) {
      noteStrategy(
        index, fill, order: fill.maker, tag: fill.makerTag, side: fill.takerSide.opposite,
        fee: fill.makerFee, remaining: fill.makerRemaining, isMaker: true)
    }
  }

  private mutating func noteStrategy(
    _ index: Int, _ fill: BookFill, order: OrderID, tag: Int64, side: Side, fee: Money,
    remaining: Quantity, isMaker: Bool
  ) {
    let own = strategyRecorder.orders[index].number(tag: tag, order: order)
    var rested: Interval?
    if let own {
      rested = strategyRecorder.orders[index].trade(
        own, quantity: fill.quantity, remaining: remaining, isMaker: isMaker, at: now)
    }
    let kind: StrategyTrade.Kind = own == nil ? .liquidation : isMaker ? .maker : .taker
    bookStrategy(
      index,
      StrategyRecorder.Change(
        kind: kind, order: own, side: side, price: fill.price, quantity: fill.quantity, fee: fee,
        rested: rested))
  }

  /// Notes lots that changed hands outside the book.
  ///
  /// - Parameters:
  ///   - kind: How.
  ///   - giver: Whose position shrinks.
  ///   - taker: Who takes the lots over.
  ///   - isLong: Whether the giver was long, and so sells.
  ///   - quantity: The lots.
  ///   - price: Their price.
  mutating func noteHandover(
    _ kind: StrategyTrade.Kind, from giver: OwnerID, to taker: OwnerID, isLong: Bool,
    _ quantity: Quantity, price: Price
  ) {
    for (owner, side) in [(giver, isLong ? Side.sell : .buy), (taker, isLong ? .buy : .sell)] {
      if isLogged {
        logHandover(
          kind == .transfer ? .transfer : .deleveraging, owner, side, quantity, price: price)
      }
      guard hasStrategies, let index = setup.roster.strategyIndex(owner) else { continue }
      bookStrategy(
        index,
        StrategyRecorder.Change(
          kind: kind, order: nil, side: side, price: price, quantity: quantity))
    }
  }

  private mutating func bookStrategy(_ index: Int, _ change: StrategyRecorder.Change) {
    strategyRecorder.book(
      change, of: index, account: venue.ledger[setup.roster.strategies[index]],
      market: (now, eventKey, here.prices.index))
  }

  /// Notes a penalty that has been charged.
  mutating func notePenalty(_ amount: Money, from payer: OwnerID, to receiver: OwnerID) {
    noteStrategyPayment(payer, .penalty(amount))
    if isLogged {
      logPayment(.penalty, payer, -amount)
      logPayment(.penalty, receiver, amount)
    }
  }

  /// Notes a debt that was paid for an account, or a margin that passed on.
  mutating func noteSettlement(_ amount: Money, from giver: OwnerID, to taker: OwnerID) {
    noteStrategyPayment(giver, .adjustment(-amount))
    noteStrategyPayment(taker, .adjustment(amount))
    if isLogged {
      logPayment(.settlement, giver, -amount)
      logPayment(.settlement, taker, amount)
    }
  }

  private mutating func noteStrategyPayment(_ owner: OwnerID, _ payment: AccountSheet.Payment) {
    guard hasStrategies, let index = setup.roster.strategyIndex(owner) else { return }
    strategyRecorder.book(payment, of: index, account: venue.ledger[owner], at: eventKey)
  }

  /// Notes that funding has been settled for everybody.
  mutating func noteStrategyFunding() {
    for owner in setup.roster.strategies { noteStrategyPayment(owner, .funding) }
  }

  // MARK: The book

  /// Notes the best prices after something acted on the book.
  @inline(__always)
  mutating func noteMid(_ present: Touch) {
    strategyRecorder.see(bid: present.bid, ask: present.ask, at: now)
  }

  /// Notes that an order has come to rest, or got smaller and kept its place, where it is a strategy's.
  mutating func noteStrategyRest(_ report: OrderReport, keepsPlace: Bool) {
    guard let index = setup.roster.strategyIndex(report.owner) else { return }
    if keepsPlace {
      strategyRecorder.orders[index].cut(report)
    } else {
      strategyRecorder.orders[index].rest(report, at: now)
    }
  }

  /// Notes what became of an order in the book, where it is a strategy's.
  mutating func noteStrategyOrder(_ report: OrderReport, _ change: OrderUpdate.Change) {
    guard hasStrategies, let index = setup.roster.strategyIndex(report.owner) else { return }
    switch change {
    case .accepted: strategyRecorder.orders[index].arm(report)
    case .triggered: strategyRecorder.orders[index].trigger(report)
    case .reduced: strategyRecorder.orders[index].cut(report)
    case .ended(.cancelled): strategyRecorder.orders[index].cancel(report)
    // Rejections are noted where they are told, and fills with their trades.
    case .ended(.rejected), .ended(.filled), .unchanged: break
    }
  }

  // MARK: Seconds

  /// Writes down the account of every strategy at the end of a second.
  mutating func sampleStrategies(second: Int) {
    for (index, owner) in setup.roster.strategies.enumerated() {
      strategyRecorder.sample(
        index, second: second, account: venue.ledger[owner], prices: here.prices,
        rules: setup.rules,
        at: eventKey)
    }
  }
}
