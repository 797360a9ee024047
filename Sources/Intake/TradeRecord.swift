package import Market
package import Units

/// One trade as a venue reported it.
package struct TradeRecord: Sendable, Hashable {
  /// When the venue says it happened.
  package var time: UTCTime
  /// When the recorder heard of it.
  package var localTime: UTCTime
  /// The side of the taker, where the venue tells.
  package var side: Side?
  /// The price.
  package var price: Price
  /// The quantity; contracts for inverse contracts.
  package var quantity: Quantity

  /// Makes a trade.
  package init(
    time: UTCTime, localTime: UTCTime, side: Side?, price: Price, quantity: Quantity
  ) {
    self.time = time
    self.localTime = localTime
    self.side = side
    self.price = price
    self.quantity = quantity
  }

  /// The price that the trade sets, in the time of a run and by the venue's clock.
  ///
  /// - Parameter start: What the run counts its time from.
  package func update(since start: UTCTime) -> IndexUpdate {
    IndexUpdate(time: time.instant(since: start), price: price)
  }
}
