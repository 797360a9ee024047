package import Market
package import Units

/// One account on its way through a liquidation path.
///
/// It is changed by the verbs of ``LiquidationEngine`` alone.
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
  package internal(set) var path: any LiquidationPath
  /// What the path answered last; nil before it was asked.
  package internal(set) var answer: PathAnswer?
  /// Whether it has not ended.
  package internal(set) var isOpen = true
  /// Whether a partial close was found to restore nothing.
  package internal(set) var isUnrestorable = false
  /// Counts the steps; an answer to an earlier step is ignored.
  package internal(set) var step: Int64 = 0
  /// Forced orders sent and auctions opened.
  package internal(set) var attempts = 0
  /// What it tries now, or tried last; nil before it tried anything.
  package internal(set) var attempt: Attempt?
  /// What the fund has promised it and not taken back.
  package internal(set) var committed = Money.zero
  /// Lots closed in the book.
  package internal(set) var executed = Quantity.zero
  /// What those traded for.
  package internal(set) var executedNotional = Money.zero
  /// Lots that the backstop provider, the fund or liquidators took over.
  package internal(set) var transferred = Quantity.zero
  /// Lots closed against counterparties.
  package internal(set) var deleveraged = Quantity.zero
  /// Trading fees of its orders.
  package internal(set) var takerFees = Money.zero
  /// What the fund has paid for it.
  package internal(set) var fundPaid = Money.zero
  /// What the fund has received from it.
  package internal(set) var fundReceived = Money.zero

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

  /// Whose case it is.
  package var owner: OwnerID { OwnerID(Int32(account)) }
  /// Whether the position was a long when it opened.
  package var isLong: Bool { originalSize > .zero }
  /// What was closed by any means.
  package var closed: Quantity { executed + transferred + deleveraged }
  /// Who keeps what is left of the margin.
  package var remainder: Remainder { answer?.remainder ?? path.remainder }
  /// The forced order under way.
  package var order: OrderID? { attempt?.order }
}
