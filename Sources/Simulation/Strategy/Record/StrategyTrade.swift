package import Market
package import Units

/// A change of a strategy's position: a trade in the book, or what the venue did to the account.
package struct StrategyTrade: Sendable, Equatable {
  /// How the position changed.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// An order of the strategy waited in the book and was met.
    case maker
    /// An order of the strategy took.
    case taker
    /// A forced order of the venue traded for the account.
    case liquidation
    /// A part went to the backstop provider, the fund or a liquidator at a price.
    case transfer
    /// The account was deleveraged as a counterparty, or by its own liquidation.
    case deleveraging
  }

  /// When the ledger booked it.
  package var time: Instant
  /// The key of the event that booked it.
  package var event: UInt64
  /// How.
  package var kind: Kind
  /// The number of the order at the desk, the first being 0; nil where the venue acted.
  package var order: Int?
  /// The account's side.
  package var side: Side
  /// The price.
  package var price: Price
  /// The size.
  package var quantity: Quantity
  /// The fee paid; negative for a rebate.
  package var fee: Money
  /// The position after it, signed.
  package var position: Quantity
  /// What the part that it closed has won against its average entry price, fees apart; zero where it only opened.
  package var realised: Money
  /// Twice the price halfway between best bid and ask just before it, in ticks; nil where a side was empty.
  package var doubledMid: Int64?
  /// The index.
  package var index: Price
  /// How long the order had rested; nil where it did not rest.
  package var rested: Interval?
  /// Twice the mid at each of ``horizons`` after it, in ticks; nil where a side was empty then or the run had ended.
  package var doubledMidsLater: [Int64?]

  /// When markouts look back at a trade: 0.1, 1, 10 and 60 s after it.
  package static var horizons: [Interval] {
    [.milliseconds(100), .seconds(1), .seconds(10), .seconds(60)]
  }

  /// Makes a trade; the recorder does, and tests.
  package init(
    time: Instant, event: UInt64, kind: Kind, order: Int?, side: Side, price: Price,
    quantity: Quantity, fee: Money, position: Quantity, realised: Money, doubledMid: Int64?,
    index: Price, rested: Interval?,
    doubledMidsLater: [Int64?] = Array(repeating: nil, count: horizons.count)
  ) {
    self.time = time
    self.event = event
    self.kind = kind
    self.order = order
    self.side = side
    self.price = price
    self.quantity = quantity
    self.fee = fee
    self.position = position
    self.realised = realised
    self.doubledMid = doubledMid
    self.index = index
    self.rested = rested
    self.doubledMidsLater = doubledMidsLater
  }
}
