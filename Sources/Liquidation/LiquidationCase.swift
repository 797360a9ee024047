package import Market
package import Units

/// One account on its way through a liquidation path.
package struct LiquidationCase: Sendable {
  /// The account, by its index in the ledger.
  package let account: Int
  /// When it opened.
  package let openedAt: Instant
  /// The key of the event that opened it.
  package let openedEvent: UInt64
  /// The check price that opened it.
  package let triggerPrice: Price
  /// The bankruptcy price when it opened.
  package let bankruptcyPrice: Price
  /// The position when it opened, signed.
  package let originalSize: Quantity
  /// Equity at the trigger price.
  package let equityAtTrigger: Money
  /// The path's own copy, with its own memory.
  package var path: any LiquidationPath
  /// What the path answered last; nil before it was asked.
  package var answer: PathAnswer?
  /// Whether it has not ended.
  package var isOpen = true
  /// Whether a partial close was found to restore nothing.
  package var isUnrestorable = false
  /// Counts the steps; an answer to an earlier step is ignored.
  package var step: Int64 = 0
  /// Forced orders sent and auctions opened.
  package var attempts = 0
  /// The forced order under way.
  package var order: OrderID?
  /// The lots of that order.
  package var ordered = Quantity.zero
  /// The lots it has filled.
  package var filledInAttempt = Quantity.zero
  /// What those traded for.
  package var attemptNotional = Money.zero
  /// The bankruptcy price when the attempt began, which a penalty may be capped by.
  package var attemptBankruptcy = Price.zero
  /// Twice the mid when the order was sent, in ticks.
  package var doubledMidAtSend: Int64 = 0
  /// The same when it arrived.
  package var doubledMidAtArrival: Int64 = 0
  /// What the fund has promised it and not taken back.
  package var committed = Money.zero
  /// Lots closed in the book.
  package var executed = Quantity.zero
  /// What those traded for.
  package var executedNotional = Money.zero
  /// Lots that the backstop provider, the fund or liquidators took over.
  package var transferred = Quantity.zero
  /// Lots closed against counterparties.
  package var deleveraged = Quantity.zero
  /// Trading fees of its orders.
  package var takerFees = Money.zero
  /// What the fund has paid for it.
  package var fundPaid = Money.zero
  /// What the fund has received from it.
  package var fundReceived = Money.zero

  /// Opens a case.
  package init(
    account: Int, openedAt: Instant, openedEvent: UInt64, triggerPrice: Price,
    bankruptcyPrice: Price, originalSize: Quantity, equityAtTrigger: Money,
    path: any LiquidationPath
  ) {
    self.account = account
    self.openedAt = openedAt
    self.openedEvent = openedEvent
    self.triggerPrice = triggerPrice
    self.bankruptcyPrice = bankruptcyPrice
    self.originalSize = originalSize
    self.equityAtTrigger = equityAtTrigger
    self.path = path
  }

  /// Who keeps what is left of the margin.
  package var remainder: Remainder { answer?.remainder ?? path.remainder }
  /// What was closed by any means.
  package var closed: Quantity { executed + transferred + deleveraged }
}
