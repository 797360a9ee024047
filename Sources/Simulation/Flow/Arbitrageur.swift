import Kernel
import Market
import Units

/// An arbitrageur: takes orders of the book that are stale against the index it sees.
struct Arbitrageur: Sendable {
  let owner: OwnerID
  /// What it has moved elsewhere, in lots.
  var hedged: Int64 = 0
  var hedgedAt = Instant.zero

  /// An order it wants to send.
  struct Intent: Sendable {
    var side: Side
    var limit: Price
    var quantity: Quantity
  }

  /// What to take, if anything.
  ///
  /// - Parameters:
  ///   - settings: The arbitrageurs' settings.
  ///   - index: The index as it sees it.
  ///   - bestBid: The best bid it sees.
  ///   - bestAsk: The best ask it sees.
  ///   - position: Its position at the venue.
  ///   - now: The time.
  ///   - uniform: A draw for the size, made only when there is something to take.
  mutating func intent(
    settings: ArbitrageurSettings, index: Price, bestBid: Price?, bestAsk: Price?,
    position: Int64, now: Instant, uniform: () -> Double
  ) -> Intent? {
    hedge(settings: settings, position: position, now: now)
    let edge = index.ticks * settings.threshold.partsPerMillion / 1_000_000
    let upper = index.ticks + edge
    let lower = index.ticks - edge
    let risk = position - hedged
    let limit = settings.inventoryLimit.lots
    if let bestBid, bestBid.ticks > upper, limit + risk > 0 {
      let size = size(settings, uniform())
      return Intent(
        side: .sell, limit: Price(ticks: upper), quantity: Quantity(lots: min(size, limit + risk)))
    }
    if let bestAsk, bestAsk.ticks < lower, limit - risk > 0 {
      let size = size(settings, uniform())
      return Intent(
        side: .buy, limit: Price(ticks: lower), quantity: Quantity(lots: min(size, limit - risk)))
    }
    return nil
  }

  /// The size that belongs to a draw, in lots.
  private func size(_ settings: ArbitrageurSettings, _ uniform: Double) -> Int64 {
    let wanted = Distribution.logNormal(
      median: Double(settings.sizeMedian.lots), sigma: settings.sizeSigma)
    let most = Double(settings.inventoryLimit.lots)
    return max(Elementary.roundToInt(min(wanted.sample(uniform), most)), 1)
  }

  private mutating func hedge(settings: ArbitrageurSettings, position: Int64, now: Instant) {
    // Four times a second is often enough for half-lives of seconds.
    if now - hedgedAt < .milliseconds(250) { return }
    let left = HalfLife.remaining(after: now - hedgedAt, halfLife: settings.hedgeHalfLife)
    let kept = divide(
      Int128(position - hedged) * Int128(left.partsPerMillion), by: 1_000_000,
      rounding: .toNearestOrEven)
    hedged = position - Int64(kept)
    hedgedAt = now
  }
}
