import Market
import Units

/// A hypothetical reduction of a position at one price, judged at another.
struct Closing {
  private let rules: MarginRules
  private let account: Account
  private let check: Price
  private let execution: Price
  /// One plus the buffer, in parts per million.
  private let share: Int128
  private let fee: Rate
  private let lots: Int64

  init(
    rules: MarginRules, account: Account, buffer: Rate, check: Price, execution: Price, fee: Rate
  ) {
    self.rules = rules
    self.account = account
    self.check = check
    self.execution = execution
    self.fee = fee
    share = 1_000_000 + Int128(buffer.partsPerMillion)
    lots = account.position.size.magnitude.lots
  }

  /// Equity less requirement and buffer after some lots are closed, fee rounded up, in 10^-18 atoms.
  func margin(closing closed: Int64) -> Int128 {
    var after = account
    let traded = rules.instrument.notional(execution, Quantity(lots: closed))
    // Up: the account pays the fraction of an atom.
    after.trade(
      Quantity(lots: account.position.size > .zero ? -closed : closed),
      at: execution, of: rules.instrument, fee: traded.times(fee, rounding: .up))
    let equity = Int128(rules.equity(of: after, at: check).atoms)
    let notional = rules.notional(of: after, at: check)
    return equity * MarginLine.whole * 1_000_000
      - rules.requirementParts(after, notional) * share
  }

  /// Whether equity covers maintenance and buffer after some lots are closed, fee rounded up.
  func restores(lots closed: Int64) -> Bool {
    switch rules.terms.equality {
    case .safe: margin(closing: closed) >= 0
    case .liquidatable: margin(closing: closed) > 0
    }
  }

  /// Equity less requirement and buffer of one line of a linear contract, in 10^-18 atoms.
  ///
  /// The greatest fraction that rounding can add to the fee is taken off once.
  ///
  /// - Returns: The margin with nothing closed, and what each lot closed adds to it.
  func margin(against line: MarginLine) -> (atNone: Int128, perLot: Int128) {
    let checkLot = Int128(rules.lotValue(at: check).atoms)
    let executionLot = Int128(rules.lotValue(at: execution).atoms)
    let isLong = account.position.size > .zero
    // What each lot closed loses against the check price, without the fee; negative is a gain.
    let lossPerLot = isLong ? checkLot - executionLot : executionLot - checkLot
    let feePerLot = executionLot * Int128(fee.partsPerMillion)
    let needPerLot = checkLot * line.rate * share
    let need = needPerLot * Int128(lots) + line.constant * share
    let reserve: Int128 = feePerLot == 0 ? 0 : 999_999 * MarginLine.whole
    let equity = Int128(rules.equity(of: account, at: check).atoms)
    let perLot =
      needPerLot - lossPerLot * MarginLine.whole * 1_000_000 - feePerLot * MarginLine.whole
    return (equity * MarginLine.whole * 1_000_000 - reserve - need, perLot)
  }

  /// The least reduction of a range that restores, where the margin over the range has one peak at most.
  ///
  /// Within one step the margin changes evenly, and over a rate that grows with size it is concave. The
  /// answer is enough; it is the least that is, provided one lot moves the margin by an atom or more.
  func leastRestoring(in range: ClosedRange<Int64>) -> Int64? {
    if restores(lots: range.lowerBound) { return range.lowerBound }
    // The peak: the first reduction after which one lot more adds nothing.
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if margin(closing: middle + 1) > margin(closing: middle) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard restores(lots: low) else { return nil }
    var tooFew = range.lowerBound
    while low - tooFew > 1 {
      let middle = tooFew + (low - tooFew) / 2
      if restores(lots: middle) { low = middle } else { tooFew = middle }
    }
    return low
  }
}
