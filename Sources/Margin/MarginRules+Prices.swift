public import Units

/// The prices at which an account fails, in closed form.
///
/// With fixed part B, lots S, K = |S| times the value of a tick on a lot, and a tier's rate r and
/// deduction d, equity is below the tier's line where `B + K p < K p r - d` for a long and where
/// `B - K p < K p r - d` for a short. The requirement is the greatest of the lines, so a position is
/// liquidatable as soon as it is below any of them: the liquidation price is the outermost of the tiers'
/// own prices, and no tier has to be guessed first.
extension MarginRules {
  /// The first whole tick, coming from safety, at which the account is liquidatable.
  ///
  /// A long is liquidatable at this price and at every price below, a short at this price and at every
  /// price above, and at no other. A venue that prints the root rounded to safety shows a long one tick
  /// higher: there equity still covers maintenance.
  ///
  /// - Returns: A price of at least one tick, or `nil` if no positive price makes the account
  ///   liquidatable: it holds nothing, it is a long whose cash covers the position, or it is a short
  ///   whose price would leave 64 bits.
  public func liquidationPrice(of account: Account) -> Price? {
    let size = account.position.size
    if size == .zero { return nil }
    let fixed = 1_000_000 * Int128(account.fixedPart.atoms)
    let perTick = Int128(size.magnitude.lots) * Int128(atomsPerTickLot)
    let fee = countedFeePartsPerMillion
    var found: Int128?
    for line in schedule.lines {
      let rate = line.ratePartsPerMillion + fee
      if size > .zero {
        // Strictly below the root, so down from the integer before it: the account gets the tick.
        let root = -(fixed + line.deductionMillionths)
        let ticks = divide(root - 1, by: perTick * (1_000_000 - rate), rounding: .down)
        found = max(found ?? ticks, ticks)
      } else {
        // Strictly above the root: the account gets the tick.
        let root = fixed + line.deductionMillionths
        let ticks = divide(root, by: perTick * (1_000_000 + rate), rounding: .down) + 1
        found = min(found ?? ticks, ticks)
      }
    }
    guard let ticks = found, let price = Int64(exactly: ticks) else { return nil }
    if size > .zero { return price >= 1 ? Price(ticks: price) : nil }
    return Price(ticks: max(price, 1))
  }

  /// The price at which closing the whole position, closing fee included, leaves nothing.
  ///
  /// Rounded to where something is left: a long up, a short down; the fraction of a tick is paid by who
  /// takes the position over. A close in several fills can still end up to an atom per fill short,
  /// because each fee rounds up by itself.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - support: Money from elsewhere that may be used up too, such as what the insurance fund can pay.
  /// - Returns: `nil` without a position. Zero or less for a long that no price can bankrupt, and for a
  ///   short that no price can save.
  public func bankruptcyPrice(of account: Account, support: Money = .zero) -> Price? {
    breakEven(of: account, support: support, feePartsPerMillion: closingFeeRate.partsPerMillion)
  }

  /// The price at which equity, without any fee, is zero; rounded as the bankruptcy price is.
  public func zeroPrice(of account: Account, support: Money = .zero) -> Price? {
    breakEven(of: account, support: support, feePartsPerMillion: 0)
  }

  private func breakEven(
    of account: Account, support: Money, feePartsPerMillion fee: Int64
  ) -> Price? {
    let size = account.position.size
    if size == .zero { return nil }
    let fixed = 1_000_000 * (Int128(account.fixedPart.atoms) + Int128(support.atoms))
    let perTick = Int128(size.magnitude.lots) * Int128(atomsPerTickLot)
    // Up for a long and down for a short: who takes the position over pays the fraction.
    let ticks =
      size > .zero
      ? divide(-fixed, by: perTick * (1_000_000 - Int128(fee)), rounding: .up)
      : divide(fixed, by: perTick * (1_000_000 + Int128(fee)), rounding: .down)
    return Price(ticks: Int64(clamping: ticks))
  }
}
