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

  /// Takes counterparties in the order in which they are.
  package init(ordered ranks: [DeleveragingRank]) {
    self.ranks = ranks
  }

  /// Who closes how much: each up to its position, until the quantity is used up.
  ///
  /// - Parameter quantity: Lots to close, positive.
  package func closes(_ quantity: Quantity) -> [Close] {
    var left = quantity
    var closes: [Close] = []
    for rank in ranks where left > .zero && rank.size != .zero {
      let taken = min(left, rank.size.magnitude)
      closes.append(Close(owner: rank.owner, quantity: taken))
      left -= taken
    }
    return closes
  }

  /// Who closes how much by a policy, in the order of the queue; those who close nothing are left out.
  ///
  /// What the policy cannot place with those it may ask goes to the queue, so that a position is closed as far
  /// as there are counterparties.
  ///
  /// - Parameters:
  ///   - quantity: Lots to close, positive.
  ///   - policy: How they are spread.
  ///   - candidatesMax: How many are asked at most; nil is all.
  ///   - cap: The most of a position that a capped policy closes.
  package func closes(
    _ quantity: Quantity, by policy: DeleveragingPolicy, candidatesMax: Int? = nil,
    cap: Rate = .one
  ) -> [Close] {
    if policy == .queue { return closes(quantity) }
    let asked = ranks.prefix(candidatesMax ?? ranks.count)
    let candidates = asked.map { rank in
      let lots = rank.size.magnitude.lots
      // Down: nobody is closed beyond the cap.
      let most = divide(Int128(lots) * Int128(cap.partsPerMillion), by: 1_000_000, rounding: .down)
      return DeleveragingPolicy.Candidate(endowment: lots, cap: min(Int64(most), lots))
    }
    let allotment = policy.allot(quantity.lots, over: candidates)
    var taken = allotment.taken + Array(repeating: 0, count: ranks.count - candidates.count)
    var left = allotment.unmet
    for (index, rank) in ranks.enumerated() where left > 0 {
      let more = min(left, rank.size.magnitude.lots - taken[index])
      taken[index] += more
      left -= more
    }
    return zip(ranks, taken).compactMap { rank, lots in
      lots > 0 ? Close(owner: rank.owner, quantity: Quantity(lots: lots)) : nil
    }
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
