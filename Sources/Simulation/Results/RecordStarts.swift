package import Market
package import Units

// How each record starts, for those who make results outside a run: tools that read them, and tests.

extension RunResult {
  /// A run in which nothing has happened.
  package init(seed: UInt64, path: String) {
    self.init(
      seed: seed, path: path, totals: RunTotals(), liquidations: [], accounts: [], prices: [],
      incidents: [], cascade: [], digests: [], observations: nil)
  }
}

extension LiquidationRecord {
  /// A case that was opened a moment ago.
  package init(
    account: Int, side: Side, triggered: Instant, size: Quantity, price: Price, equity: Money
  ) {
    self.init(
      account: account, side: side, triggered: triggered, ended: triggered, ending: .unfinished,
      size: size, executed: .zero, transferred: .zero, deleveraged: .zero, triggerPrice: price,
      bankruptcyPrice: price, executedNotional: .zero, equityAtTrigger: equity,
      equityAtEnd: .zero, fundPaid: .zero, fundReceived: .zero, attempts: 0, steps: [])
  }
}

extension LiquidationRecord.Step {
  /// A step without its size and price.
  package init(_ kind: Kind, at time: Instant) {
    self.init(time: time, kind: kind, quantity: .zero, price: .zero)
  }
}

extension AccountRecord {
  /// An account that nothing has happened to.
  package init(account: Int, side: Side, size: Quantity, entryPrice: Price, collateral: Money) {
    self.init(
      account: account, side: side, size: size, leverage: 1, entryPrice: entryPrice,
      collateral: collateral, liquidationPrice: nil, breached: false, liquidated: false,
      deleveragedQuantity: .zero, deleveragingLoss: .zero, equityAtEnd: collateral)
  }
}

extension PriceSample {
  /// A second in which index, mark and last agree and the book is empty.
  package init(second: Int, price: Price) {
    self.init(
      second: second, index: price, mark: price, last: price, bid: nil, ask: nil,
      bidDepth: .zero, askDepth: .zero, openCases: 0, fund: .zero)
  }
}

extension Incident {
  /// An incident without account or amounts.
  package init(_ kind: Kind, at time: Instant, event: UInt64) {
    self.init(
      time: time, event: event, kind: kind, account: nil, quantity: .zero, price: .zero,
      amount: .zero)
  }
}

extension CascadeLink {
  /// A liquidation that the market itself set off.
  package init(account: Int, at time: Instant, event: UInt64) {
    self.init(account: account, parent: nil, time: time, event: event, cause: nil)
  }
}

extension TakerOrder {
  /// A taker order that has traded.
  package init(at time: Instant, side: Side, quantity: Quantity, mid doubled: Int64) {
    self.init(time: time, side: side, quantity: quantity, doubledMid: doubled)
  }
}
