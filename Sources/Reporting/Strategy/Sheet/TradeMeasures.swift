package import Market
package import Simulation
package import Units

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

/// The size of a position over a run, either side of it counted as positive.
package struct Inventory: Sendable, Hashable {
  /// Lots times nanoseconds for which they were held.
  package var lotTime: Int128 = 0
  /// The most lots held at any time.
  package var lotsMax: Int64 = 0
  /// How long the run was.
  package let length: Interval

  /// Follows a position from trade to trade, from nothing at the start to the end of the run.
  package init(_ trades: [StrategyTrade], length: Interval) {
    self.length = length
    var held: Int64 = 0
    var since = Instant.zero
    for trade in trades {
      lotTime += Int128(held) * Int128((trade.time - since).nanoseconds)
      since = trade.time
      held = trade.position.magnitude.lots
      lotsMax = max(lotsMax, held)
    }
    lotTime += Int128(held) * Int128((Instant.zero + length - since).nanoseconds)
  }

  /// The mean over time in lots; nil for a run without length.
  package var lotsMean: Double? {
    length > .zero ? Double(lotTime) / Double(length.nanoseconds) : nil
  }
}

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

/// How near the mark came to the price at which the account would be liquidated, at the ends of seconds.
package struct LiquidationDistance: Sendable, Hashable {
  /// The least distance as a share of the mark, negative beyond the price; nil where there never was such a price.
  package var least: Double?
  /// For how many seconds the distance was below ``near``.
  package var secondsNear = 0

  /// A distance that is near: one percent of the mark.
  package static let near = 0.01

  /// Reads an account's seconds; those without a position have no distance.
  package init(_ seconds: [StrategySample]) {
    for sample in seconds {
      guard let price = sample.liquidationPrice, sample.size != .zero, sample.mark > .zero else {
        continue
      }
      let away = (sample.mark - price).ticks * (sample.size > .zero ? 1 : -1)
      let distance = Double(away) / Double(sample.mark.ticks)
      least = min(least ?? distance, distance)
      // Compared in whole ticks.
      if away * 100 < sample.mark.ticks { secondsNear += 1 }
    }
  }
}
