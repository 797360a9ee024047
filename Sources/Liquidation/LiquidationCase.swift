package import Market
package import Units

/// One account on its way through a liquidation path.
package struct LiquidationCase: Sendable {
  package let account: Int
  package let openedAt: Instant
  package let openedEvent: UInt64
  package let triggerPrice: Price
  package let bankruptcyPrice: Price
  /// Signed.
  package let originalSize: Quantity
  package let equityAtTrigger: Money
  /// The path's own copy, with its own memory.
  package var path: any LiquidationPath
  package var isOpen = true
  /// Whether a partial close was found to restore nothing.
  package var isUnrestorable = false
  /// Counts the steps; an answer to an earlier step is ignored.
  package var step: Int64 = 0
  package var attempts = 0
  /// The forced order under way.
  package var order: OrderID?
  package var ordered = Quantity.zero
  package var filledInAttempt = Quantity.zero
  package var attemptNotional = Money.zero
  /// The bankruptcy price when the attempt began, which a penalty may be capped by.
  package var attemptBankruptcy = Price.zero
  /// Whether the order rests until its time is over.
  package var restsUntil: Instant?
  /// Twice the mid when the order was sent, and when it arrived, in ticks.
  package var doubledMidAtSend: Int64 = 0
  package var doubledMidAtArrival: Int64 = 0
  package var committed = Money.zero
  package var executed = Quantity.zero
  package var executedNotional = Money.zero
  package var transferred = Quantity.zero
  package var deleveraged = Quantity.zero
  package var takerFees = Money.zero
  package var fundPaid = Money.zero
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

  /// What was closed by any means.
  package var closed: Quantity { executed + transferred + deleveraged }
}
