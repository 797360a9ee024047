package import Market

/// The grid that the prices or quantities of an instrument lie on.
///
/// One step is `unitsPerStep` units of 10^-decimals: a tick of 0.5 has one decimal and five units.
package struct DecimalScale: Sendable, Hashable {
  /// The decimals of one unit.
  package let decimals: Int
  /// The units in one step.
  package let unitsPerStep: Int64

  /// Makes a grid.
  package init(decimals: Int, unitsPerStep: Int64) {
    self.decimals = decimals
    self.unitsPerStep = unitsPerStep
  }

  /// The grid with a given step, such as `0.5`; nothing when the step is not above 0 or too fine.
  package init?(step: ExactDecimal) {
    let decimals = max(0, -step.exponent)
    guard decimals <= 18, case .exact(let units) = step.scaled(decimals: decimals), units > 0 else {
      return nil
    }
    self.init(decimals: decimals, unitsPerStep: units)
  }

  /// The size of one step as a decimal.
  package var stepText: String {
    ExactDecimal(coefficient: Int128(unitsPerStep), exponent: -decimals).text
  }
}

extension Instrument {
  /// The grid of the prices: the ticks.
  package var priceScale: DecimalScale {
    DecimalScale(decimals: priceDecimals, unitsPerStep: tickUnits)
  }

  /// The grid of the quantities: the lots.
  package var quantityScale: DecimalScale {
    DecimalScale(decimals: quantityDecimals, unitsPerStep: lotUnits)
  }
}
