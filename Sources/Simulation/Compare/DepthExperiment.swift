package import Market
package import Units

/// One forced order against a uniform book, at full and at reduced depth.
///
/// The book holds the same size on every tick. A market order that eats n levels pays, on average,
/// n / 2 ticks beyond the mid, so halving the depth doubles n and with it the slippage. The orders go
/// through the order book itself; the experiment shows that size consumed is size paid for.
package enum DepthExperiment {
  /// One row: a depth and what the order paid.
  package struct Row: Sendable, Equatable {
    /// The size on each level.
    package var depth: Quantity
    /// The size of the forced order.
    package var quantity: Quantity
    /// The levels it ate, the last one perhaps in part.
    package var levels: Int
    /// What it traded for: the sum of price times quantity.
    package var notional: Money
    /// What it lost against the mid.
    package var lost: Money
    /// The order's notional at the mid.
    package var notionalAtMid: Money

    /// The average distance from the mid in basis points of the mid.
    package var slippageBasisPoints: Double {
      Double(lost.atoms) * 10_000 / Double(notionalAtMid.atoms)
    }
  }

  /// Sends the same order into books of full, half and quarter depth.
  ///
  /// - Parameters:
  ///   - instrument: The contract.
  ///   - bestBid: The best bid; the best ask is one tick above it.
  ///   - depth: The size on each level at full depth; divisible by four.
  ///   - quantity: The size of the forced order.
  package static func rows(
    instrument: Instrument, bestBid: Price, depth: Quantity, quantity: Quantity
  ) -> [Row] {
    [1, 2, 4].map { divisor in
      row(
        instrument: instrument, bestBid: bestBid, depth: Quantity(lots: depth.lots / divisor),
        quantity: quantity)
    }
  }

  private static func row(
    instrument: Instrument, bestBid: Price, depth: Quantity, quantity: Quantity
  ) -> Row {
    invariant(depth > .zero, "a uniform book has a size on each level")
    var book = OrderBook(instrument: instrument)
    let levelCount = quantity.lots / depth.lots + 2
    for offset in 1...levelCount {
      for side in [Side.buy, .sell] {
        let price = Price(
          ticks: side == .buy ? bestBid.ticks + 1 - offset : bestBid.ticks + offset)
        let order = book.prepare(
          .limit(owner: OwnerID(0), side: side, price: price, quantity: depth))
        book.enter(order)
      }
    }
    // A forced sale: it takes the bids from the best down.
    let forced = book.prepare(.market(owner: OwnerID(1), side: .sell, quantity: quantity))
    book.enter(forced)
    var notional = Money.zero
    var levels = 0
    for index in 0..<book.effectCount {
      guard case .filled(let fill) = book.effect(at: index) else { continue }
      notional += instrument.notional(fill.price, fill.quantity)
      levels += 1
    }
    // The mid lies half a tick above the best bid; half an atom is rounded down.
    let doubled =
      instrument.notional(bestBid, quantity)
      + instrument.notional(bestBid + Price(ticks: 1), quantity)
    let atMid = Money(atoms: doubled.atoms >> 1)
    // The lower the price, the more of the coin an inverse contract costs to close.
    let lost = instrument.kind == .linear ? atMid - notional : notional - atMid
    return Row(
      depth: depth, quantity: quantity, levels: levels, notional: notional,
      lost: lost, notionalAtMid: atMid)
  }
}
