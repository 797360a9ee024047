public import Market

/// How an order of a strategy ended.
///
/// An order that is open when the run ends is told nothing: there is no later time at which to tell it.
public enum OrderEnd: Sendable, Hashable {
  /// All of it traded.
  case filled
  /// It left without a trade of its last part, which the strategy asked for, or the venue did: nothing was
  /// left to fill an order that may not rest, it met an order of the same account, or the account is liquidated.
  case cancelled(OrderCancelReason)
  /// It never traded or rested.
  case rejected(OrderRejection)
}

/// Why an order was rejected, or a cancel or a replacement refused.
///
/// The raw value is the word in reports.
public enum OrderRejection: String, Sendable, Hashable, CaseIterable {
  /// The size is zero or negative.
  case quantityNotPositive = "quantity-not-positive"
  /// The size is above ``StrategyLimits/orderLotsMax``, or the account's orders are worth more than can be
  /// counted.
  case orderTooLarge = "order-too-large"
  /// The limit price is zero or negative.
  case priceNotPositive = "price-not-positive"
  /// The limit price is above ``StrategyLimits/priceTicksMax``.
  case priceTooHigh = "price-too-high"
  /// The trigger price of a stop is zero or negative.
  case triggerNotPositive = "trigger-not-positive"
  /// The trigger price of a stop is above ``StrategyLimits/priceTicksMax``.
  case triggerTooHigh = "trigger-too-high"
  /// The strategy has ``StrategyLimits/openOrdersMax`` orders that have not ended.
  case tooManyOrders = "too-many-orders"
  /// The desk never gave out this handle.
  case unknownOrder = "unknown-order"
  /// The strategy was told before that the order has ended.
  case orderEnded = "order-ended"
  /// The order has not reached the book yet.
  case orderInFlight = "order-in-flight"
  /// A stop that waits for its trigger can be cancelled, not replaced.
  case orderDormant = "order-dormant"
  /// The account has not the initial margin that the order needs.
  case initialMargin = "initial-margin"
  /// The account is in liquidation.
  case inLiquidation = "in-liquidation"
  /// A post-only order would have taken.
  case wouldTake = "would-take"
  /// A reduce-only order had no position to reduce.
  case nothingToReduce = "nothing-to-reduce"
  /// The terms contradict each other.
  case contradictory
  /// A post-only order would have slid to a price that is not positive.
  case noPriceLeft = "no-price-left"

  /// The book's reason.
  init(_ reason: OrderRejectReason) {
    switch reason {
    case .wouldTake: self = .wouldTake
    case .nothingToReduce: self = .nothingToReduce
    case .contradictory: self = .contradictory
    case .noPriceLeft: self = .noPriceLeft
    }
  }

  /// Why the book changed nothing; nil where the order had gone before the request arrived, which is no
  /// mistake of anybody's.
  init?(_ reason: OrderRefusal) {
    switch reason {
    case .gone: return nil
    case .inFlight: self = .orderInFlight
    case .dormant: self = .orderDormant
    }
  }
}

/// How often a strategy's orders, cancels and replacements were refused for a reason.
package struct RejectionCount: Sendable, Equatable {
  /// The strategy, by its place in the scenario, from 0.
  package var strategy: Int
  /// Why.
  package var reason: OrderRejection
  /// How often, at least once.
  package var count: Int64

  /// Makes a count; the world does, and tests.
  package init(strategy: Int, reason: OrderRejection, count: Int64) {
    self.strategy = strategy
    self.reason = reason
    self.count = count
  }
}
