import Market
import Units

/// The grid of a contract, on which its prices, quantities and amounts of collateral lie.
struct ContractGrid {
  let instrument: Instrument

  /// A price above 0 on the grid of ticks.
  var price: Codec<Price> {
    Codec(
      read: { (reader) throws(InputError) in
        let price = try reader.price(scale: instrument.priceScale)
        guard price.ticks <= ScenarioLimits.ticksMax else {
          throw reader.mismatch("a price of at most \(ScenarioLimits.ticksMax) ticks")
        }
        return price
      },
      write: { (price) throws(InputError) in
        .decimal(Int128(price.ticks) * Int128(instrument.tickUnits), -instrument.priceDecimals)
      })
  }

  /// A price difference in whole ticks.
  var ticks: Codec<Price> { Codec<Int64>.integer(0...1_000_000).map(Price.init(ticks:), \.ticks) }

  /// A quantity above 0 on the grid of lots.
  var quantity: Codec<Quantity> {
    Codec(
      read: { (reader) throws(InputError) in
        let quantity = try reader.quantity(scale: instrument.quantityScale)
        let most = Quantity(lots: ScenarioLimits.lotsMax)
        guard quantity <= most else {
          throw reader.mismatch("a quantity of at most \(decimal(most).shown)")
        }
        return quantity
      },
      write: { (quantity) throws(InputError) in decimal(quantity) })
  }

  private func decimal(_ quantity: Quantity) -> JSON5Value {
    .decimal(Int128(quantity.lots) * Int128(instrument.lotUnits), -instrument.quantityDecimals)
  }

  /// An amount of the contract's collateral, not negative.
  var money: Codec<Money> { money(from: .zero) }

  /// An amount of the contract's collateral, at least so much.
  func money(from least: Money) -> Codec<Money> {
    let range = least...ScenarioLimits.money(of: instrument).upperBound
    return Codec(
      read: { (reader) throws(InputError) in
        try reader.money(in: range, decimals: instrument.moneyDecimals)
      },
      write: { (money) throws(InputError) in
        .decimal(Int128(money.atoms), -instrument.moneyDecimals)
      })
  }

  /// A whole number of millions of atoms, so that every deduction is exact: whole units of the quote
  /// currency, hundredths of a coin.
  var wholeMoney: Codec<Money> {
    let most = ScenarioLimits.money(of: instrument).upperBound.atoms / 1_000_000
    let unit = instrument.kind == .linear ? "in the quote currency" : "in the coin"
    return Codec(
      read: { (reader) throws(InputError) in
        let millions = try reader.decimal(
          decimals: instrument.moneyDecimals - 6, in: 0...most, unit: unit)
        return Money(atoms: millions * 1_000_000)
      },
      write: money.write)
  }

  /// The decimal of an amount.
  func text(_ money: Money) -> String { text(Int128(money.atoms)) }

  /// The decimal of an amount of any size, in atoms.
  func text(_ atoms: Int128) -> String {
    ExactDecimal(coefficient: atoms, exponent: -instrument.moneyDecimals).text
  }
}
