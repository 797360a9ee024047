package import Market
package import Units

/// Counterparties in the order in which they are deleveraged.
package struct DeleveragingQueue: Sendable {
  /// The counterparties, first to last.
  package let ranks: [DeleveragingRank]

  /// One trade of a deleveraging.
  package struct Close: Sendable, Hashable {
    /// The counterparty.
    package var owner: OwnerID
    /// Lots closed, positive.
    package var quantity: Quantity

    /// Makes a trade.
    package init(owner: OwnerID, quantity: Quantity) {
      self.owner = owner
      self.quantity = quantity
    }
  }

  /// Puts counterparties in order.
  package init(_ ranks: [DeleveragingRank]) {
    self.ranks = ranks.sorted()
  }

  /// Who closes how much: each up to its position, until the quantity is used up.
  ///
  /// - Parameters:
  ///   - quantity: Lots to close, positive.
  ///   - isSkipped: Counterparties that cannot take part (dYdX v4: whose own bankruptcy price does not overlap).
  package func closes(
    _ quantity: Quantity, skipping isSkipped: (DeleveragingRank) -> Bool = { _ in false }
  ) -> [Close] {
    var left = quantity
    var closes: [Close] = []
    for rank in ranks where left > .zero && rank.size != .zero && !isSkipped(rank) {
      let taken = min(left, rank.size.magnitude)
      closes.append(Close(owner: rank.owner, quantity: taken))
      left -= taken
    }
    return closes
  }

  /// The upper bound of each counterparty's fifth of the queue, in percent: 20 is deleveraged first.
  ///
  /// By cumulative size, the own included: `20 x ceil(share / 20 %)` (BitMEX, deleveraging indicator, read
  /// 2026-11). In the order of the queue.
  package var quintiles: [Int] {
    let total = ranks.reduce(Int128(0)) { $0 + Int128($1.size.magnitude.lots) }
    guard total > 0 else { return ranks.map { _ in 100 } }
    var sum: Int128 = 0
    return ranks.map { rank in
      sum += Int128(rank.size.magnitude.lots)
      return 20 * Int(divide(5 * sum, by: total, rounding: .up))
    }
  }
}
