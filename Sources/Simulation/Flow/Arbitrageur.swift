import Kernel
import Market
import Units

/// An arbitrageur: takes orders of the book that are stale against the index it sees.
struct Arbitrageur: Sendable {
  let owner: OwnerID
  /// What it has moved elsewhere.
  private(set) var hedge = Hedge()
  /// The number of the index update it saw last; -1 before the first.
  private var seenNumber: Int64 = -1

  init(owner: OwnerID) { self.owner = owner }

  /// An order it wants to send.
  struct Intent: Sendable {
    var side: Side
    var limit: Price
    var quantity: Quantity
  }

  /// Takes note of an index update.
  ///
  /// - Returns: Whether it is news; one that a later one has overtaken is dropped.
  mutating func sees(update number: Int64) -> Bool {
    if number <= seenNumber { return false }
    seenNumber = number
    return true
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
  ///   - instrument: The contract.
  ///   - uniform: A draw for the size, made only when there is something to take.
  mutating func intent(
    settings: ArbitrageurSettings, index: Price, bestBid: Price?, bestAsk: Price?,
    position: Int64, now: Instant, _ instrument: Instrument, uniform: () -> Double
  ) -> Intent? {
    // Four times a second is often enough for half-lives of seconds.
    if now - hedge.updated >= .milliseconds(250) {
      hedge.follow(
        position, halfLife: settings.hedgeHalfLife, now: now, index: index, instrument)
    }
    let edge = index.ticks * settings.threshold.partsPerMillion / 1_000_000
    let upper = index.ticks + edge
    let lower = index.ticks - edge
    let risk = position - hedge.lots
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
}
