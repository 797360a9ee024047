package import Market
package import Units

/// What a case tries at one step: an order in the book, or lots that change hands outside of it.
package struct Attempt: Sendable {
  /// The forced order under way; nil once it has ended, and for what is handed over outside the book.
  package internal(set) var order: OrderID?
  /// The lots of that order.
  package let ordered: Quantity
  /// The lots it has filled.
  package internal(set) var filled = Quantity.zero
  /// What those traded for.
  package internal(set) var notional = Money.zero
  /// The bankruptcy price when the attempt began, which a penalty may be capped by.
  package let bankruptcy: Price
  /// Twice the mid when the order was sent, in ticks.
  package let doubledMidAtSend: Int64
  /// The same when it arrived.
  package internal(set) var doubledMidAtArrival: Int64 = 0

  /// An order that is sent.
  package init(order: OrderID, quantity: Quantity, bankruptcy: Price, doubledMid: Int64) {
    invariant(quantity > .zero, "a forced order has a size")
    self.order = order
    ordered = quantity
    self.bankruptcy = bankruptcy
    doubledMidAtSend = doubledMid
  }

  /// A transfer, or an auction.
  package init(handingOverFrom bankruptcy: Price) {
    ordered = .zero
    self.bankruptcy = bankruptcy
    doubledMidAtSend = 0
  }

  /// How an order ended.
  package var outcome: Situation.Outcome {
    filled == .zero ? .unfilled : filled < ordered ? .partlyFilled : .filled
  }
}
