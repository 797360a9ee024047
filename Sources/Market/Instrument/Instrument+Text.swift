public import Units

// Prices, sizes and money as decimals, exactly.
extension Instrument {
  /// The grid of the prices: the ticks.
  package var priceScale: DecimalScale {
    DecimalScale(decimals: priceDecimals, unitsPerStep: tickUnits)
  }

  /// The grid of the quantities: the lots.
  package var quantityScale: DecimalScale {
    DecimalScale(decimals: quantityDecimals, unitsPerStep: lotUnits)
  }

  /// A price as a decimal with all its decimals.
  package func decimal(_ price: Price) -> FixedDecimal {
    FixedDecimal(units: Int128(price.ticks) * Int128(tickUnits), decimals: priceDecimals)
  }

  /// A size as a decimal with all its decimals.
  package func decimal(_ quantity: Quantity) -> FixedDecimal {
    FixedDecimal(units: Int128(quantity.lots) * Int128(lotUnits), decimals: quantityDecimals)
  }

  /// An amount of the collateral as a decimal, to the atom.
  package func decimal(_ amount: Money) -> FixedDecimal {
    FixedDecimal(units: Int128(amount.atoms), decimals: moneyDecimals)
  }

  /// A price as the venue writes it, such as `59996.6`: exact, with all decimals of the contract.
  public func text(_ price: Price) -> String { decimal(price).text }

  /// A size as the venue writes it, such as `0.125`: exact, with all decimals of the contract.
  ///
  /// In units of the base; of an inverse contract, whose lot is a sum of quote currency, in those.
  public func text(_ quantity: Quantity) -> String { decimal(quantity).text }

  /// An amount of the collateral with what it is counted in, such as `12.50 quote` or `-0.00025 coin`: exact, with
  /// two decimals or as many as it needs.
  public func text(_ amount: Money) -> String {
    let full = decimal(amount).text
    let shown = min(moneyDecimals, 2)
    let optional = full.suffix(moneyDecimals - shown)
    let zeroCount = optional.reversed().prefix { $0 == "0" }.count
    return full.dropLast(zeroCount) + " " + moneyUnit
  }

  /// What money is counted in: `quote`, the quote currency, or `coin` where the contract is inverse.
  public var moneyUnit: String {
    switch kind {
    case .linear: "quote"
    case .inverse: "coin"
    }
  }

  /// Reads a decimal price such as `59996.6`; nothing is rounded.
  ///
  /// - Throws: What is wrong with a text that is no plain decimal, or lies between two ticks.
  public func price(_ text: String) throws(DecimalTextError) -> Price {
    Price(ticks: try steps(text, of: priceScale))
  }

  /// Reads a decimal size such as `0.125`; nothing is rounded.
  ///
  /// - Throws: What is wrong with a text that is no plain decimal, or no whole number of lots.
  public func quantity(_ text: String) throws(DecimalTextError) -> Quantity {
    Quantity(lots: try steps(text, of: quantityScale))
  }

  /// Reads a decimal amount of the collateral such as `12.5`, without its unit; nothing is rounded.
  ///
  /// - Throws: What is wrong with a text that is no plain decimal, or no whole number of atoms.
  public func money(_ text: String) throws(DecimalTextError) -> Money {
    Money(atoms: try steps(text, of: DecimalScale(decimals: moneyDecimals, unitsPerStep: 1)))
  }

  private func steps(_ text: String, of scale: DecimalScale) throws(DecimalTextError) -> Int64 {
    guard let number = ExactDecimal(text) else { throw .notDecimal(text) }
    guard let steps = scale.steps(of: number) else { throw .offGrid(text, step: scale.stepText) }
    return steps
  }
}

/// Why a text is no price, size or amount of a contract.
public enum DecimalTextError: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is no plain decimal: digits, at most one point, and a sign.
  case notDecimal(String)
  /// It is no whole number of the contract's steps, or more than 64 bits hold.
  case offGrid(String, step: String)

  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .notDecimal(let text): "expected a plain decimal such as 0.125, found \"\(text)\""
    case .offGrid(let text, let step): "expected a multiple of \(step), found \(text)"
    }
  }
}
