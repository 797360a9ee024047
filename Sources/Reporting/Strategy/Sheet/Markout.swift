package import Market
package import Simulation
import Units

/// How far the mid was from the prices of some trades at some time, in basis points of these prices.
///
/// Signed so that a positive number is good for the account: it bought below the mid, or sold above. Trades are
/// weighted by their notional, and fees are left out.
package struct Markout: Sendable, Hashable {
  /// The mean in basis points.
  package let basisPoints: Double
  /// How many trades had a mid at that time.
  package let count: Int

  /// When the mid is read.
  package enum Time: Sendable, Hashable {
    /// Just before the trade.
    case before
    /// At one of ``StrategyTrade/horizons`` after it, by its place.
    case later(Int)
  }

  /// Takes the mean over trades; nil where no trade had a mid.
  package init?(_ trades: [StrategyTrade], at time: Time, of instrument: Instrument) {
    var (sum, weights, count) = (0.0, 0.0, 0)
    for trade in trades {
      let doubled: Int64? =
        switch time {
        case .before: trade.doubledMid
        case .later(let place): trade.doubledMidsLater[place]
        }
      guard let doubled else { continue }
      let notional = Double(instrument.notional(trade.price, trade.quantity).atoms)
      // Twice the distance in ticks, exact.
      let distance = trade.side.sign * (doubled - 2 * trade.price.ticks)
      sum += notional * Double(distance) / Double(2 * trade.price.ticks)
      weights += notional
      count += 1
    }
    guard count > 0, weights > 0 else { return nil }
    basisPoints = sum / weights * 10_000
    self.count = count
  }
}
