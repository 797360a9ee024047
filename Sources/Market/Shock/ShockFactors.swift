package import Units

/// How makers quote at one instant, compared with normal times.
package struct ShockFactors: Sendable, Hashable {
  /// The size of the bids as a share of normal.
  package var buySize: Rate
  /// The size of the asks as a share of normal.
  package var sellSize: Rate
  /// The spread as a multiple of normal, at least one.
  package var spread: Rate
  /// How far below the index the bids start at least, as a share of it.
  package var buyGap: Rate
  /// How far above the index the asks start at least, as a share of it.
  package var sellGap: Rate

  /// Normal times.
  package static let none = ShockFactors(
    buySize: .one, sellSize: .one, spread: .one, buyGap: .zero, sellGap: .zero)

  /// The size of one side as a share of normal.
  package func size(_ side: Side) -> Rate {
    switch side {
    case .buy: buySize
    case .sell: sellSize
    }
  }

  /// How far from the index one side starts at least.
  package func gap(_ side: Side) -> Rate {
    switch side {
    case .buy: buyGap
    case .sell: sellGap
    }
  }

  /// Adds one shock of which a share is left.
  ///
  /// Sizes and spreads of several shocks multiply, the spread up to ``spreadMaximum``; gaps add up to
  /// ``gapMaximum``.
  mutating func add(_ shock: DepthShock, remaining: Rate) {
    // Rounded down: what is left of the disturbance, never more than stated.
    func left(of rate: Rate) -> Rate { Self.product(rate, remaining) }
    switch shock {
    case .thin(let side, let rate):
      let size = Rate.one - left(of: rate)
      if side != .sell { buySize = Self.product(buySize, size) }
      if side != .buy { sellSize = Self.product(sellSize, size) }
    case .pull(let side):
      let size = Rate.one - remaining
      switch side {
      case .buy: buySize = Self.product(buySize, size)
      case .sell: sellSize = Self.product(sellSize, size)
      }
    case .widen(let rate):
      spread = min(Self.product(spread, .one + left(of: rate)), Self.spreadMaximum)
    case .gap(let side, let rate):
      if side != .sell { buyGap = min(buyGap + left(of: rate), Self.gapMaximum) }
      if side != .buy { sellGap = min(sellGap + left(of: rate), Self.gapMaximum) }
    case .cancelBurst: break
    }
  }

  /// The widest spread that shocks on top of one another can make: a thousand times the normal one.
  package static let spreadMaximum = Rate(partsPerMillion: 1_000_000_000)

  /// The widest gap that shocks on top of one another can make: 99 % of the index, so that a bid has a price.
  package static let gapMaximum = Rate(partsPerMillion: 990_000)

  /// The product of two rates, rounded down; nobody is paid by it.
  private static func product(_ left: Rate, _ right: Rate) -> Rate {
    let product = Int128(left.partsPerMillion) * Int128(right.partsPerMillion)
    return Rate(partsPerMillion: Int64(divide(product, by: 1_000_000, rounding: .down)))
  }
}
