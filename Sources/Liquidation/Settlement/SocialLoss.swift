public import Units

/// A loss that no fund covers, spread over everyone's open interest (Drift v2: through cumulative funding).
public struct SocialLoss: Sendable, Hashable {
  /// What is spread.
  public let uncovered: Money

  /// Takes what insurance pays off a loss.
  public init(loss: Money, insurance: Money = .zero) {
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
  public func perUnit(long: Quantity, short: Quantity, lotsPerUnit: Int64) -> Money? {
    let interest = Int128(long.lots) + Int128(short.lots)
    guard interest > 0 else { return nil }
    let share = divide(
      Int128(uncovered.atoms) * Int128(lotsPerUnit), by: interest, rounding: .up)
    return Money(atoms: Int64(share))
  }
}
