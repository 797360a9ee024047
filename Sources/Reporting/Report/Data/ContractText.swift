import Market
import Units

/// Prices, sizes and money of a contract as decimals, exact, and what they are counted in.
///
/// Sizes of a linear contract are in units of the base and money is in quote currency; sizes of an
/// inverse one are in quote currency and money is in the coin.
struct ContractText {
  private let instrument: Instrument
  /// The powers of ten that prices and sizes are divided by; a conversion of 128 bits is worth making once.
  private let priceScale: Double
  private let sizeScale: Double

  init(_ instrument: Instrument) {
    self.instrument = instrument
    priceScale = Double(FixedDecimal.powerOfTen(instrument.priceDecimals))
    sizeScale = Double(FixedDecimal.powerOfTen(instrument.quantityDecimals))
  }

  func decimal(_ price: Price) -> FixedDecimal { instrument.decimal(price) }

  func decimal(_ quantity: Quantity) -> FixedDecimal { instrument.decimal(quantity) }

  func decimal(_ amount: Money) -> FixedDecimal { instrument.decimal(amount) }

  /// Money with every atom.
  func cell(_ amount: Money) -> CSVCell { .decimal(decimal(amount)) }

  /// Money without needless zeros.
  func text(_ amount: Money) -> String { Words.trimmed(decimal(amount).groupedText) }

  /// Money for a glance: whole units of quote currency, four decimals of a coin.
  func rounded(_ amount: Money) -> String {
    let decimals: Int =
      switch instrument.kind {
      case .linear: 0
      case .inverse: 4
      }
    return decimal(amount).rounded(toDecimals: decimals).groupedText
  }

  /// What money is counted in.
  var moneyUnit: String { instrument.moneyUnit }

  /// What sizes are counted in.
  var sizeUnit: String {
    switch instrument.kind {
    case .linear: "base"
    case .inverse: "quote"
    }
  }

  /// The headers of columns of money, unit last.
  func moneyColumn(_ name: String) -> CSVColumn { CSVColumn(name + "_" + moneyUnit, .decimal) }

  /// The headers of columns of sizes, unit last.
  func sizeColumn(_ name: String) -> CSVColumn { CSVColumn(name + "_" + sizeUnit, .decimal) }

  func cell(_ price: Price?) -> CSVCell { price.map { .decimal(decimal($0)) } ?? .missing }

  func cell(_ quantity: Quantity) -> CSVCell { .decimal(decimal(quantity)) }

  func text(_ price: Price) -> String { decimal(price).groupedText }

  func text(_ quantity: Quantity) -> String { decimal(quantity).groupedText }

  /// A price for a chart.
  func number(_ price: Price) -> Double {
    Double(price.ticks * instrument.tickUnits) / priceScale
  }

  /// A size for a chart or a statistic.
  func number(_ quantity: Quantity) -> Double { size(Double(quantity.lots)) }

  /// A mean of sizes, from lots.
  func size(_ lots: Double) -> Double {
    lots * Double(instrument.lotUnits) / sizeScale
  }
}
