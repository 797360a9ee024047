package import Market
package import Units

/// What a market did in the time of one bar.
package struct BarRecord: Sendable, Hashable {
  /// When the bar opens.
  package var openTime: UTCTime
  /// The first price.
  package var open: Price
  /// The highest price.
  package var high: Price
  /// The lowest price.
  package var low: Price
  /// The last price.
  package var close: Price
  /// The quantity traded.
  package var volume: Quantity

  /// Makes a bar.
  package init(
    openTime: UTCTime, open: Price, high: Price, low: Price, close: Price, volume: Quantity
  ) {
    self.openTime = openTime
    self.open = open
    self.high = high
    self.low = low
    self.close = close
    self.volume = volume
  }

  /// The bar in the time of a run.
  ///
  /// - Parameter start: What the run counts its time from.
  package func priceBar(since start: UTCTime) -> PriceBar {
    PriceBar(
      opensAt: openTime.instant(since: start), open: open, high: high, low: low, close: close)
  }
}
