package import Units

/// The price at which positions are closed against each other.
package enum DeleveragingPrice: Sendable, Hashable {
  /// The bankruptcy price of the liquidated account (BitMEX, Binance, dYdX).
  case bankruptcy
  /// The current mark (OKX).
  case mark
  /// The mark before the one that triggered it (Hyperliquid).
  case previousMark
  /// The index or oracle price (GMX; dYdX in final settlement; Hyperliquid in its older text).
  case index
  /// The bankruptcy price, or the mark where the two are further apart than this part of the mark (Bybit: 5 %).
  case bankruptcyUnlessFar(Rate)

  /// The price of a trade.
  ///
  /// - Parameters:
  ///   - bankruptcy: The bankruptcy price of the liquidated account.
  ///   - mark: The mark price.
  ///   - previousMark: The mark price before it.
  ///   - index: The index price.
  package func price(
    bankruptcy: Price, mark: Price, previousMark: Price, index: Price
  ) -> Price {
    switch self {
    case .bankruptcy: return bankruptcy
    case .mark: return mark
    case .previousMark: return previousMark
    case .index: return index
    case .bankruptcyUnlessFar(let most):
      // By cross-multiplication: the distance against the rate's part of the mark.
      let distance = Int128((bankruptcy - mark).magnitude.ticks) * 1_000_000
      return distance > Int128(most.partsPerMillion) * Int128(mark.ticks) ? mark : bankruptcy
    }
  }
}
