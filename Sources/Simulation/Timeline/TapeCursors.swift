import Kernel
import Market
import Units

/// How far the tapes of a run have been read: the index, last prices where there are some, and a recorded market, once
/// by the venue's clock and once by the recorder's.
///
/// The tapes are merged with the queue by time. Of updates at one instant the index comes first, then the last price,
/// then what arrives, then what happens.
struct TapeCursors: Sendable {
  /// When the next update comes; the end of the run where there is none before it.
  private(set) var next: Instant
  /// Index updates read so far.
  private(set) var indexCount = 0
  /// The recorded market, where one is replayed.
  private(set) var market: MarketCursor?
  private var lastCount = 0
  private let index: IndexTape
  private let last: IndexTape?
  private var nextIndex: Instant
  private var nextLast: Instant
  private var nextHappening: Instant
  private var nextArrival: Instant
  private let end: Instant

  /// Starts before the first update; nobody waits for arrivals where there are no strategies.
  init(setup: WorldSetup) {
    let end = Instant.zero + setup.scenario.length
    self.end = end
    index = setup.index
    last = setup.last
    market = setup.market?.cursor
    nextIndex = min(index.updates[0].time, end)
    nextLast = min(last?.updates[0].time ?? end, end)
    nextHappening = min(market?.nextHappening ?? end, end)
    nextArrival = setup.strategies.isEmpty ? end : min(market?.nextArrival ?? end, end)
    next = min(nextIndex, nextLast, nextHappening, nextArrival)
  }

  /// Takes the next update as the event that it is.
  @inline(__always)
  mutating func take() -> Event {
    let event = next < nextIndex && next < nextLast ? takeMessage() : takePrice()
    next = min(min(nextIndex, nextLast), min(nextHappening, nextArrival))
    return event
  }

  @inline(__always)
  private mutating func takeMessage() -> Event {
    let (kind, keys, number) =
      next == nextArrival
      ? (EventKind.tapeArrival, Timeline.arrivalKeys, market?.takeArrival() ?? 0)
      : (EventKind.tapeMessage, Timeline.messageKeys, market?.takeHappening() ?? 0)
    if kind == .tapeArrival {
      nextArrival = min(market?.nextArrival ?? end, end)
    } else {
      nextHappening = min(market?.nextHappening ?? end, end)
    }
    return Event(
      time: next, phase: Phase.index.rawValue, kind: kind.rawValue, target: 0, a: Int64(number),
      b: 0, cause: 0, sequence: keys | UInt64(number))
  }

  private mutating func takePrice() -> Event {
    if let last, nextLast < nextIndex {
      let number = lastCount
      lastCount += 1
      nextLast = time(of: lastCount, in: last)
      return event(.lastTape, Timeline.lastKeys | UInt64(number), number, last)
    }
    let number = indexCount
    indexCount += 1
    nextIndex = time(of: indexCount, in: index)
    return event(.indexTape, Timeline.indexKeys | UInt64(number), number, index)
  }

  private func event(_ kind: EventKind, _ key: UInt64, _ number: Int, _ tape: IndexTape) -> Event {
    let update = tape.updates[number]
    return Event(
      time: update.time, phase: Phase.index.rawValue, kind: kind.rawValue, target: 0,
      a: Int64(number), b: update.price.ticks, cause: 0, sequence: key)
  }

  private func time(of number: Int, in tape: IndexTape) -> Instant {
    number == tape.updates.count ? end : min(tape.updates[number].time, end)
  }
}
