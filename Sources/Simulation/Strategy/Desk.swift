import Margin
public import Market
public import Units

/// A strategy's only window on the world: what it holds, and what it wants done.
///
/// The desk knows the account as notices have told it, after latency, never the venue's own books. Orders leave
/// through the strategy's link and queue at the gateway like everybody's. <doc:WhatAStrategyIsTold> says of each
/// member what makes it change, and how late that is.
public struct Desk: Sendable {
  /// The time.
  public internal(set) var now = Instant.zero
  /// The contract.
  public let instrument: Instrument
  /// The collateral put in at the start.
  public let capital: Money
  /// The last picture of the book.
  public internal(set) var book: BookPicture?
  /// The last published mark.
  public internal(set) var mark: Price?
  /// The last published index.
  public internal(set) var index: Price?
  /// The orders that have not ended, as told, the oldest first.
  public internal(set) var orders: [OpenOrder] = []
  /// The trading fees paid so far, less the rebates received, in liquidations too.
  public internal(set) var feesPaid = Money.zero
  /// The funding paid so far, less the funding received.
  public internal(set) var fundingPaid = Money.zero
  /// What the venue has charged so far for liquidating.
  public internal(set) var penaltiesPaid = Money.zero

  /// Cash and position as told.
  var account: Account
  /// The margin rules of the venue.
  let rules: MarginRules
  /// The price of the last own fill; the position is valued at it before there is a mark.
  var lastFillPrice: Price?
  /// What was told with the last mark about the next settlement of funding.
  var fundingForecast: FundingForecast?

  var commands: [Command] = []
  /// What the strategy did that ends the run.
  var fault: StrategyFault.Kind?
  /// How many orders it has numbered.
  var orderCount = 0
  /// How fast it may ask.
  var pace = RequestPace()

  /// What a strategy asks for.
  enum Command: Sendable {
    case submit(DeskOrder, OrderRequest)
    case cancel(DeskOrder)
    case replace(DeskOrder, price: Price, quantity: Quantity)
    case timer(Int, after: Interval)
    /// An order that does not leave the desk.
    case reject(DeskOrder, OrderRejection)
    /// A cancel or a replacement that does not leave the desk.
    case refuse(DeskOrder, OrderRejection)
  }

  init(rules: MarginRules, capital: Money) {
    instrument = rules.instrument
    self.rules = rules
    self.capital = capital
    account = Account(cash: capital)
  }
}
