package import Units

/// The prices of one leg at which an account may fail.
package enum Trigger: Sendable, Hashable {
  /// This price and those below: the leg is a long.
  case atOrBelow(Price)
  /// This price and those above: the leg is a short.
  case atOrAbove(Price)
}
