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
  ///   - uniform: A draw for the size.
  mutating func intent(
    settings: ArbitrageurSettings, index: Price, bestBid: Price?, bestAsk: Price?,
    position: Int64, now: Instant, uniform: Double
  ) -> Intent? {
    hedge(settings: settings, position: position, now: now)
    let edge = index.ticks * settings.threshold.partsPerMillion / 1_000_000
    let upper = index.ticks + edge
    let lower = index.ticks - edge
    let risk = position - hedged
    let wanted = Distribution.logNormal(
      median: Double(settings.sizeMedian.lots), sigma: settings.sizeSigma)
    let limit = settings.inventoryLimit.lots
    let size = max(Elementary.roundToInt(min(wanted.sample(uniform), Double(limit))), 1)
    if let bestBid, bestBid.ticks > upper, limit + risk > 0 {
      return Intent(
        side: .sell, limit: Price(ticks: upper), quantity: Quantity(lots: min(size, limit + risk)))
    }
    if let bestAsk, bestAsk.ticks < lower, limit - risk > 0 {
      return Intent(
        side: .buy, limit: Price(ticks: lower), quantity: Quantity(lots: min(size, limit - risk)))
    }
    return nil
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
