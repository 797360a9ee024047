import Market
package import Units

/// How much of a position has to go.
extension MarginRules {
  /// The least reduction after which equity covers maintenance plus a share of it.
  ///
  /// Closing lots at another price than the check price costs the difference, and the fee; it also
  /// lowers the requirement. Against each tier's line the margin changes evenly from lot to lot, so
  /// each tier gives a least or a greatest reduction, and the answer is the least that suits them all.
  /// Steps, rates that grow with size, entry values and inverse contracts are searched instead, step by
  /// step and by halving.
  ///
  /// The requirement is exact. The fee is rounded up once for the whole reduction, and the answer is
  /// enough whatever its fraction of an atom; it is also the least that is, provided that one lot moves
  /// the margin by an atom or more.
  ///
  /// - Parameters:
  ///   - account: An account with a position.
  ///   - buffer: The share of maintenance that is to be left on top; not negative.
  ///   - check: The price at which the account is checked afterwards.
  ///   - execution: The price at which the lots are closed.
  ///   - fee: The fee rate on the lots closed.
  /// - Returns: Lots to close, less than the position; zero if none need to be. `nil` if no partial
  ///   close restores the account: it holds nothing, or closing costs more than it frees.
  package func quantityToRestore(
    _ account: Account, buffer: Rate, check: Price, execution: Price, fee: Rate
  ) -> Quantity? {
    invariant(buffer >= .zero, "a margin buffer is not negative")
    let lots = account.position.size.magnitude.lots
    if lots == 0 { return nil }
    let closing = Closing(
      rules: self, account: account, buffer: buffer, check: check, execution: execution, fee: fee)
    if closing.restores(lots: 0) { return .zero }
    guard isStraight else { return searched(closing, account, at: check) }
    var least: Int128 = 1
    var most = Int128(lots) - 1
    for line in lines(of: account.position, cash: account.cash) {
      let (atNone, perLot) = closing.margin(against: line)
      if perLot > 0 {
        // Up: half a lot too few is not enough.
        least = max(least, divide(-atNone, by: perLot, rounding: .up))
      } else if perLot < 0 {
        // Down: half a lot too many is not enough either.
        most = min(most, divide(atNone, by: -perLot, rounding: .down))
      } else if atNone < 0 {
        return nil
      }
    }
    guard least <= most, let found = Int64(exactly: least) else { return nil }
    let isOneTooMany = found > 1 && closing.restores(lots: found - 1)
    let enough = isOneTooMany ? found - 1 : found
    // One more where equality is not enough.
    if closing.restores(lots: enough) { return Quantity(lots: enough) }
    return enough < lots - 1 && closing.restores(lots: enough + 1)
      ? Quantity(lots: enough + 1) : nil
  }

  /// Whether the margin changes evenly from lot to lot against each line.
  private var isStraight: Bool {
    instrument.kind == .linear && terms.keeperFee == nil && terms.closingFee != .countedAtBankruptcy
      && (commonLines?.allSatisfy { $0.above < 0 && $0.through == nil } ?? false)
  }

