public import Market
public import Units

/// The margin rules of one linear contract: what an account needs, and at which prices it fails.
///
/// Equity is cash plus entry cost plus the notional of the position at the price asked about. Settled
/// funding is in cash; funding that has accrued but is not settled is not counted. Which price drives
/// the check (index, mark or last) is the caller's choice.
public struct MarginRules: Sendable, Hashable {
  /// Whether the fee for closing the position counts against the account in the margin check.
  public enum ClosingFee: Sendable, Hashable {
    /// The check compares equity with maintenance alone, as on Binance, Hyperliquid, dYdX and Deribit.
    case ignored
    /// The check adds the closing fee to maintenance, as on OKX, Bybit and GMX.
    case counted
  }

  /// The maintenance and initial requirement by notional.
  public let schedule: MarginSchedule
  /// What one tick on one lot is worth, in atoms.
  public let atomsPerTickLot: Int64
  /// The fee for closing a position, as a part of its notional.
  public let closingFeeRate: Rate
  /// Whether the margin check counts the closing fee; the bankruptcy price always does.
  public let closingFee: ClosingFee

  /// Makes the rules of an instrument.
  ///
  /// - Parameters:
  ///   - instrument: Gives the value of a tick and, unless it is stated, the closing fee.
  ///   - schedule: The margin schedule.
  ///   - closingFee: Whether the margin check counts the closing fee.
  ///   - closingFeeRate: The closing fee; the taker fee unless stated.
  public init(
    instrument: Instrument, schedule: MarginSchedule, closingFee: ClosingFee = .ignored,
    closingFeeRate: Rate? = nil
  ) throws(MarginScheduleError) {
    let rate = closingFeeRate ?? instrument.takerFee
    guard rate >= .zero, let top = schedule.tiers.last, top.maintenance + rate < .one else {
      throw .closingFeeOutOfRange
    }
    self.schedule = schedule
    self.atomsPerTickLot = instrument.atomsPerTickLot
    self.closingFee = closingFee
    self.closingFeeRate = rate
  }

  /// What one lot is worth at a price.
  public func lotValue(at price: Price) -> Money {
    Money(atoms: price.ticks * atomsPerTickLot)
  }

  /// The value of the position without its sign.
  public func notional(of account: Account, at price: Price) -> Money {
    Money(atoms: account.position.size.magnitude.lots * lotValue(at: price).atoms)
  }

  /// Profit of the position over its entry, before fees and funding; exact.
  public func unrealisedProfit(of account: Account, at price: Price) -> Money {
    account.position.entryCost
      + Money(atoms: account.position.size.lots * lotValue(at: price).atoms)
  }

  /// Cash plus the value of the position; exact.
  public func equity(of account: Account, at price: Price) -> Money {
    account.cash + unrealisedProfit(of: account, at: price)
  }

  /// What the margin check asks for, closing fee included where it counts; the account pays the fraction.
  public func maintenance(of account: Account, at price: Price) -> Money {
    let exact = requirementMillionths(notional(of: account, at: price))
    // Up: the account pays.
    return Money(atoms: Int64(divide(exact, by: 1_000_000, rounding: .up)))
  }

  /// Equity, requirement and verdict at a price.
  public func health(of account: Account, at price: Price) -> AccountHealth {
    let equity = equity(of: account, at: price)
    let maintenance = maintenance(of: account, at: price)
    return AccountHealth(
      equity: equity, maintenance: maintenance,
      isLiquidatable: !account.position.isFlat && equity < maintenance)
  }

  /// Whether a position is held and equity is below maintenance; equality is safe.
  public func isLiquidatable(_ account: Account, at price: Price) -> Bool {
    if account.position.isFlat { return false }
    // Against the exact requirement: whole atoms are below it just where they are below its round up.
    let equity = Int128(equity(of: account, at: price).atoms) * 1_000_000
    return equity < requirementMillionths(notional(of: account, at: price))
  }

  /// Profit over the value at entry, or `nil` where nothing was paid or received at entry.
  ///
  /// (BitMEX, auto-deleveraging: `(mark value - entry value) / |entry value|`, read 2026-11.)
  public func profitRate(of account: Account, at price: Price) -> Ratio? {
    Ratio(
      Int128(unrealisedProfit(of: account, at: price).atoms),
      over: Int128(account.position.entryCost.magnitude.atoms))
  }

  /// Notional over equity, or `nil` where equity is not above zero.
  public func effectiveLeverage(of account: Account, at price: Price) -> Ratio? {
    Ratio(
      Int128(notional(of: account, at: price).atoms),
      over: Int128(equity(of: account, at: price).atoms))
  }

  /// The closing-fee rate that counts in the margin check.
  var countedFeePartsPerMillion: Int128 {
    switch closingFee {
    case .ignored: 0
    case .counted: Int128(closingFeeRate.partsPerMillion)
    }
  }

  /// What the margin check asks for a notional, in millionths of an atom, exactly.
  func requirementMillionths(_ notional: Money) -> Int128 {
    schedule.maintenanceMillionths(notional) + Int128(notional.atoms) * countedFeePartsPerMillion
  }
}
