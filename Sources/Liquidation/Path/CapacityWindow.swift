public import Units

/// How much a venue may liquidate within a time.
///
/// dYdX v4: 100,000 USDC per account and block. Synthetix v3: `(maker + taker) x skewScale x
/// multiplier x seconds` contracts per market and window. FTX: a part of the day's volume.
public struct CapacityWindow: Sendable, Hashable {
  /// What may go within one window.
  public var amount: Amount
  /// The length of the window.
  public var length: Interval
  /// Where windows begin.
  public var kind: Kind
  /// Who shares the window.
  public var scope: Scope

  /// An amount to close, by size or by value.
  public enum Amount: Sendable, Hashable {
    /// Lots.
    case quantity(Quantity)
    /// Notional, taken at the index price.
    case notional(Money)
  }

  /// Where windows begin.
  public enum Kind: Sendable, Hashable {
    /// At whole multiples of the length since the start: blocks.
    case block
    /// At every moment: what was closed within the last length counts.
    case rolling
  }

  /// Who shares a window.
  public enum Scope: Sendable, Hashable {
    /// Every account has its own.
    case account
    /// All accounts of the market share one.
    case market
  }

  /// Makes a window.
  public init(_ amount: Amount, within length: Interval, kind: Kind, scope: Scope) {
    self.amount = amount
    self.length = length
    self.kind = kind
    self.scope = scope
  }
}
