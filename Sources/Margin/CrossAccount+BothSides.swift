public import Units

// One contract held on both sides.
extension CrossAccount {
  /// The first prices of a contract, going down and going up from its mark, at which the account is liquidatable.
  ///
  /// All legs of the contract move together, whichever side they are on, and the others are held at their
  /// marks. A long and a short of one contract share their price: the root of `equity(P) = maintenance(P)`
  /// over both (Binance, liquidation price of USD-M futures in hedge mode: `(wallet - other maintenance +
  /// other profit + cum long + cum short - long x entry + short x entry) / (long x rate + short x rate - long
  /// + short)`; read 2026-11). Where the two nearly offset each other only a rise is a danger, because the
  /// requirement grows with the price.
  ///
  /// - Parameter symbol: The contract; linear, and its requirement without jumps.
  /// - Returns: `nil` on a side without such a price, and on both for an account without a leg of the contract
  ///   or one that is liquidatable already.
  public func liquidationPrices(symbol: String) -> (below: Price?, above: Price?) {
    let moving = legs.indices.filter { legs[$0].symbol == symbol && !legs[$0].position.isFlat }
    guard let first = moving.first, !isLiquidatable else { return (nil, nil) }
    let mark = legs[first].mark.ticks
    func fails(_ ticks: Int64) -> Bool {
      var moved = self
      for index in moving { moved.legs[index].mark = Price(ticks: ticks) }
      return moved.isLiquidatable
    }
    // Equity less a requirement without jumps is concave in the price, so the safe prices are one stretch.
    func edge(safe: Int64, failing: Int64) -> Price? {
      guard fails(failing) else { return nil }
      var (safe, failing) = (safe, failing)
      while (failing - safe).magnitude > 1 {
        let middle = safe + (failing - safe) / 2
        if fails(middle) { failing = middle } else { safe = middle }
      }
      return Price(ticks: failing)
    }
    let weight = moving.reduce(Int128(1)) {
      $0 + Int128(legs[$1].position.size.magnitude.lots) * Int128(legs[$1].rules.atomsPerTickLot)
    }
    // What the position is worth there still fits beside the other sums.
    let highest = max(mark, Int64(clamping: Int128(Int64.max / 4) / weight))
    return (edge(safe: mark, failing: 1), edge(safe: mark, failing: highest))
  }
}
