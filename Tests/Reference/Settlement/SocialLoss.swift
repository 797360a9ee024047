package import Units

/// A loss that no fund covers, spread over everyone's open interest (Drift v2: through cumulative funding).
package struct SocialLoss: Sendable, Hashable {
  /// What is spread.
  package let uncovered: Money

  /// Takes what insurance pays off a loss.
  package init(loss: Money, insurance: Money = .zero) {
    uncovered = max(loss - insurance, .zero)
  }

  /// What each unit of the base pays, long or short.
  ///
  /// Rounded up to an atom: those who pay pay the fraction, so that the loss is covered (drift-labs/protocol-v2
  /// at 0ae3e3b1, read 2026-11).
  ///
  /// - Parameters:
  ///   - long: Lots held by longs.
  ///   - short: Lots held by shorts, positive.
  ///   - lotsPerUnit: Lots in a unit of the base.
  /// - Returns: nil where nobody holds anything.
  package func perUnit(long: Quantity, short: Quantity, lotsPerUnit: Int64) -> Money? {
    let interest = Int128(long.lots) + Int128(short.lots)
    guard interest > 0 else { return nil }
    let share = divide(
      Int128(uncovered.atoms) * Int128(lotsPerUnit), by: interest, rounding: .up)
    return Money(atoms: Int64(share))
  }

  /// How cumulative funding per unit of the base moves: up for longs and down for shorts, so that both pay.
  ///
  /// - Returns: nil where nobody holds anything.
  package func fundingChange(
    long: Quantity, short: Quantity, lotsPerUnit: Int64
  ) -> (long: Money, short: Money)? {
    perUnit(long: long, short: short, lotsPerUnit: lotsPerUnit).map { ($0, -$0) }
  }

  /// What a position pays when cumulative funding per unit has moved.
  ///
  /// Rounded up to an atom: who pays, pays the fraction.
  ///
  /// - Parameters:
  ///   - size: The position, signed.
  ///   - change: The move of each side's cumulative funding.
  ///   - lotsPerUnit: Lots in a unit of the base.
  package static func payment(
    of size: Quantity, change: (long: Money, short: Money), lotsPerUnit: Int64
  ) -> Money {
    let perUnit = size > .zero ? change.long : change.short
    let product = Int128(perUnit.atoms) * Int128(size.lots)
    return Money(atoms: Int64(divide(product, by: Int128(lotsPerUnit), rounding: .up)))
  }
}
