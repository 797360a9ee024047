package import Units

/// A handle to one order of one book.
///
/// The low half names a slot of the book's arena and the high half counts how often that slot has been
/// given out, so that a handle to a dead order never finds the order that took its place.
package struct OrderID: Sendable, Hashable, BitwiseCopyable {
  /// Generation in the high 32 bits, slot in the low 32.
  package var rawValue: UInt64

  /// Restores a handle from its bits, as an event carries them.
  @inlinable
  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Joins a slot and its generation.
  init(slot: Int32, generation: UInt32) {
    rawValue = UInt64(generation) << 32 | UInt64(UInt32(bitPattern: slot))
  }

  /// The slot of the arena.
  var slot: Int32 { Int32(truncatingIfNeeded: rawValue) }

  /// How often the slot had been given out before.
  var generation: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 32) }
}

/// Where an order is.
package enum OrderState: Sendable, Hashable {
  /// Sent, or triggered, and not in the book yet.
  case inFlight
  /// A stop that waits for its trigger.
  case dormant
  /// In the book.
  case resting(remaining: Quantity, price: Price)
  /// Filled, cancelled or rejected.
  case gone
}
