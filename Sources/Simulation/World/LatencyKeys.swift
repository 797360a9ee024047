import Kernel
import Market
import Units

/// The random streams of the links.
///
/// A delay is drawn from the link's stream by who waits and the instant of what made it wait. Two paths
/// that do the same thing at the same time meet the same luck, whatever else they do differently. Who
/// waits is named by role and number, so that another account or strategy shifts nobody's luck.
struct LatencyKeys: Sendable {
  let settings: LatencySettings
  private let roster: Roster
  private let indexToVenue: RandomStream
  private let feedToMaker: RandomStream
  private let feedToStrategy: RandomStream
  private let orderEntry: RandomStream
  private let response: RandomStream
  private let liquidation: RandomStream

  init(settings: LatencySettings, roster: Roster, seed: UInt64) {
    self.settings = settings
    self.roster = roster
    indexToVenue = RandomStream(seed: seed, name: "latency.index")
    feedToMaker = RandomStream(seed: seed, name: "latency.feed.maker")
    feedToStrategy = RandomStream(seed: seed, name: "latency.feed.strategy")
    orderEntry = RandomStream(seed: seed, name: "latency.order")
    response = RandomStream(seed: seed, name: "latency.response")
    liquidation = RandomStream(seed: seed, name: "latency.liquidation")
  }

  /// The delay of index update `number` on its way to the venue.
  func indexToVenue(number: Int64) -> Interval {
    settings.indexToVenue.delay(indexToVenue.uniform(draw: 0, entity: 0, event: UInt64(number)))
  }

  /// The delay of index update `number` on its way to a maker or arbitrageur.
  func indexToAgent(number: Int64, owner: OwnerID) -> Interval {
    let uniform = feedToMaker.uniform(
      draw: 0, entity: roster.entity(owner), event: UInt64(number) | 1 << 62)
    return settings.feedToMaker.delay(uniform)
  }

  /// The delay of what happened at `cause` on its way to a maker.
  func feedToMaker(owner: OwnerID, cause: Instant) -> Interval {
    settings.feedToMaker.delay(
      feedToMaker.uniform(
        draw: 0, entity: roster.entity(owner), event: UInt64(bitPattern: cause.nanoseconds)))
  }

  /// The delay of what happened at `cause` on its way to a strategy.
  func feedToStrategy(owner: OwnerID, cause: Instant, draw: UInt64) -> Interval {
    settings.feedToStrategy.delay(
      feedToStrategy.uniform(
        draw: draw, entity: roster.entity(owner), event: UInt64(bitPattern: cause.nanoseconds)))
  }

  /// The delay of a packet sent at `cause` by a maker.
  func makerOrderEntry(owner: OwnerID, cause: Instant) -> Interval {
    settings.makerOrderEntry.delay(orderEntry(owner, cause))
  }

  /// The delay of an order sent at `cause` by a taker or arbitrageur.
  func takerOrderEntry(owner: OwnerID, cause: Instant) -> Interval {
    settings.takerOrderEntry.delay(orderEntry(owner, cause))
  }

  /// The delay of a packet sent at `cause` by a strategy.
  func strategyOrderEntry(owner: OwnerID, cause: Instant) -> Interval {
    settings.strategyOrderEntry.delay(orderEntry(owner, cause))
  }

  private func orderEntry(_ owner: OwnerID, _ cause: Instant) -> Double {
    orderEntry.uniform(
      draw: 0, entity: roster.entity(owner), event: UInt64(bitPattern: cause.nanoseconds))
  }

  /// The delay of an answer to an owner about what happened at `cause`.
  func response(owner: OwnerID, cause: Instant, draw: UInt64 = 0) -> Interval {
    settings.response.delay(
      response.uniform(
        draw: draw, entity: roster.entity(owner), event: UInt64(bitPattern: cause.nanoseconds)))
  }

  /// The delay of a forced order sent at `cause` for an account.
  func liquidation(owner: OwnerID, cause: Instant) -> Interval {
    settings.liquidationOrderEntry.delay(
      liquidation.uniform(
        draw: 0, entity: roster.entity(owner), event: UInt64(bitPattern: cause.nanoseconds)))
  }
}
