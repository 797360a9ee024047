public import Market

// Why something ended or was refused, in a sentence for a log.

extension OrderEnd {
  /// How the order ended, in one sentence.
  public var explanation: String {
    switch self {
    case .filled: "All of the order traded."
    case .cancelled(let reason): reason.explanation
    case .rejected(let reason): reason.explanation
    }
  }
}

extension OrderCancelReason {
  /// Why the order, or the rest of it, left without a trade, in one sentence.
  public var explanation: String {
    switch self {
    case .requested: "The strategy asked for the cancel."
    case .unfilled: "The book had no more at its price or better, and the order may not rest."
    case .fillOrKill: "The book could not fill the whole of a fill-or-kill order."
    case .selfTrade: "It met an order of the same account."
    case .reduceOnly: "It may only reduce the position, and there is nothing left of it to reduce."
    case .liquidation: "The account is in liquidation, which cancels its orders."
    case .venue: "The venue withdrew it."
    }
  }
}

extension OrderRejection {
  /// Why the venue or the desk did not do what was asked, and what would be taken, in one sentence.
  public var explanation: String {
    switch self {
    case .quantityNotPositive: "The size is zero or negative; it is at least one lot."
    case .orderTooLarge:
      "The size is above \(StrategyLimits.orderLotsMax) lots, or all open orders of the side together are worth "
        + "more than can be counted."
    case .priceNotPositive: "The limit price is zero or negative; it is at least one tick."
    case .priceTooHigh: "The limit price is above \(StrategyLimits.priceTicksMax) ticks."
    case .triggerNotPositive:
      "The trigger price of the stop is zero or negative; it is at least one tick."
    case .triggerTooHigh:
      "The trigger price of the stop is above \(StrategyLimits.priceTicksMax) ticks."
    case .tooManyOrders:
      "\(StrategyLimits.openOrdersMax) orders have not ended, and no more are taken."
    case .unknownOrder: "The desk never gave out this handle."
    case .orderEnded: "The strategy was told before that the order has ended."
    case .orderInFlight: "The order has not reached the book yet; ask again once it is accepted."
    case .orderDormant: "The stop waits for its trigger: it can be cancelled, not replaced."
    case .initialMargin:
      "Equity does not cover the initial margin of the position with this order and all others of its side."
    case .inLiquidation: "The account is in liquidation, and only cancels are taken."
    case .wouldTake: "A post-only order never takes, and this one would have traded at once."
    case .nothingToReduce:
      "The order may only reduce a position, and there is none on the other side."
    case .contradictory: "The terms of the order contradict each other."
    case .noPriceLeft: "The post-only order would have had to rest at a price that is not positive."
    }
  }
}
