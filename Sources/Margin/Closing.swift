import Units

/// A hypothetical reduction of a position at one price, judged at another.
struct Closing {
  private let rules: MarginRules
  /// One plus the buffer, in parts per million.
  private let share: Int128
  private let lots: Int64
  private let equityAtoms: Int128
  private let checkLotAtoms: Int128
  /// What each lot closed loses against the check price, without the fee; negative is a gain.
  private let lossPerLotAtoms: Int128
  /// The fee of one lot, in millionths of an atom.
  private let feePerLot: Int128

  init(
    rules: MarginRules, account: Account, buffer: Rate, check: Price, execution: Price, fee: Rate
  ) {
    self.rules = rules
    share = 1_000_000 + Int128(buffer.partsPerMillion)
    lots = account.position.size.magnitude.lots
    equityAtoms = Int128(rules.equity(of: account, at: check).atoms)
    let checkLot = rules.lotValue(at: check).atoms
    let executionLot = rules.lotValue(at: execution).atoms
    checkLotAtoms = Int128(checkLot)
    let isLong = account.position.size > .zero
    lossPerLotAtoms = Int128(isLong ? checkLot - executionLot : executionLot - checkLot)
    feePerLot = Int128(executionLot) * Int128(fee.partsPerMillion)
  }

  /// Whether equity covers maintenance and buffer after some lots are closed, fee rounded up.
  func restores(lots closed: Int64) -> Bool {
    // Up: the account pays the fraction of an atom.
    let fee = divide(feePerLot * Int128(closed), by: 1_000_000, rounding: .up)
    let equity = equityAtoms - lossPerLotAtoms * Int128(closed) - fee
    let notional = Money(atoms: (lots - closed) * Int64(checkLotAtoms))
    return equity * 1_000_000_000_000 >= rules.requirementMillionths(notional) * share
  }

  /// Equity less requirement and buffer of one tier, in units of 1e-12 atoms.
  ///
  /// The greatest fraction that rounding can add to the fee is taken off once.
  ///
  /// - Returns: The margin with nothing closed, and what each lot closed adds to it.
  func margin(against line: MarginSchedule.Line) -> (atNone: Int128, perLot: Int128) {
    let rate = line.ratePartsPerMillion + rules.countedFeePartsPerMillion
    let needPerLot = checkLotAtoms * rate * share
    let need = needPerLot * Int128(lots) - line.deductionMillionths * share
    let reserve: Int128 = feePerLot == 0 ? 0 : 999_999 * 1_000_000
    let perLot = needPerLot - lossPerLotAtoms * 1_000_000_000_000 - feePerLot * 1_000_000
    return (equityAtoms * 1_000_000_000_000 - reserve - need, perLot)
  }
}
