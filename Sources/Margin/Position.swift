public import Units

/// A holding in one contract and the cash that has flowed for it.
///
/// The cost is kept, not the average price, so that nothing is lost to a division: the value of the
/// position is `entryCost` plus the notional of `size`, exactly.
public struct Position: Sendable, Hashable {
  /// Lots held: positive for a long, negative for a short.
  public var size: Quantity
  /// The cash flow of the entry: negative for a long, who paid, positive for a short, who received.
  public var entryCost: Money

  /// Makes a position; without arguments it is flat.
  public init(size: Quantity = .zero, entryCost: Money = .zero) {
    self.size = size
    self.entryCost = entryCost
  }

  /// Whether nothing is held.
  public var isFlat: Bool { size == .zero }

  /// Trades, and gives the cash that the trade sets free.
  ///
  /// Lots added move their price into the entry cost. Lots closed take their share of the entry cost
  /// with them, and what they brought beyond it is realised. A trade through zero does both.
  /// Cash and entry cost together change by exactly minus the value traded.
  ///
  /// The share of the entry cost rounds to the nearest atom; the fraction stays in the cost of what the
  /// same account still holds, so nobody else pays it, and the last lot closed takes all that is left.
  ///
  /// - Parameters:
  ///   - change: Lots bought, or minus the lots sold.
  ///   - lotValue: The value of one lot at the price of the trade.
  /// - Returns: The profit or loss realised.
  package mutating func trade(_ change: Quantity, lotValue: Money) -> Money {
    let opens = (size.lots >= 0) == (change.lots >= 0) || size.lots == 0
    if opens {
      size += change
      entryCost.atoms -= change.lots * lotValue.atoms
      return .zero
    }
    let closes = change.magnitude.lots < size.magnitude.lots ? change.lots : -size.lots
    let released = entryCost(ofLots: -closes)
    let rest = change.lots - closes
    size.lots += change.lots
    entryCost.atoms = entryCost.atoms - released.atoms - rest * lotValue.atoms
    return Money(atoms: released.atoms - closes * lotValue.atoms)
  }

  /// The share of the entry cost that belongs to some of the lots held.
  private func entryCost(ofLots lots: Int64) -> Money {
    if lots == size.lots { return entryCost }
    // Nearest: the fraction stays with the account, see `trade`.
    let product = Int128(entryCost.atoms) * Int128(lots)
    return Money(
      atoms: Int64(divide(product, by: Int128(size.lots), rounding: .toNearestOrEven)))
  }
}
