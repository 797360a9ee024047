public import Units

/// A linear perpetual future: what a tick and a lot are worth, and what trading costs.
///
/// Prices are counted in ticks and sizes in lots everywhere; the decimals are needed only where text is
/// read or written. The decimal price of one tick is `tickUnits * 10^-priceDecimals`, and the decimal size
/// of one lot is `lotUnits * 10^-quantityDecimals`.
public struct Instrument: Sendable, Hashable {
  /// The name of the contract, such as `BTC-PERP`.
  public let symbol: String
  /// Decimals of a written price.
  public let priceDecimals: Int
  /// One tick in units of the last price decimal.
  public let tickUnits: Int64
  /// Decimals of a written size.
  public let quantityDecimals: Int
  /// One lot in units of the last size decimal.
  public let lotUnits: Int64
  /// What one tick on one lot is worth, in atoms of the quote currency.
  public let atomsPerTickLot: Int64
  /// What the resting side of a fill pays, as a part of the notional; negative is a rebate.
  public let makerFee: Rate
  /// What the incoming side of a fill pays, as a part of the notional.
  public let takerFee: Rate

  /// Describes an instrument.
  ///
  /// - Throws: `InstrumentError` where the description is contradictory. One tick on one lot must be a
  ///   whole number of atoms, so that every notional is exact.
  public init(
    symbol: String, priceDecimals: Int, tickUnits: Int64, quantityDecimals: Int, lotUnits: Int64,
    makerFee: Rate, takerFee: Rate
  ) throws(InstrumentError) {
    guard tickUnits > 0 else { throw .tickNotPositive }
    guard lotUnits > 0 else { throw .lotNotPositive }
    guard 0...12 ~= priceDecimals, 0...12 ~= quantityDecimals else { throw .decimalsOutOfRange }
    guard makerFee.magnitude < .one, takerFee.magnitude < .one else { throw .feeOutOfRange }
    self.symbol = symbol
    self.priceDecimals = priceDecimals
    self.tickUnits = tickUnits
    self.quantityDecimals = quantityDecimals
    self.lotUnits = lotUnits
    self.makerFee = makerFee
    self.takerFee = takerFee
    var atoms = Int128(tickUnits) * Int128(lotUnits) * Int128(Money.atomsPerUnit)
    // Exact or refused: nobody pays a remainder.
    for _ in 0..<(priceDecimals + quantityDecimals) {
      guard atoms % 10 == 0 else { throw .valueOfTickNotWholeAtoms }
      atoms /= 10
    }
    guard let perTickLot = Int64(exactly: atoms) else { throw .valueOfTickNotWholeAtoms }
    atomsPerTickLot = perTickLot
  }

  /// The value of a size at a price; exact, signed as the size is, and traps on overflow.
  public func notional(_ price: Price, _ quantity: Quantity) -> Money {
    // Each factor is a whole number, so a product that overflows early overflows in the end.
    Money(atoms: price.ticks * quantity.lots * atomsPerTickLot)
  }

  /// The part of a notional that a fee rate asks for.
  ///
  /// Rounds up: who pays a fee pays the fraction of an atom, and who receives a rebate goes without it.
  public func fee(_ notional: Money, _ rate: Rate) -> Money {
    let (product, overflow) = notional.atoms.multipliedReportingOverflow(by: rate.partsPerMillion)
    if overflow { return notional.times(rate, rounding: .up) }
    // Swift's division drops the fraction toward zero, which is up for a negative product.
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: 1_000_000)
    return Money(atoms: remainder > 0 ? quotient + 1 : quotient)
  }
}
