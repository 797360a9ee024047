import Margin
public import Units

/// When a stage acts.
///
/// Equity, time and the fund are waited for. The size of a position only shrinks in liquidation, so a
/// stage whose condition on size is not met is passed over at once.
public enum StageTrigger: Sendable, Hashable {
  /// As soon as the stage is entered.
  case atOnce
  /// When equity is below this share of the maintenance requirement (Hyperliquid backstop: two thirds).
  case belowMaintenance(Rate)
  /// When equity is below the close-out requirement (FTX auto-close, Lighter, Paradex).
  case belowCloseOut(CloseOut)
  /// When equity is below what this margin tier, the lowest being 0, would require of the position (OKX: below the
  /// requirement of the lowest tier everything is taken over).
  case belowTier(Int)
  /// When equity is below zero (Hyperliquid and dYdX deleveraging).
  case belowZero
  /// After this time in the stage.
  case after(Interval)
  /// When the fund has paid out more than this share of what it held at the start (OKX: 30 %).
  case fundDrawnDown(Rate)
  /// Only while the position is in this margin tier or a higher one; the lowest tier is 0 (OKX, Bybit).
  case tierAtLeast(Int)
  /// Only while the notional at the check price is above this (Hyperliquid: 100,000).
  case notionalAbove(Money)

  /// Whether the condition is one on the size of the position, which no waiting brings about.
  public var isOnSize: Bool {
    switch self {
    case .tierAtLeast, .notionalAbove: true
    case .atOnce, .belowMaintenance, .belowCloseOut, .belowTier, .belowZero, .after, .fundDrawnDown:
      false
    }
  }

  /// Whether the condition holds.
  ///
  /// - Parameters:
  ///   - situation: The account and its prices.
  ///   - entered: When the stage was entered.
  func isMet(in situation: Situation, since entered: Instant) -> Bool {
    switch self {
    case .atOnce: true
    case .belowMaintenance(let share):
      situation.standing.equity < situation.standing.requirement.times(share, rounding: .up)
    case .belowCloseOut(let closeOut):
      situation.standing.equity < closeOut.requirement(in: situation)
    case .belowTier(let tier):
      situation.standing.equity < Self.requirement(ofTier: tier, in: situation)
    case .belowZero: situation.standing.equity < .zero
    case .after(let time): situation.now - entered >= time
    case .fundDrawnDown(let share): situation.fundDrawdown > share
    case .tierAtLeast(let tier): situation.tier >= tier
    case .notionalAbove(let notional): situation.notional > notional
    }
  }

  /// What a tier would require of the position; the requirement itself where the schedule has no such tier.
  ///
  /// The counted fee is included, and the account pays the fraction of an atom.
  private static func requirement(ofTier tier: Int, in situation: Situation) -> Money {
    let rules = situation.rules
    let rate: FineRate
    switch rules.schedule.shape {
    case .continuousTiers(let tiers):
      guard tier < tiers.count else { return situation.standing.requirement }
      rate = FineRate(tiers[tier].maintenance)
    case .steppedTiers(let steps, _):
      guard tier < steps.count else { return situation.standing.requirement }
      rate = steps[tier].maintenance
    case .linearInSize, .squareRootOfSize, .flat: return situation.standing.requirement
    }
    let fee = FineRate(rules.closingFee == .counted ? rules.closingFeeRate : .zero)
    let parts = Int128(rate.partsPerTrillion) + Int128(fee.partsPerTrillion)
    let account = situation.account
    let atBankruptcy =
      rules.closingFee == .countedAtBankruptcy
      ? rules.feeAtBankruptcy(account.position, cash: account.cash) : 0
    let exact = Int128(situation.notional.atoms) * parts + atBankruptcy
    return Money(atoms: Int64(divide(exact, by: 1_000_000_000_000, rounding: .up)))
  }
}
