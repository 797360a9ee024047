package import Units

/// Who set off a liquidation.
package struct CascadeLink: Sendable, Equatable {
  /// The account liquidated.
  package var account: Int
  /// The account whose forced order moved the price last before the trigger; nil for the market itself.
  package var parent: Int?
  /// When it was triggered.
  package var time: Instant
  /// The event that triggered it.
  package var event: UInt64
  /// The event of the fill that is held to have caused it, where there is one.
  package var cause: UInt64?
}
