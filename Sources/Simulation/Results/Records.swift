public import Market
public import Units

/// One liquidation from trigger to end.
public struct LiquidationRecord: Sendable, Equatable {
  /// The account.
  public var account: Int
  /// The side of the position.
  public var side: Side
  /// When the margin check found the breach.
  public var triggered: Instant
  /// When the case ended; the end of the run if it was still open.
  public var ended: Instant
  /// How it ended.
  public var ending: Ending
  /// The position at the trigger, unsigned.
  public var size: Quantity
  /// How much was closed in the book.
  public var executed: Quantity
  /// How much went to the backstop provider.
  public var transferred: Quantity
  /// How much was deleveraged.
  public var deleveraged: Quantity
  /// The check price at the trigger.
  public var triggerPrice: Price
  /// The bankruptcy price at the trigger.
  public var bankruptcyPrice: Price
  /// What forced orders traded for in the book: the sum of price times quantity.
  public var executedNotional: Money
  /// Equity at the trigger.
  public var equityAtTrigger: Money
  /// What the owner had when the case ended.
  public var equityAtEnd: Money
  /// What the insurance fund paid.
  public var fundPaid: Money
  /// The liquidation fee and remainder that the fund received.
  public var fundReceived: Money
  /// Attempts made.
  public var attempts: Int
  /// The steps with their times, for the timeline.
  public var steps: [Step]
  /// Trading fees of its forced orders; negative where they waited and were given more than they paid.
  public var fees = Money.zero
  /// What the venue charged for liquidating, whoever got it.
  public var penalty = Money.zero

  /// How a liquidation ended.
  public enum Ending: String, Sendable, Hashable, CaseIterable {
    /// The position was closed in the book or passed on whole.
    case closed
    /// The account was healthy again and kept a position.
    case released
    /// The last part was deleveraged.
    case deleveraged
    /// The run ended first.
    case unfinished
  }

  /// One thing that happened in a case.
  public struct Step: Sendable, Equatable {
    /// When.
    public var time: Instant
    /// What.
    public var kind: Kind
    /// How much.
    public var quantity: Quantity
    /// At what price; the average for fills.
    public var price: Price

    /// The kinds of steps.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// An order was sent.
      case sent
      /// It reached the book and filled in whole or part.
      case filled
      /// It reached the book and nothing filled.
      case unfilled
      /// The backstop took over.
      case transferred
      /// Counterparties were deleveraged.
      case deleveraged
      /// The account was released.
      case released
    }
  }
}

/// One account that a branch touched.
public struct AccountRecord: Sendable, Equatable {
  /// The account.
  public var account: Int
  /// The side of the position at the start.
  public var side: Side
  /// The position at the start, unsigned.
  public var size: Quantity
  /// The leverage at entry.
  public var leverage: Int64
  /// The entry price.
  public var entryPrice: Price
  /// Collateral at the start.
  public var collateral: Money
  /// The liquidation price at the start, where there is one.
  public var liquidationPrice: Price?
  /// Whether it was below maintenance at some check, by the price that drives the check.
  public var breached: Bool
  /// Whether it was liquidated.
  public var liquidated: Bool
  /// How much of its position was taken from it by deleveraging.
  public var deleveragedQuantity: Quantity
  /// What deleveraging cost it against the mark.
  public var deleveragingLoss: Money
  /// Equity at the index when the run ended.
  public var equityAtEnd: Money
}

/// The market and the fund at the end of one simulated second.
public struct PriceSample: Sendable, Equatable {
  /// The second, the first being 0.
  public var second: Int
  /// The index as the venue last saw it.
  public var index: Price
  /// The mark price.
  public var mark: Price
  /// The last trade; the index before the first.
  public var last: Price
  /// The best bid, where there is one.
  public var bid: Price?
  /// The best ask, where there is one.
  public var ask: Price?
  /// Buy size within 0.1 % of the mid.
  public var bidDepth: Quantity
  /// Sell size within 0.1 % of the mid.
  public var askDepth: Quantity
  /// Accounts in liquidation.
  public var openCases: Int
  /// What the insurance fund holds.
  public var fund: Money

