package import Units

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

  /// A decimal in steps; nothing where it lies between two of them or does not fit 64 bits.
  package func steps(of number: ExactDecimal) -> Int64? {
    guard case .exact(let units) = number.scaled(decimals: decimals),
      units.isMultiple(of: unitsPerStep)
    else { return nil }
    return units / unitsPerStep
  }

  /// The size of one step as a decimal.
  package var stepText: String {
    ExactDecimal(coefficient: Int128(unitsPerStep), exponent: -decimals).text
  }
}
