package import Units

/// How a venue makes the mark price, the one that margin is checked against.
///
/// The basis is the middle of best bid and best ask less the index. A window is a number of samples;
/// how often one is taken is the venue's mark cadence.
package enum MarkFormula: Sendable, Hashable {
  /// The index itself: venues that check margin against an oracle (dYdX, GMX, Drift).
  case index
  /// The last trade; the index until there is one.
  case last
  /// The index plus the average basis over the window, kept within a share of the index.
  ///
  /// OKX and others use this shape. `clampRate` bounds how far the mark may leave the index.
  case indexPlusAverageBasis(window: Int, clampRate: Rate)
  /// The median of three prices, as Binance and Bybit publish it.
  ///
  /// The first is the index times 1 plus the last funding rate, scaled by the share of the funding
  /// interval that is left. The second is the index plus the average basis over the window. The
  /// third is the last trade. (Binance USD-M, mark price rules, read 2026-11.)
  case medianOfThree(window: Int)
  /// The index times 1 plus the last funding rate, scaled by the share of the interval that is left.
  ///
  /// The book does not enter. (BitMEX, fair price marking of perpetual contracts, read 2026-11.)
  case indexWithFunding
  /// The index plus a moving average of the basis that forgets with a time constant, kept within a
  /// share of the index.
  ///
  /// (Deribit: 30 seconds and a bandwidth, as restated by others, read 2026-11.)
  case emaOfPremium(timeConstant: Interval, clampRate: Rate)
  /// The median of best bid, best ask and last trade; no index enters. (FTX, read 2026-11.)
  case ownBook
  /// The median of an oracle side, a book side and the book side's own average.
  ///
  /// The first is the index plus a moving average of the basis over `premiumTime`. The second is the
  /// median of best bid, best ask and last trade. The third stands in for prices of other venues, which
  /// this model does not have: a moving average of the second over `bookTime`. (Hyperliquid, robust
  /// price indices, the rule for two inputs: 150 and 30 seconds, read 2026-11.)
  case oracleAndBook(premiumTime: Interval, bookTime: Interval)

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    switch self {
    case .index, .last, .indexWithFunding, .ownBook: nil
    case .indexPlusAverageBasis(let window, let clampRate):
      Self.windowFlaw(window) ?? Self.clampFlaw(clampRate)
    case .medianOfThree(let window): Self.windowFlaw(window)
    case .emaOfPremium(let time, let clampRate): Self.timeFlaw(time) ?? Self.clampFlaw(clampRate)
    case .oracleAndBook(let premiumTime, let bookTime):
      Self.timeFlaw(premiumTime) ?? Self.timeFlaw(bookTime)
    }
  }

  /// How many samples of the basis are averaged.
  var window: Int {
    switch self {
    case .index, .last, .indexWithFunding, .emaOfPremium, .ownBook, .oracleAndBook: 0
    case .indexPlusAverageBasis(let window, _), .medianOfThree(let window): window
    }
  }

  private static func windowFlaw(_ window: Int) -> String? {
    window < 1 ? "a mark window holds at least one sample" : nil
  }

  private static func clampFlaw(_ rate: Rate) -> String? {
    rate < .zero ? "the clamp of the basis is not negative" : nil
  }

  private static func timeFlaw(_ time: Interval) -> String? {
    time <= .zero ? "the time constant of a moving average is positive" : nil
  }
}
