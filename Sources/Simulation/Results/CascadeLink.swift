public import Units

/// Who set off a liquidation.
public struct CascadeLink: Sendable, Equatable {
  /// The account liquidated.
  public var account: Int
  /// The account whose forced order moved the price last before the trigger; nil for the market itself.
  public var parent: Int?
  /// When it was triggered.
  public var time: Instant
  /// The event that triggered it.
  public var event: UInt64
  /// The event of the fill that is held to have caused it, where there is one.
  public var cause: UInt64?
}