  /// The least restoring reduction, searched step by step.
  private func searched(_ closing: Closing, _ account: Account, at check: Price) -> Quantity? {
    let lots = account.position.size.magnitude.lots
    if lots == 1 { return nil }
    // Reductions after which the position is in each step, least reductions first.
    var starts: [Int64] = [1]
    for tier in (0..<tier(of: account, at: check)).reversed() {
      if let keep = greatestSize(of: account, tier: tier, at: check), keep < lots - 1 {
        starts.append(lots - keep)
      }
    }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] - 1 : lots - 1
      guard start <= end, start < lots else { continue }
      if let found = closing.leastRestoring(in: start...end) { return Quantity(lots: found) }
    }
    return nil
  }

  /// The reduction that brings the position down by a number of tiers.
  ///
  /// - Parameters:
  ///   - account: An account with a position.
  ///   - count: Tiers to go down, at least 1.
  ///   - price: The price at which the notional is taken.
  /// - Returns: The least number of lots after which the position is in the tier aimed at, or `nil` if
  ///   there are not that many tiers below.
  package func quantityToTier(_ account: Account, down count: Int, at price: Price) -> Quantity? {
    invariant(count >= 1, "a reduction goes down at least one tier")
    if account.position.isFlat { return nil }
    return quantity(toTier: tier(of: account, at: price) - count, of: account, at: price)
  }

  /// The reduction that brings the position down to a tier.
  ///
  /// - Parameters:
  ///   - tier: The tier aimed at, from 0.
  ///   - account: An account with a position.
  ///   - price: The price at which the notional is taken.
  /// - Returns: The least number of lots after which the position is in the tier or below it; zero if it
  ///   is; `nil` if there is no such tier.
  package func quantity(toTier tier: Int, of account: Account, at price: Price) -> Quantity? {
    let held = account.position.size.magnitude
    guard 0..<schedule.tierCount ~= tier, held > .zero else { return nil }
    guard tier < self.tier(of: account, at: price) else { return .zero }
    return greatestSize(of: account, tier: tier, at: price).map { held - Quantity(lots: $0) }
  }

  /// The greatest part of a position that is in a tier or below it, in lots; `nil` for a tier without end.
  private func greatestSize(of account: Account, tier: Int, at price: Price) -> Int64? {
    let greatest: Int64
    switch schedule.shape {
    case .continuousTiers(let tiers):
      if tier + 1 >= tiers.count { return nil }
      greatest = tiers[tier + 1].floor.atoms - 1
    case .steppedTiers(let steps, let measure):
      guard let limit = steps[tier].limit?.count else { return nil }
      if measure == .size { return min(limit, account.position.size.magnitude.lots) }
      greatest = limit
    case .linearInSize, .squareRootOfSize, .flat: return nil
    }
    let lots = account.position.size.magnitude.lots
    // What may stay is rounded down: the account closes the fraction of a lot.
    switch (terms.valuation, instrument.kind) {
    case (.mark, .linear): return greatest / lotValue(at: price).atoms
    case (.mark, .inverse):
      // Rounded to nearest, the notional is at most n where it is below n + 1/2, or at it if n is even.
      let (most, rest) = (Int128(price.ticks) * (2 * Int128(greatest) + 1)).quotientAndRemainder(
        dividingBy: 2 * Int128(instrument.atomTicksPerLot))
      return Int64(rest == 0 && greatest % 2 != 0 ? most - 1 : most)
    case (.entry, _):
      let cost = Int128(account.position.entryCost.magnitude.atoms)
      return Int64(divide(Int128(greatest) * Int128(lots), by: max(cost, 1), rounding: .down))
    }
  }

  /// Whether an account may send an order, as far as initial margin goes.
  ///
  /// The order is taken to fill whole at its price and to pay the fee; then equity at the mark must
  /// reach the initial requirement at the mark. Equality is enough. What only reduces the position is
  /// always accepted.
  ///
  /// - Parameters:
  ///   - account: The account as it is.
  ///   - change: Lots the order buys, or minus the lots it sells, with the account's other orders on
  ///     the same side added by the caller.
  ///   - price: The worst price at which the lots may trade.
  ///   - mark: The price at which the resulting position is valued.
  ///   - fee: The fee rate of the fill.
  ///   - leverage: The account's own limit, at least 1; the schedule's limit holds besides.
  package func initialMarginMet(
    _ account: Account, change: Quantity, price: Price, mark: Price, fee: Rate,
    leverage: Int64? = nil
  ) -> Bool {
    let size = account.position.size
    let after = size + change
    let staysOnSide = after == .zero || after.lots.signum() == size.lots.signum()
    if staysOnSide, after.magnitude <= size.magnitude { return true }
    var filled = account
    let traded = instrument.notional(price, change.magnitude)
    // Up: the account pays.
    filled.trade(change, at: price, of: instrument, fee: traded.times(fee, rounding: .up))
    let value = notional(of: filled, at: mark)
    let equity = equity(of: filled, at: mark)
    if let leverage {
      invariant(leverage >= 1, "a leverage limit is at least one")
      guard Int128(value.atoms) <= Int128(equity.atoms) * Int128(leverage) else { return false }
    }
    return Int128(equity.atoms) * MarginLine.whole >= initialParts(filled.position, at: mark)
  }
}
