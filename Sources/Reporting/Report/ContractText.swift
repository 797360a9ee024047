import Market
import Units

/// Prices and sizes of a contract as decimals, exact.
struct ContractText {
  private let instrument: Instrument

  init(_ instrument: Instrument) { self.instrument = instrument }

  func decimal(_ price: Price) -> FixedDecimal {
    FixedDecimal(
      units: Int128(price.ticks) * Int128(instrument.tickUnits),
      decimals: instrument.priceDecimals)
  }

  func decimal(_ quantity: Quantity) -> FixedDecimal {
    FixedDecimal(
      units: Int128(quantity.lots) * Int128(instrument.lotUnits),
      decimals: instrument.quantityDecimals)
  }

  func cell(_ price: Price?) -> CSVCell { price.map { .decimal(decimal($0)) } ?? .missing }

  func cell(_ quantity: Quantity) -> CSVCell { .decimal(decimal(quantity)) }

  func text(_ price: Price) -> String { decimal(price).groupedText }

  func text(_ quantity: Quantity) -> String { decimal(quantity).groupedText }

  /// A price for a chart.
  func number(_ price: Price) -> Double {
    Double(price.ticks * instrument.tickUnits)
      / Double(FixedDecimal.powerOfTen(instrument.priceDecimals))
  }

  /// A size for a chart or a statistic.
  func number(_ quantity: Quantity) -> Double { size(Double(quantity.lots)) }

  /// A mean of sizes, from lots.
  func size(_ lots: Double) -> Double {
    lots * Double(instrument.lotUnits)
      / Double(FixedDecimal.powerOfTen(instrument.quantityDecimals))
  }
}
