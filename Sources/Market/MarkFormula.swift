public import Units

/// How a venue makes the mark price, the one that margin is checked against.
///
/// The basis is the middle of best bid and best ask less the index. A window is a number of samples;
/// how often one is taken is the venue's mark cadence.
public enum MarkFormula: Sendable, Hashable {
  /// The index itself.
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

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    switch self {
    case .index, .last: nil
    case .indexPlusAverageBasis(let window, let clampRate):
      if window < 1 {
        "a mark window holds at least one sample"
      } else if clampRate < .zero {
        "the clamp of the basis is not negative"
      } else {
        nil
      }
    case .medianOfThree(let window):
      window < 1 ? "a mark window holds at least one sample" : nil
    }
  }

  /// How many samples of the basis are averaged.
  var window: Int {
    switch self {
    case .index, .last: 0
    case .indexPlusAverageBasis(let window, _), .medianOfThree(let window): window
    }
  }
}
