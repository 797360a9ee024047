public import Units

/// A perpetual future: what a tick and a lot are worth, and what trading costs.
///
/// A linear contract is margined in the quote currency, and a lot is a size in the base. An inverse one
/// is margined in the coin, and a lot is a sum of quote currency.
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
  /// How value follows price.
  public let kind: ContractKind
  /// Decimals of one atom of money: an atom is `10^-moneyDecimals` of the quote currency of a linear
  /// contract, of the coin of an inverse one (where 8 is usual).
  public let moneyDecimals: Int
  /// Atoms for each tick and lot of a linear contract, atoms times ticks for each lot of an inverse one.
  private let weight: Int64
  /// What the resting side of a fill pays, as a part of the notional; negative is a rebate.
  public let makerFee: Rate
  /// What the incoming side of a fill pays, as a part of the notional.
  public let takerFee: Rate

  /// Describes an instrument.
  ///
  /// - Throws: `InstrumentError` where the description is contradictory. One tick on one lot of a linear
  ///   contract must be a whole number of atoms, so that every notional is exact; one lot of an inverse
  ///   contract at a price of one tick must be.
  public init(
    symbol: String, priceDecimals: Int, tickUnits: Int64, quantityDecimals: Int, lotUnits: Int64,
    makerFee: Rate, takerFee: Rate, kind: ContractKind = .linear, moneyDecimals: Int = 6
  ) throws(InstrumentError) {
    guard tickUnits > 0 else { throw .tickNotPositive }
    guard lotUnits > 0 else { throw .lotNotPositive }
    guard 0...18 ~= priceDecimals, 0...18 ~= quantityDecimals else { throw .decimalsOutOfRange }
    guard 0...18 ~= moneyDecimals else { throw .decimalsOutOfRange }
    guard makerFee.magnitude < .one, takerFee.magnitude < .one else { throw .feeOutOfRange }
    self.symbol = symbol
    self.priceDecimals = priceDecimals
    self.tickUnits = tickUnits
    self.quantityDecimals = quantityDecimals
    self.lotUnits = lotUnits
    self.makerFee = makerFee
    self.takerFee = takerFee
    self.kind = kind
    self.moneyDecimals = moneyDecimals
    // Exact or refused: nobody pays a remainder.
    let exact: Int128?
    switch kind {
    case .linear:
      exact = Self.shift(
        Int128(tickUnits) * Int128(lotUnits),
        decimals: moneyDecimals - priceDecimals - quantityDecimals)
    case .inverse:
      let shifted = Self.shift(
        Int128(lotUnits), decimals: moneyDecimals + priceDecimals - quantityDecimals)
      exact = shifted.flatMap { $0 % Int128(tickUnits) == 0 ? $0 / Int128(tickUnits) : nil }
    }
    guard let exact, let weight = Int64(exactly: exact) else { throw .valueOfTickNotWholeAtoms }
    self.weight = weight
  }

  /// A number times a power of ten, or `nil` where that is not whole or leaves 128 bits.
  private static func shift(_ number: Int128, decimals: Int) -> Int128? {
    var result = number
    for _ in 0..<abs(decimals) {
      if decimals < 0 {
        guard result % 10 == 0 else { return nil }
        result /= 10
      } else {
        let (product, overflow) = result.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        result = product
      }
    }
    return result
  }

  /// Atoms in one unit of the collateral: a million for six decimals.
  public var atomsPerUnit: Int64 { (0..<moneyDecimals).reduce(1) { power, _ in power * 10 } }

  /// What one tick on one lot of a linear contract is worth, in atoms; an inverse one has no such number.
  public var atomsPerTickLot: Int64 {
    invariant(kind == .linear, "a tick has one value only on a linear contract")
    return weight
  }

  /// What one lot of an inverse contract is worth at a price of one tick, in atoms.
  public var atomTicksPerLot: Int64 {
    invariant(kind == .inverse, "a lot has a fixed quote value only on an inverse contract")
    return weight
  }

  /// The signed cash value of a size: what closing it at a price brings, on top of the entry cost.
  ///
  /// Profit is `entryCost + value(size, at: price)` for both kinds, with the entry cost minus the value
  /// at entry. Linear: size times price, exact. Inverse: minus size over price in coin (BitMEX and
  /// Deribit, inverse perpetuals: profit is `size * (1/entry - 1/price)`, read 2026-11), in one division
  /// to the nearest atom, so that both sides of a trade book the same number.
  ///
  /// - Parameters:
  ///   - size: Lots, positive for a long.
  ///   - price: A price; above zero for an inverse contract.
  /// - Returns: An amount of the collateral; traps on overflow.
  public func value(_ size: Quantity, at price: Price) -> Money {
    switch kind {
    case .linear: notional(price, size)
    case .inverse: -notional(price, size)
    }
  }

  /// The value of a size at a price without the sign of the contract: signed as the size is.
  ///
  /// Exact for a linear contract, to the nearest atom for an inverse one; traps on overflow.
  public func notional(_ price: Price, _ quantity: Quantity) -> Money {
    switch kind {
    case .linear:
      // Each factor is a whole number, so a product that overflows early overflows in the end.
      return Money(atoms: price.ticks * quantity.lots * weight)
    case .inverse:
      invariant(price > .zero, "an inverse contract has a value at prices above zero")
      // Nearest: an odd function of the size, so neither side of a trade pays the fraction.
      let product = Int128(quantity.lots) * Int128(weight)
      return Money(
        atoms: Int64(divide(product, by: Int128(price.ticks), rounding: .toNearestOrEven)))
    }
  }

  /// Whether a size at a price is worth an amount that is counted exactly with room for sums: less than 2^57 atoms.
  ///
  /// - Parameters:
  ///   - size: Lots.
  ///   - price: A price above zero.
  package func counts(_ size: Quantity, at price: Price) -> Bool {
    let product = Int128(size.lots) * Int128(weight)
    let value: Int128
    switch kind {
    case .linear:
      let (whole, overflow) = product.multipliedReportingOverflow(by: Int128(price.ticks))
      if overflow { return false }
      value = whole
    // Down: a bound of magnitude, which no fraction of an atom crosses.
    case .inverse: value = divide(product, by: Int128(price.ticks), rounding: .down)
    }
    return value.magnitude < 1 << 57
  }

  /// The average price of lots that traded for an amount, rounded down to a tick; for display.
  ///
  /// - Parameters:
  ///   - quantity: Lots, positive.
  ///   - notional: What they traded for, positive; of an inverse contract it may have been less than half
  ///     an atom, and counts as one.
  public func averagePrice(of quantity: Quantity, notional: Money) -> Price {
    switch kind {
    case .linear: return Price(ticks: notional.atoms / quantity.lots / weight)
    case .inverse:
      let product = Int128(quantity.lots) * Int128(weight)
      return Price(
        ticks: Int64(divide(product, by: Int128(max(notional.atoms, 1)), rounding: .down)))
    }
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

  /// What a holder pays where funding is settled; negative is received.
  ///
  /// Rounds up, once and from the exact value: payers pay the fraction, receivers go without it, and over
  /// positions that sum to zero the fractions are what is left.
  package func funding(_ size: Quantity, rate: Rate, at price: Price) -> Money {
    switch kind {
    case .linear: return notional(price, size).times(rate, rounding: .up)
    case .inverse:
      let value = Int128(size.lots) * Int128(weight) * Int128(rate.partsPerMillion)
      return Money(
        atoms: Int64(divide(value, by: Int128(price.ticks) * 1_000_000, rounding: .up)))
    }
  }
}

/// How the cash value of a contract follows its price.
public enum ContractKind: String, CaseIterable, Sendable, Hashable {
  /// Margined in the quote currency: value is size times price.
  case linear
  /// Margined in the coin: a lot is a fixed sum of quote currency, and value is minus size over price.
  case inverse
}

/// Why a description is not an instrument.
public enum InstrumentError: Error, Sendable, Hashable {
  /// The tick is not a positive number of units.
  case tickNotPositive
  /// The lot is not a positive number of units.
  case lotNotPositive
  /// A count of decimals is outside 0...18.
  case decimalsOutOfRange
  /// One tick on one lot (inverse: one lot at one tick) is not a whole number of atoms in 64 bits.
  case valueOfTickNotWholeAtoms
  /// A fee rate is 100 % or more in size.
  case feeOutOfRange
}
