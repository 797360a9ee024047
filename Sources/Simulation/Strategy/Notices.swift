public import Market
public import Units

/// A public trade.
public struct TradeNotice: Sendable, Equatable {
  /// When it happened at the venue.
  public var time: Instant
  /// The side of the taker.
  public var side: Side
  /// The price.
  public var price: Price
  /// The size.
  public var quantity: Quantity

  /// Makes a notice; the venue does, and tests of strategies.
  public init(time: Instant, side: Side, price: Price, quantity: Quantity) {
    self.time = time
    self.side = side
    self.price = price
    self.quantity = quantity
  }
}

/// A change of an own order.
public struct OrderUpdate: Sendable, Equatable {
  /// The order.
  public var order: DeskOrder
  /// What happened to it.
  public var change: Change

  /// What happens to an order.
  public enum Change: Sendable, Equatable {
    /// It rests in the book, or waits for its trigger.
    case accepted
    /// Its trigger was reached.
    case triggered
    /// A part was cut because the position no longer allows it.
    case reduced
    /// A cancel or a replacement was refused; the order is as it was.
    case unchanged(OrderRejection)
    /// It is gone: filled, cancelled or rejected.
    case ended(OrderEnd)

    /// Whether the order is gone.
    public var isEnd: Bool {
      if case .ended = self { true } else { false }
    }

    /// Why the venue did not do what the strategy asked; nil where it did, or was asked nothing.
    var rejection: OrderRejection? {
      switch self {
      case .accepted, .triggered, .reduced, .ended(.filled), .ended(.cancelled): nil
      case .unchanged(let reason), .ended(.rejected(let reason)): reason
      }
    }
  }
}

/// A trade of the account.
public struct OwnFill: Sendable, Equatable {
  /// The strategy's own order; nil where the venue forced the trade in a liquidation.
  public var order: DeskOrder?
  /// Its side.
  public var side: Side
  /// The price.
  public var price: Price
  /// The size.
  public var quantity: Quantity
  /// The fee; negative for a rebate.
  public var fee: Money
}

/// Money that the venue booked to or from the account other than by a trade.
public struct CashBooking: Sendable, Equatable {
  /// When it was booked.
  public var time: Instant
  /// Why.
  public var cause: Cause
  /// What the account received; less than zero where it paid.
  public var amount: Money

  /// Makes a booking; the venue does, and tests of strategies.
  public init(time: Instant, cause: Cause, amount: Money) {
    self.time = time
    self.cause = cause
    self.amount = amount
  }

  /// Why money is booked.
  public enum Cause: Sendable, Equatable {
    /// Funding was settled at a rate.
    case funding(Rate)
    /// The venue charges for liquidating.
    case penalty
    /// The insurance fund, or the venue, paid what the account owed when its position was gone.
    case debtPaid
    /// What was left when a liquidation had closed the position was taken, as the liquidation path asks.
    case remainderTaken
  }
}

/// What the venue did to the account.
public enum RiskNotice: Sendable, Equatable {
  /// A liquidation was opened at a check price.
  case liquidationOpened(price: Price)
  /// The liquidation ended.
  case liquidationEnded
  /// A part of the position was handed over at a price: to the backstop provider, the insurance fund, or who won it at
  /// auction.
  case transferred(quantity: Quantity, price: Price)
  /// A part of the position was deleveraged at a price.
  case deleveraged(quantity: Quantity, price: Price)
}

/// The handle of an order that a strategy sent.
public struct DeskOrder: Sendable, Hashable {
  /// The number of the order at the desk, the first being 0.
  public let number: Int

  /// Makes a handle; the desk does, and tests.
  package init(number: Int) { self.number = number }
}
