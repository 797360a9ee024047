package import Units

/// A holding in one contract and the cash that has flowed for it.
///
/// The cost is kept, not the average price, so that nothing is lost to a division: the value of the
/// profit of the position is `entryCost` plus the value of `size`, exactly.
package struct Position: Sendable, Hashable {
  /// Lots held: positive for a long, negative for a short.
  package var size: Quantity
  /// The cash flow of the entry: negative for a long, who paid, positive for a short, who received.
  package var entryCost: Money

  /// Makes a position; without arguments it is flat.
  package init(size: Quantity = .zero, entryCost: Money = .zero) {
    self.size = size
    self.entryCost = entryCost
  }

  /// Whether nothing is held.
  package var isFlat: Bool { size == .zero }

  /// Trades, and gives the cash that the trade sets free.
  ///
  /// Lots added move their value into the entry cost. Lots closed take their share of the entry cost
  /// with them, and what they brought beyond it is realised. A trade through zero does both.
  /// Cash and entry cost together change by exactly minus the value traded.
  ///
  /// The share of the entry cost rounds to the nearest atom, and so does the share of the value where a
  /// trade through zero splits it; the fraction stays in the cost of what the same account still holds,
  /// so nobody else pays it, and the last lot closed takes all that is left.
  ///
  /// - Parameters:
  ///   - change: Lots bought, or minus the lots sold.
  ///   - value: The signed value of the change at the price of the trade, as `Instrument.value` gives it.
  /// - Returns: The profit or loss realised.
  package mutating func trade(_ change: Quantity, value: Money) -> Money {
    let opens = (size.lots >= 0) == (change.lots >= 0) || size.lots == 0
    if opens {
      size += change
      entryCost -= value
      return .zero
    }
    let closes = change.magnitude.lots < size.magnitude.lots ? change.lots : -size.lots
    let released = entryCost(ofLots: -closes)
    let closed = Self.share(of: value, lots: closes, among: change.lots)
    size += change
    entryCost = entryCost - released - (value - closed)
    return released - closed
  }

  /// Trades at the value of one lot, for a linear contract; see `trade(_:value:)`.
  package mutating func trade(_ change: Quantity, lotValue: Money) -> Money {
    trade(change, value: Money(atoms: change.lots * lotValue.atoms))
  }

  /// The share of the entry cost that belongs to some of the lots held.
  private func entryCost(ofLots lots: Int64) -> Money {
    Self.share(of: entryCost, lots: lots, among: size.lots)
  }

  /// The part of an amount for all lots that belongs to some of them.
  private static func share(of amount: Money, lots: Int64, among all: Int64) -> Money {
    if lots == all { return amount }
    // Nearest: the fraction stays with the account, see `trade`.
    let product = Int128(amount.atoms) * Int128(lots)
    return Money(atoms: Int64(divide(product, by: Int128(all), rounding: .toNearestOrEven)))
  }
}
