import Margin
import Market
import Units

/// Writes down what strategies' accounts do: every booking of the ledger, every turn of an order, and the mid after
/// trades.
///
/// It watches and never decides. Each booking is told by the place in the world that makes it, and is held against the
/// account that the ledger then has, so that none passes unseen.
struct StrategyRecorder: Sendable {
  private var records: [StrategyRecord] = []
  private var sheets: [AccountSheet] = []
  /// What becomes of each strategy's orders.
  var orders: [OrderLives] = []
  private var markouts = MarkoutQueue()
  private let instrument: Instrument
  /// Twice the mid in force, in ticks; nil where a side of the book is empty.
  private var doubledMid: Int64?

  /// Starts with the capital of each strategy.
  init(setup: WorldSetup) {
    instrument = setup.scenario.instrument
    for (index, owner) in setup.roster.strategies.enumerated() {
      let capital = setup.scenario.strategies[index].capital
      records.append(
        StrategyRecord(strategy: index, account: Int(owner.index), capital: capital))
      sheets.append(AccountSheet(capital: capital))
      orders.append(OrderLives())
    }
  }

  // MARK: Bookings

  /// A change of a position as the world tells it.
  struct Change {
    var kind: StrategyTrade.Kind
    var order: Int?
    var side: Side
    var price: Price
    var quantity: Quantity
    var fee = Money.zero
    var rested: Interval?
  }

  /// Takes a trade or a handover that has just been booked.
  ///
  /// - Parameters:
  ///   - change: What it was.
  ///   - index: The strategy.
  ///   - account: The account as the ledger now has it.
  ///   - market: When, in which event, and the index then.
  mutating func book(
    _ change: Change, of index: Int, account: Account,
    market: (time: Instant, event: UInt64, index: Price)
  ) {
    let notional = instrument.notional(change.price, change.quantity)
    let size = Quantity(lots: change.side.sign * change.quantity.lots)
    let realised = sheets[index].trade(
      size, value: instrument.value(size, at: change.price), notional: notional, fee: change.fee,
      account: account, at: market.event)
    records[index].trades.append(
      StrategyTrade(
        time: market.time, event: market.event, kind: change.kind, order: change.order,
        side: change.side, price: change.price, quantity: change.quantity, fee: change.fee,
        position: account.position.size, realised: realised, doubledMid: doubledMid,
        index: market.index, rested: change.rested))
    markouts.add(strategy: index, trade: records[index].trades.count - 1, at: market.time)
  }

  /// Takes a payment that has just been booked; see ``AccountSheet/pay(_:account:at:)``.
  mutating func book(
    _ payment: AccountSheet.Payment, of index: Int, account: Account, at event: UInt64
  ) {
    sheets[index].pay(payment, account: account, at: event)
  }

  /// Holds the account that is written down against the ledger's.
  func check(_ index: Int, account: Account, at event: UInt64) {
    sheets[index].check(account, at: event)
  }

  // MARK: The mid

  /// Takes the best prices after something acted on the book.
  @inline(__always)
  mutating func see(bid: Price?, ask: Price?, at now: Instant) {
    var present: Int64?
    if let bid, let ask { present = bid.ticks + ask.ticks }
    if present == doubledMid { return }
    if markouts.isDue(before: now) { settleMarkouts(before: now) }
    doubledMid = present
  }

  /// Looks up the mids that were due before an instant: none has changed since.
  private mutating func settleMarkouts(before time: Instant) {
    while let (strategy, trade, horizon) = markouts.takeDue(before: time) {
      records[strategy].trades[trade].doubledMidsLater[horizon] = doubledMid
    }
  }

  // MARK: Seconds and the end

  /// Writes down an account at the end of a second.
  mutating func sample(
    _ index: Int, second: Int, account: Account, prices: PriceBoard, rules: MarginRules,
    at event: UInt64
  ) {
    let sheet = sheets[index]
    sheet.check(account, at: event)
    // It follows from the account alone, which most seconds leave as it was.
    let last = records[index].seconds.last
    let isUnchanged =
      last?.size == account.position.size && last?.cash == account.cash
      && last?.entryCost == account.position.entryCost
    let liquidationPrice =
      isUnchanged ? last?.liquidationPrice : rules.liquidationPrice(of: account)
    records[index].seconds.append(
      StrategySample(
        second: second, size: account.position.size, cash: account.cash,
        entryCost: account.position.entryCost,
        equityAtMark: rules.equity(of: account, at: prices.mark),
        equityAtIndex: rules.equity(of: account, at: prices.index),
        requirement: rules.maintenance(of: account, at: prices.mark), mark: prices.mark,
        index: prices.index, liquidationPrice: liquidationPrice,
        feesPaid: sheet.feesPaid, rebates: sheet.rebates, funding: sheet.funding,
        penalties: sheet.penalties, adjustments: sheet.adjustments, turnover: sheet.turnover,
        restingOrders: orders[index].resting, realised: sheet.realised))
  }

  /// Looks up the mids that are due when the run ends, that instant included.
  mutating func close(at end: Instant) {
    settleMarkouts(before: end + Interval(nanoseconds: 1))
  }

  /// What has been written down, with what each strategy has at the end.
  func results(wealth: Wealth) -> [StrategyRecord] {
    records.enumerated().map { index, record in
      var record = record
      record.orders = orders[index].counts
      record.wealth = wealth.strategies[index]
      return record
    }
  }
}
