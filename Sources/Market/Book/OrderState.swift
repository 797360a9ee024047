public import Units

/// Where an order is.
public enum OrderState: Sendable, Hashable {
  /// Sent, or triggered, and not in the book yet.
  case inFlight
  /// A stop that waits for its trigger.
  case dormant
  /// In the book.
  case resting(remaining: Quantity, price: Price)
  /// Filled, cancelled or rejected.
  case gone
}
