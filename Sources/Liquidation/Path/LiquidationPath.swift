public import Units

/// How a venue unwinds one account: a value that is asked for the next step after each outcome.
///
/// The engine copies the path for every case, so a path may keep what it needs in its own stored
/// properties. It must be a value: a shared reference would leak from one branch of a comparison into
/// another, and ``Simulation`` ships the test that finds this.
///
/// Every case ends: when the position is gone, when the path releases the account, or when the path
/// has used ``LiquidationEngine/stepsMax`` steps, after which the engine deleverages what is left.
public protocol LiquidationPath: Sendable {
  /// The name in reports and on the command line: lower case, words joined by hyphens.
  var name: String { get }
  /// One sentence that says what the path does.
  var summary: String { get }
  /// Who keeps what is left of the margin when the position is gone, where no answer says otherwise.
  var remainder: Remainder { get }

  /// What comes next for a case.
  ///
  /// - Parameter situation: The account, the prices and the last outcome, all as integers.
  /// - Returns: The next step, and what the venue has to know beside it.
  mutating func next(in situation: Situation) -> PathAnswer
}

extension LiquidationPath {
  /// The account's owner.
  public var remainder: Remainder { .owner }
}

/// Who keeps the margin that is left after a position was closed.
public enum Remainder: Sendable, Hashable {
  /// The account's owner.
  case owner
  /// The insurance fund.
  case fund
  /// The backstop provider (Hyperliquid: the liquidator vault keeps the margin of what it takes over).
  case backstop
}

/// What the engine is asked to do next for a case.
public enum LiquidationStep: Sendable, Hashable {
  /// Cancel the account's resting orders, then ask again.
  case cancelOrders
  /// Send an order that reduces the position.
  case submit(ForcedOrder)
  /// Move the position and its margin to the backstop provider at a price.
  case transferToBackstop(quantity: Quantity, price: Price)
  /// Move the position and its margin to the insurance fund at a price.
  case transferToFund(quantity: Quantity, price: Price)
  /// Put the position up for auction among liquidators.
  case auction(AuctionOrder)
  /// Close against ranked counterparties at a price.
  case deleverage(quantity: Quantity, price: Price)
  /// Look again after a time.
  case wait(Interval)
  /// End the case and leave the position with its owner.
  case release
}

/// An order that the engine sends on behalf of an account in liquidation.
public struct ForcedOrder: Sendable, Hashable {
  /// The size, positive; the side is the one that reduces the position.
  public var quantity: Quantity
  /// The worst price it may trade at.
  public var limit: Price
  /// How long it may stay in the book.
  public var duration: Duration

  /// How long a forced order may stay in the book.
  public enum Duration: Sendable, Hashable {
    /// What is not filled at once is cancelled.
    case immediateOrCancel
    /// Whole at once, or not at all.
    case fillOrKill
    /// It rests for this long, then what is left is cancelled.
    case resting(Interval)
  }

  /// Makes a forced order.
  public init(quantity: Quantity, limit: Price, duration: Duration) {
    self.quantity = quantity
    self.limit = limit
    self.duration = duration
  }
}