  /// Makes a sample; the world does, and tests of monitors.
  public init(
    second: Int, index: Price, mark: Price, last: Price, bid: Price?, ask: Price?,
    bidDepth: Quantity, askDepth: Quantity, openCases: Int, fund: Money
  ) {
    self.second = second
    self.index = index
    self.mark = mark
    self.last = last
    self.bid = bid
    self.ask = ask
    self.bidDepth = bidDepth
    self.askDepth = askDepth
    self.openCases = openCases
    self.fund = fund
  }
}

/// One line of the incident log.
public struct Incident: Sendable, Equatable {
  /// When.
  public var time: Instant
  /// The key of the event that was handled.
  public var event: UInt64
  /// What.
  public var kind: Kind
  /// The account it concerns, where there is one.
  public var account: Int?
  /// A quantity, where one matters.
  public var quantity: Quantity
  /// A price, where one matters.
  public var price: Price
  /// An amount, where one matters.
  public var amount: Money
  /// Which depth shock struck, and how often it has; nil for other incidents.
  public var strike: Strike?

  /// A strike of a depth shock.
  public struct Strike: Sendable, Hashable {
    /// The shock by its place in the scenario, the first being 1.
    public var shock: Int
    /// Counts its strikes, the first being 1.
    public var number: Int

    /// Makes a strike.
    public init(shock: Int, number: Int) {
      self.shock = shock
      self.number = number
    }
  }

  /// Makes a line; the world does, and tests of monitors.
  public init(
    time: Instant, event: UInt64, kind: Kind, account: Int?, quantity: Quantity, price: Price,
    amount: Money, strike: Strike? = nil
  ) {
    self.time = time
    self.event = event
    self.kind = kind
    self.account = account
    self.quantity = quantity
    self.price = price
    self.amount = amount
    self.strike = strike
  }

  /// The kinds of incidents.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A depth shock struck.
    case depthShock = "depth-shock"
    /// The last bid is gone.
    case bidSideEmpty = "bid-side-empty"
    /// There is a bid again.
    case bidSideBack = "bid-side-back"
    /// The last ask is gone.
    case askSideEmpty = "ask-side-empty"
    /// There is an ask again.
    case askSideBack = "ask-side-back"
    /// The margin check found an account below maintenance.
    case breach
    /// A forced order was sent.
    case forcedOrder = "forced-order"
    /// A forced order filled.
    case forcedFill = "forced-fill"
    /// The fund paid a deficit.
    case fundPaid = "fund-paid"
    /// The fund received a fee or a remainder.
    case fundReceived = "fund-received"
    /// The backstop provider took over a position.
    case backstopTransfer = "backstop-transfer"
    /// The backstop provider refused.
    case backstopRefused = "backstop-refused"
    /// A counterparty was deleveraged.
    case deleveraged
    /// A fee was waived.
    case feeWaived = "fee-waived"
    /// The venue bore a debt that neither the account nor the fund could pay.
    case debtBorne = "debt-borne"
    /// An account was released.
    case released
    /// A case ended with the position gone.
    case closed
    /// Funding was settled.
    case funding
    /// A position went to the insurance fund.
    case fundTransfer = "fund-transfer"
    /// The insurance fund did not take a position.
    case fundRefused = "fund-refused"
    /// The venue paid what a fund that held positions had lost beyond its money.
    case fundRescued = "fund-rescued"
    /// A position was put up for auction.
    case auctionOpened = "auction-opened"
    /// A liquidator took a part of a position.
    case auctionSold = "auction-sold"
    /// No partial close could restore the account.
    case unrestorable
  }
}

/// Who set off a liquidation.
public struct CascadeLink: Sendable, Equatable {
  /// The account liquidated.
  public var account: Int
  /// The account whose forced order moved the price last before the trigger; nil for the market itself.
  public var parent: Int?
  /// When it was triggered.
  public var time: Instant
  /// The event that triggered it.
  public var event: UInt64
  /// The event of the fill that is held to have caused it, where there is one.
  public var cause: UInt64?
}
