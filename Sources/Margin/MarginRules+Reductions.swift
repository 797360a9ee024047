public import Units

/// How much of a position has to go.
extension MarginRules {
  /// The least reduction after which equity covers maintenance plus a share of it.
  ///
  /// Closing lots at another price than the check price costs the difference, and the fee; it also
  /// lowers the requirement. Against each tier's line the margin changes evenly from lot to lot, so
  /// each tier gives a least or a greatest reduction, and the answer is the least that suits them all.
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
  public func quantityToRestore(
    _ account: Account, buffer: Rate, check: Price, execution: Price, fee: Rate
  ) -> Quantity? {
    invariant(buffer >= .zero, "a margin buffer is not negative")
    let lots = account.position.size.magnitude.lots
    if lots == 0 { return nil }
    let closing = Closing(
      rules: self, account: account, buffer: buffer, check: check, execution: execution, fee: fee)
    if closing.restores(lots: 0) { return .zero }
    var least: Int128 = 1
    var most = Int128(lots) - 1
    for line in schedule.lines {
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
    return Quantity(lots: isOneTooMany ? found - 1 : found)
  }

  /// The reduction that brings the notional down by a number of tiers.
  ///
  /// - Parameters:
  ///   - account: An account with a position.
  ///   - count: Tiers to go down, at least 1.
  ///   - price: The price at which the notional is taken.
  /// - Returns: The least number of lots after which the notional is below the floor of the tier above
  ///   the one aimed at, or `nil` if there are not that many tiers below.
  public func quantityToTier(_ account: Account, down count: Int, at price: Price) -> Quantity? {
    invariant(count >= 1, "a reduction goes down at least one tier")
    let lots = account.position.size.magnitude.lots
    let value = notional(of: account, at: price)
    let target = schedule.tier(of: value) - count
    guard target >= 0, value > .zero else { return nil }
    let greatest = schedule.lines[target + 1].floorAtoms - 1
    // What may stay is rounded down: the account closes the fraction of a lot.
    return Quantity(lots: lots - greatest / lotValue(at: price).atoms)
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
  public func initialMarginMet(
    _ account: Account, change: Quantity, price: Price, mark: Price, fee: Rate,
    leverage: Int64? = nil
  ) -> Bool {
    let size = account.position.size
    let after = size + change
    let staysOnSide = after == .zero || after.lots.signum() == size.lots.signum()
    if staysOnSide, after.magnitude <= size.magnitude { return true }
    var filled = account
    let traded = Money(atoms: change.magnitude.lots * lotValue(at: price).atoms)
    // Up: the account pays.
    filled.trade(
      change, lotValue: lotValue(at: price), fee: traded.times(fee, rounding: .up))
    let value = notional(of: filled, at: mark)
    let equity = equity(of: filled, at: mark)
    if let leverage {
      invariant(leverage >= 1, "a leverage limit is at least one")
      guard Int128(value.atoms) <= Int128(equity.atoms) * Int128(leverage) else { return false }
    }
    return equity >= schedule.initial(value)
  }
}
