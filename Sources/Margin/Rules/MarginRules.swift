package import Market
package import Units

/// The margin rules of one contract: what an account needs, and at which prices it fails.
///
/// Equity is cash plus entry cost plus the value of the position at the price asked about. Settled
/// funding is in cash; funding that has accrued but is not settled is not counted. Which price drives
/// the check (index, mark or last) is the caller's choice.
package struct MarginRules: Sendable, Hashable {
  /// Whether the fee for closing the position counts against the account in the margin check.
  package enum ClosingFee: Sendable, Hashable {
    /// The check compares equity with maintenance alone, as on Binance, Hyperliquid, dYdX and Deribit.
    case ignored
    /// The check adds the fee for closing at the check price to maintenance, as on OKX and GMX.
    case counted
    /// The check adds the fee for closing at the bankruptcy price, whatever the check price is (Bybit, cross
    /// margin and unified account); see ``MarginRules/feeAtBankruptcy(_:cash:)``.
    case countedAtBankruptcy
  }

  /// The contract.
  package let instrument: Instrument
  /// What the venue asks.
  package let terms: MarginTerms
  /// The fee for closing the position, as a part of its notional.
  package let closingFeeRate: Rate
  /// How many lots make a whole unit of size.
  let unit: SizeUnit
  /// The lines of the requirement where they are the same for every position.
  let commonLines: [MarginLine]?

  /// Makes the rules of an instrument.
  ///
  /// - Parameters:
  ///   - instrument: Gives the value of a tick and, unless it is stated, the closing fee.
  ///   - schedule: The margin schedule.
  ///   - closingFee: Whether the margin check counts the closing fee.
  ///   - closingFeeRate: The closing fee; the taker fee unless stated.
  package init(
    instrument: Instrument, schedule: MarginSchedule, closingFee: ClosingFee = .ignored,
    closingFeeRate: Rate? = nil
  ) throws(MarginScheduleError) {
    try self.init(
      instrument: instrument,
      terms: MarginTerms(
        schedule: schedule, closingFee: closingFee, closingFeeRate: closingFeeRate))
  }

  /// Makes the rules of an instrument on a venue's terms.
  ///
  /// - Throws: What is wrong with a fee or a charge.
  package init(instrument: Instrument, terms: MarginTerms) throws(MarginScheduleError) {
    let rate = terms.closingFeeRate ?? instrument.takerFee
    let keeper = Int128(terms.keeperFee?.rate.partsPerTrillion ?? 0)
    guard rate >= .zero, rate < .one,
      terms.schedule.highestRate + Int128(FineRate(rate).partsPerTrillion) + keeper
        < MarginLine.whole
    else { throw .closingFeeOutOfRange }
    guard terms.fixedCharge >= .zero else { throw .termOutOfRange }
    if let fee = terms.keeperFee {
      guard fee.rate >= .zero, fee.minimum >= .zero, fee.maximum >= fee.minimum else {
        throw .termOutOfRange
      }
    }
    self.instrument = instrument
    self.terms = terms
    closingFeeRate = rate
    unit = SizeUnit(instrument)
    let isCommon = terms.valuation == .mark && terms.schedule.needsNotionalOnly
    let counted = Self.countedFee(terms, rate)
    let rateMax = MarginLine.whole - 1 - counted - keeper
    commonLines =
      isCommon
      ? Self.charged(
        terms.schedule.maintenanceLines(lots: 0, unit: nil, rateMax: rateMax), terms, fee: counted)
      : nil
  }

  /// The maintenance and initial requirement.
  package var schedule: MarginSchedule { terms.schedule }

  /// Whether the margin check counts the closing fee; the bankruptcy price always does.
  package var closingFee: ClosingFee { terms.closingFee }

  /// What one tick on one lot of a linear contract is worth, in atoms.
  package var atomsPerTickLot: Int64 { instrument.atomsPerTickLot }

  /// What one lot is worth at a price; to the nearest atom where the contract is inverse.
  package func lotValue(at price: Price) -> Money {
    instrument.notional(price, Quantity(lots: 1))
  }

  /// The value of the position without its sign.
  package func notional(of account: Account, at price: Price) -> Money {
    instrument.notional(price, account.position.size.magnitude)
  }

  /// Profit of the position over its entry, before fees and funding; exact for what a trade would book.
  package func unrealisedProfit(of account: Account, at price: Price) -> Money {
    account.position.entryCost + instrument.value(account.position.size, at: price)
  }

  /// Cash plus the value of the position; exact for what a trade would book.
  package func equity(of account: Account, at price: Price) -> Money {
    account.cash + unrealisedProfit(of: account, at: price)
  }

  /// What the margin check asks for, closing fee included where it counts; the account pays the fraction.
  package func maintenance(of account: Account, at price: Price) -> Money {
    let exact = requirementParts(account, notional(of: account, at: price))
    // Up: the account pays.
    return Money(atoms: Int64(divide(exact, by: MarginLine.whole, rounding: .up)))
  }

  /// The initial requirement of a position, closing fee and charges aside; the account pays the fraction.
  package func initial(of account: Account, at price: Price) -> Money {
    let exact = initialParts(account.position, at: price)
    // Up: the account pays.
    return Money(atoms: Int64(divide(exact, by: MarginLine.whole, rounding: .up)))
  }

  /// What an account with this leg alone has and what it needs at a price.
  package func standing(of account: Account, at price: Price) -> Standing {
    var standing = Standing(collateral: account.cash, equality: terms.equality)
    standing.add(account.position, under: self, at: price, collateral: account.cash)
    return standing
  }

  /// Whether a position is held and equity is below maintenance; the terms say what equality is.
  package func isLiquidatable(_ account: Account, at price: Price) -> Bool {
    standing(of: account, at: price).fails
  }

  /// Profit over the value at entry, or `nil` where nothing was paid or received at entry.
  ///
  /// (BitMEX, auto-deleveraging: `(mark value - entry value) / |entry value|`, read 2026-11.)
  package func profitRate(of account: Account, at price: Price) -> Ratio? {
    Ratio(
      Int128(unrealisedProfit(of: account, at: price).atoms),
      over: Int128(account.position.entryCost.magnitude.atoms))
  }

  /// Notional over equity, or `nil` where equity is not above zero.
  package func effectiveLeverage(of account: Account, at price: Price) -> Ratio? {
    Ratio(
      Int128(notional(of: account, at: price).atoms),
      over: Int128(equity(of: account, at: price).atoms))
  }
}
