public import Units

/// The prices at which an account fails, before any rounding: in ticks, as quotients.
///
/// The value of an inverse position is taken exactly too, not to the atom that a trade would book, so
/// such a price can differ from the whole tick of `liquidationPrice(of:)` by what an atom is worth.
extension MarginRules {
  /// The price at which equity equals maintenance, in ticks.
  ///
  /// For linear contracts the roots of the venues' own formulas, such as Binance's `(wallet + cum - side *
  /// size * entry) / (size * (rate - side))` (liquidation price of USD-M futures, read 2026-11). Where a
  /// requirement without deduction jumps past equity, the price of the jump.
  ///
  /// - Returns: `nil` without a position, and where no positive price is the edge of safety.
  public func exactLiquidationPrice(of account: Account) -> Ratio? {
    exactEdge(
      of: account.position, fixed: Int128(account.fixedPart.atoms) * MarginLine.whole,
      lines: lines(of: account.position, cash: account.cash))
  }

  /// The price at which equity is a share of maintenance, in ticks.
  ///
  /// Hyperliquid hands an account to its backstop at two thirds, FTX closed it automatically at half
  /// (as read 2026-11).
  ///
  /// - Parameters:
  ///   - share: Equity as a part of maintenance; not negative.
  ///   - account: The account.
  /// - Returns: `nil` without a position, and where no positive price is the edge.
  public func priceWhereEquityIs(_ share: Rate, ofMaintenanceOf account: Account) -> Ratio? {
    edge(of: account, share: (Int128(share.partsPerMillion), 1_000_000))
  }

  /// The price at which equity is a share of maintenance, where the share is a quotient such as two thirds.
  ///
  /// - Parameters:
  ///   - share: Equity as a part of maintenance, of terms up to a million; not negative.
  ///   - account: The account.
  /// - Returns: `nil` without a position, and where no positive price is the edge.
  public func priceWhereEquityIs(_ share: Ratio, ofMaintenanceOf account: Account) -> Ratio? {
    edge(of: account, share: (share.numerator, share.denominator))
  }

  private func edge(of account: Account, share: (part: Int128, whole: Int128)) -> Ratio? {
    invariant(share.part >= 0, "a share of maintenance is not negative")
    return exactEdge(
      of: account.position, fixed: Int128(account.fixedPart.atoms) * MarginLine.whole,
      lines: lines(of: account.position, cash: account.cash), share: share)
  }

  /// The price at which closing the whole position, closing fee included, leaves nothing, in ticks.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - support: Money from elsewhere that may be used up too.
  /// - Returns: `nil` without a position, and where no positive price leaves nothing.
  public func exactBankruptcyPrice(of account: Account, support: Money = .zero) -> Ratio? {
    let rate = Int128(FineRate(closingFeeRate).partsPerTrillion)
    return exactBreakEven(account, support, MarginLine(rate: rate, constant: 0))
  }

  /// The price at which equity, without any fee, is zero, in ticks.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - support: Money from elsewhere that may be used up too.
  /// - Returns: `nil` without a position, and where no positive price makes equity zero.
  public func exactZeroPrice(of account: Account, support: Money = .zero) -> Ratio? {
    exactBreakEven(account, support, MarginLine(rate: 0, constant: 0))
  }

  private func exactBreakEven(
    _ account: Account, _ support: Money, _ line: MarginLine
  ) -> Ratio? {
    let fixed = (Int128(account.fixedPart.atoms) + Int128(support.atoms)) * MarginLine.whole
    return exactEdge(of: account.position, fixed: fixed, lines: [line])
  }

  /// The price at which the fixed part plus the value equals a share of the greatest line.
  ///
  /// - Parameters:
  ///   - position: The position whose price moves.
  ///   - fixed: What no price moves, in 10^-12 atoms.
  ///   - lines: The requirement.
  ///   - share: The part of the requirement, as a quotient.
  func exactEdge(
    of position: Position, fixed: Int128, lines: [MarginLine],
    share: (part: Int128, whole: Int128) = (1, 1)
  ) -> Ratio? {
    guard let curve = PositionCurve(position.size, of: instrument) else { return nil }
    let rises = curve.risesWithNotional
    var found: Ratio?
    for line in lines {
      guard let notional = failure(of: line, fixed: fixed, rises: rises, share: share) else {
        continue
      }
      found = found.map { rises ? max($0, notional) : min($0, notional) } ?? notional
    }
    return found.flatMap { curve.price(ofNotional: $0) }
  }

  /// The notional, coming from safety, from which on equity fails a line within its range.
  private func failure(
    of line: MarginLine, fixed: Int128, rises: Bool, share: (part: Int128, whole: Int128)
  ) -> Ratio? {
    var line = line
    line.rate *= share.part
    line.constant *= share.part
    let fixed = fixed * share.whole
    let whole = MarginLine.whole * share.whole
    let root =
      rises
      ? Ratio(line.constant - fixed, over: whole - line.rate)
      : Ratio(fixed - line.constant, over: whole + line.rate)
    let lower = line.above < 0 ? nil : Ratio(Int128(line.above), over: 1)
    let upper = line.through.flatMap { Ratio(Int128($0), over: 1) }
    guard var root else { return nil }
    if rises {
      if let upper, upper < root { root = upper }
      if let lower, root <= lower { return nil }
    } else {
      if let lower, root < lower { root = lower }
      if let upper, upper <= root { return nil }
    }
    return root
  }
}
