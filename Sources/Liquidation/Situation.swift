public import Units

/// What a path sees when it is asked for the next step.
public struct Situation: Sendable {
  /// The time.
  public var now: Instant
  /// When the case opened.
  public var opened: Instant
  /// How the last step ended.
  public var outcome: Outcome
  /// The position, signed.
  public var size: Quantity
  /// The position when the case opened, signed.
  public var originalSize: Quantity
  /// Equity at the check price.
  public var equity: Money
  /// The maintenance requirement at the check price.
  public var maintenance: Money
  /// The price that drives the margin check.
  public var checkPrice: Price
  /// The published mark price.
  public var mark: Price
  /// The price at which equity less the closing fee is zero.
  public var bankruptcyPrice: Price
  /// The worst price at which account and fund together can still pay; see ``PriceLimit/fundBudget``.
  public var budgetPrice: Price
  /// The size that takes the position one, two, ... margin tiers down: `reductions[n - 1]` for n tiers.
  public var tierReductions: [Quantity]
  /// The least reduction at the check price that restores maintenance plus a buffer, per buffer asked.
  public var reductionToHealth: @Sendable (Rate) -> Quantity?
  /// The notional of one lot at the check price.
  public var notionalPerLot: Money
  /// The share of the fund's opening balance that is gone.
  public var fundDrawdown: Rate

  /// Whether the account meets its maintenance requirement; equality is healthy.
  public var isHealthy: Bool { equity >= maintenance }

  /// How the last step ended.
  public enum Outcome: Sendable, Hashable {
    /// The case has just opened.
    case opened
    /// The orders of the account are cancelled.
    case cancelled
    /// The attempt filled whole.
    case filled
    /// The attempt filled in part.
    case partlyFilled
    /// Nothing was filled, or the step was refused.
    case unfilled
    /// The time asked for has passed.
    case waited
  }
}
