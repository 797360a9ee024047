public import Margin
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
  /// The account's cash and position, for sizing rules.
  public var account: Account
  /// The margin rules, for sizing rules.
  public var rules: MarginRules
  /// The notional of one lot at the check price.
  public var notionalPerLot: Money
  /// The share of the fund's opening balance that is gone.
  public var fundDrawdown: Rate

  /// The size that takes the position a number of margin tiers down; nil in the lowest tiers.
  public func reduction(tiersDown count: Int) -> Quantity? {
    rules.quantityToTier(account, down: count, at: checkPrice)
  }

  /// The least reduction, executed at the check price, that restores maintenance plus a buffer.
  ///
  /// Nil where no partial close can restore it.
  public func reduction(toHealthWith buffer: Rate) -> Quantity? {
    rules.quantityToRestore(
      account, buffer: buffer, check: checkPrice, execution: checkPrice, fee: rules.closingFeeRate)
  }

  /// Whether the account meets its maintenance requirement; equality is healthy.
  public var isHealthy: Bool { equity >= maintenance }

  /// Makes a situation; the engine does, and tests of paths.
  public init(
    now: Instant, opened: Instant, outcome: Outcome, originalSize: Quantity, account: Account,
    rules: MarginRules, checkPrice: Price, mark: Price, bankruptcyPrice: Price, budgetPrice: Price,
    fundDrawdown: Rate
  ) {
    self.now = now
    self.opened = opened
    self.outcome = outcome
    self.originalSize = originalSize
    self.account = account
    self.rules = rules
    self.checkPrice = checkPrice
    self.mark = mark
    self.bankruptcyPrice = bankruptcyPrice
    self.budgetPrice = budgetPrice
    self.fundDrawdown = fundDrawdown
    size = account.position.size
    equity = rules.equity(of: account, at: checkPrice)
    maintenance = rules.maintenance(of: account, at: checkPrice)
    notionalPerLot = rules.lotValue(at: checkPrice)
  }

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
