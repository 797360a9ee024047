import Market
package import Simulation
import Units

/// The changes of a position that closed a part of it, whoever brought them about, and how many of them won.
package struct ClosingTrades: Sendable, Hashable {
  /// How many there were.
  package var count = 0
  /// How many won against the average entry price, fees apart.
  package var won = 0

  /// Counts those that reduced a position or turned it round.
  package init(_ trades: [StrategyTrade]) {
    for trade in trades {
      let before = trade.position.lots - trade.side.sign * trade.quantity.lots
      guard before != 0, (before > 0) == (trade.side == .sell) else { continue }
      count += 1
      if trade.realised > .zero { won += 1 }
    }
  }

  /// The share that won; nil without a closing trade.
  package var hitRate: Double? { count > 0 ? Double(won) / Double(count) : nil }
}
