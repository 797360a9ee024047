package import Units

/// Funding that follows the imbalance of long and short open interest.
///
/// Per step the rate is `sensitivity * (long / short - mark / index)`: what a long receives of its
/// notional at the mark, and a short pays. It is the funding of the running example of Chitra,
/// "Autodeleveraging: impossibilities and optimization" (2025).
package struct OpenInterestFunding: Sendable, Hashable {
  /// How strongly funding answers, kappa.
  package var sensitivity: Rate
  /// Long over short open interest.
  package var longOverShort: Rate

  /// Makes a rule; neither figure is negative.
  package init(sensitivity: Rate, longOverShort: Rate) {
    self.sensitivity = sensitivity
    self.longOverShort = longOverShort
  }

  /// What an account receives in one step; negative is paid.
  ///
  /// Rounded down: who receives goes without the fraction of an atom, and who pays pays it.
  /// Traps where the exact product leaves 128 bits.
  ///
  /// - Parameters:
  ///   - notional: The position's value at the mark, with the position's sign.
  ///   - mark: The mark price.
  ///   - index: The index price; positive.
  package func payment(notional: Money, mark: Price, index: Price) -> Money {
    invariant(index > .zero, "an index price is positive")
    let imbalance =
      Int128(longOverShort.partsPerMillion) * Int128(index.ticks)
      - 1_000_000 * Int128(mark.ticks)
    let product = Int128(sensitivity.partsPerMillion) * imbalance * Int128(notional.atoms)
    let scale = 1_000_000_000_000 * Int128(index.ticks)
    return Money(atoms: Int64(divide(product, by: scale, rounding: .down)))
  }
}
