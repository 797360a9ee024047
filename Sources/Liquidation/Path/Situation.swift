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
  package var account: Account
  /// The margin rules, for sizing rules.
  package var rules: MarginRules
  /// The notional of one lot at the check price; of an inverse contract to the nearest atom.
  public var notionalPerLot: Money
  /// The share of the fund's opening balance that is gone.
  public var fundDrawdown: Rate
  /// The index price.
  public var index: Price
  /// The last traded price.
  public var last: Price
  /// Equity, requirement and notional of the whole account over its legs, each at its check price.
  public var standing: Standing
  /// What the account's resting orders require on top of the position.
  public var orderMargin: Money
  /// What has been closed in capacity windows so far.
  package var capacity: CapacityMeter
  /// Which account it is, for windows that each account has for itself.
  public var accountIndex: Int
  /// What the venue charges on what is closed, as a part of its notional, whatever the price of the close.
  public var penalty: Rate

  /// The size that takes the position a number of margin tiers down; nil in the lowest tiers.
  public func reduction(tiersDown count: Int) -> Quantity? {
    rules.quantityToTier(account, down: count, at: checkPrice)
  }

  /// The least reduction, executed at the check price, that restores maintenance plus a buffer, fee and penalty on
  /// what is closed included.
  ///
  /// Nil where no partial close can restore it.
  public func reduction(toHealthWith buffer: Rate) -> Quantity? {
    rules.quantityToRestore(
      account, buffer: buffer, check: checkPrice, execution: checkPrice,
      fee: rules.closingFeeRate + penalty)
  }

  /// Whether the account meets its maintenance requirement; the margin terms say what equality is.
  public var isHealthy: Bool { !standing.fails }

  /// Whether the position is a long.
  public var isLong: Bool { size > .zero }
  /// The position's value at the check price, without its sign.
  public var notional: Money { rules.notional(of: account, at: checkPrice) }
  /// The position's value at the index price, which capacity limits count by (dYdX v4).
  public var indexNotional: Money { rules.notional(of: account, at: index) }
  /// The margin tier of the position, 0 is the lowest.
  public var tier: Int { rules.tier(of: account, at: checkPrice) }

  /// The lots that a capacity window still lets this account close.
  public func capacityLeft(in window: CapacityWindow) -> Quantity {
    switch capacity.left(in: window, of: accountIndex, at: now) {
    case .quantity(let lots): lots
    case .notional(let money): rules.lots(worthAtMost: money, at: index)
    }
  }

  /// Makes a situation; the engine does, and tests of paths.
  ///
  /// Index and last are the mark where they are not stated, and the account has this leg alone where its standing
  /// is not.
  package init(
    now: Instant, opened: Instant, outcome: Outcome, originalSize: Quantity, account: Account,
    rules: MarginRules, checkPrice: Price, mark: Price, bankruptcyPrice: Price, budgetPrice: Price,
    fundDrawdown: Rate, index: Price? = nil, last: Price? = nil, standing: Standing? = nil,
    orderMargin: Money = .zero, capacity: CapacityMeter = CapacityMeter(), accountIndex: Int = 0,
    penalty: Rate = .zero
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
    self.index = index ?? mark
    self.last = last ?? mark
    self.standing = standing ?? rules.standing(of: account, at: checkPrice)
    self.orderMargin = orderMargin
    self.capacity = capacity
    self.accountIndex = accountIndex
    self.penalty = penalty
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
