public import Units

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
