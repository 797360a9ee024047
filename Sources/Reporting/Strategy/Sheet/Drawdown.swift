package import Units

/// How far and how long an account lay below what it had been worth before.
///
/// Its values are those at the ends of seconds, and the capital before the first of them.
package struct Drawdown: Sendable, Hashable {
  /// The largest fall from a highest value before it; zero where the account never fell.
  package var depth = Money.zero
  /// The highest value from which it fell that far.
  package var peak: Money
  /// How long that fall lasted: from the peak until the value was back there, or to the end.
  package var seconds = 0
  /// For how many seconds the account was worth less than some time before.
  package var secondsUnderWater = 0

  /// Reads a series of equity.
  ///
  /// Of two falls of the same depth the first counts.
  ///
  /// - Parameters:
  ///   - capital: What the account started with.
  ///   - equity: What it was worth at the end of each second.
  package init(capital: Money, equity: [Money]) {
    peak = capital
    var highest = capital
    // The end of the second at which it was worth that, and whether the deepest fall started there.
    var since = 0
    var isDeepest = false
    for (second, value) in equity.enumerated() {
      if value >= highest {
        if isDeepest { seconds = second + 1 - since }
        highest = value
        since = second + 1
        isDeepest = false
        continue
      }
      secondsUnderWater += 1
      if highest - value > depth {
        depth = highest - value
        peak = highest
        isDeepest = true
      }
      if isDeepest { seconds = second + 1 - since }
    }
  }

  /// The depth as a share of the peak; nil where the peak is not above zero.
  package var share: Double? {
    peak > .zero ? Double(depth.atoms) / Double(peak.atoms) : nil
  }
}
