package import Units

/// What the insurance fund gains or pays when a forced order fills better or worse than bankruptcy.
///
/// BitMEX and Bybit: the whole surplus goes to the fund. dYdX v4: at most a part of what was traded
/// (`min(fee cap x |quote|, quote - bankruptcy quote)`, dydxprotocol/v4-chain at 84d4664b, read 2026-11).
/// A loss is always the fund's, as far as it has the money and its cap for the window allows; else the
/// fill does not happen.
package struct FillSettlement: Sendable, Hashable {
  /// The most the fund takes of a surplus, as a part of the value traded; nil is all of it.
  package var feeMax: Rate?
  /// The most the fund pays within a block; nil is no cap.
  package var lossPerBlockMax: Money?

  /// Makes the terms; without arguments the fund takes every surplus and pays every loss.
  package init(feeMax: Rate? = nil, lossPerBlockMax: Money? = nil) {
    self.feeMax = feeMax
    self.lossPerBlockMax = lossPerBlockMax
  }

  /// What the fund gains; negative is what it pays.
  ///
  /// - Parameters:
  ///   - quote: What the account receives for the fill; negative is what it pays.
  ///   - bankruptcyQuote: What it would receive at its bankruptcy price.
  package func fundDelta(quote: Money, bankruptcyQuote: Money) -> Money {
    let gap = quote - bankruptcyQuote
    guard gap > .zero, let feeMax else { return gap }
    // Down: the fund goes without the fraction of an atom.
    return min(quote.magnitude.times(feeMax, rounding: .down), gap)
  }

  /// Whether the fund can stand a fill.
  ///
  /// - Parameters:
  ///   - delta: What the fund would gain; negative is what it would pay.
  ///   - fund: What the fund holds.
  ///   - lost: What the fund has paid in this block.
  package func accepts(_ delta: Money, fund: Money, lostInBlock lost: Money) -> Bool {
    if delta >= .zero { return true }
    if -delta > fund { return false }
    guard let lossPerBlockMax else { return true }
    return lost - delta <= lossPerBlockMax
  }
}
