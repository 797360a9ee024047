import Market
import Units

/// How many lots make a whole unit of size.
struct SizeUnit: Sendable, Hashable {
  /// Units of the last decimal in a lot.
  let lotUnits: Int128
  /// Units of the last decimal in a whole.
  let whole: Int128

  /// The unit of an instrument's sizes.
  init(_ instrument: Instrument) {
    lotUnits = Int128(instrument.lotUnits)
    var whole: Int128 = 1
    for _ in 0..<instrument.quantityDecimals { whole *= 10 }
    self.whole = whole
  }

  /// `rate * size`, rounded up to 10^-12, at most a whole.
  func times(_ rate: FineRate, lots: Int64) -> Int128 {
    let perLot = Int128(rate.partsPerTrillion).multipliedReportingOverflow(by: lotUnits)
    let product = perLot.partialValue.multipliedReportingOverflow(by: Int128(lots))
    if perLot.overflow || product.overflow { return MarginLine.whole }
    // Up: the account pays.
    return min(
      product.partialValue / whole + (product.partialValue % whole > 0 ? 1 : 0), MarginLine.whole)
  }

  /// `factor * sqrt(size)`, rounded up to 10^-12, at most a whole.
  func rootTimes(_ factor: FineRate, lots: Int64) -> Int128 {
    let size = Int128(lots) * lotUnits
    let factor = Int128(factor.partsPerTrillion)
    let wanted = (factor * factor).multipliedFullWidth(by: size)
    // The least rate whose square is enough, so rounded up: the account pays.
    var tooLow: Int128 = -1
    var enough = MarginLine.whole
    while enough - tooLow > 1 {
      let middle = (enough + tooLow) / 2
      let reached = (middle * middle).multipliedFullWidth(by: whole)
      let suffices =
        reached.high != wanted.high ? reached.high > wanted.high : reached.low >= wanted.low
      if suffices { enough = middle } else { tooLow = middle }
    }
    return enough
  }
}
