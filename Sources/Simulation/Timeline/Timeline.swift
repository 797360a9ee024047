import Kernel
import Units

/// Where a run stands in time, what is to come, and what has happened so far as a digest: the only thing that
/// schedules.
struct Timeline: ~Copyable {
  /// The time of the event being handled.
  private(set) var now = Instant.zero
  /// The key of the event being handled.
  private(set) var key: UInt64 = 0
  /// The chained digest of everything that happened.
  private(set) var digest: EventDigest
  /// The journal of events, where one is kept.
  private(set) var journal: EventJournal?
  private var queue: EventQueue
  /// Whether a journal is kept; asked for every event.
  private let isJournalled: Bool

  /// Starts at instant zero.
  init(seed: UInt64, journal: EventJournal?) {
    digest = EventDigest(seed: seed)
    self.journal = journal
    isJournalled = journal != nil
    queue = EventQueue(capacity: 4096)
  }

  private init(_ other: borrowing Timeline, queue: consuming EventQueue, journal: EventJournal?) {
    now = other.now
    key = other.key
    digest = other.digest
    self.journal = journal
    isJournalled = journal != nil
    self.queue = queue
  }

  /// A second timeline with the same past and the same events to come.
  borrowing func forked() -> Timeline {
    Timeline(self, queue: queue.forked(), journal: journal)
  }

  /// A second timeline with the same past and nothing to come, of which no journal is kept.
  borrowing func emptied() -> Timeline {
    Timeline(self, queue: EventQueue(capacity: 64), journal: nil)
  }

  // MARK: What is to come

  /// When the next event is; nil where there is none.
  @inline(__always)
  var nextTime: Instant? { queue.nextTime }

  /// Schedules an event caused by the one being handled.
  @inline(__always)
  mutating func push(
    _ kind: EventKind, _ phase: Phase, at time: Instant, place: Place, target: Int, a: Int64,
    b: Int64
  ) {
    _ = queue.push(
      time: time, phase: phase.rawValue, kind: kind.rawValue, place: place.number,
      target: UInt32(target), a: a, b: b, cause: key)
  }

  /// Schedules an event that was taken, again, as the last of its instant and phase.
  mutating func requeue(_ event: Event) {
    _ = queue.push(
      time: event.time, phase: event.phase, kind: event.kind, place: event.place,
      target: event.target, a: event.a, b: event.b, cause: event.cause)
  }

  /// Gives out the keys that the next events scheduled would have had, and returns the first.
  @inline(__always)
  mutating func reserveKeys(_ count: Int) -> UInt64 { queue.reserveKeys(count) }

  /// Schedules an event under a key that was reserved.
  @inline(__always)
  mutating func pushReserved(_ event: Event) { queue.pushReserved(event) }

  /// Takes the next event; nil where there is none.
  @inline(__always)
  mutating func pop() -> Event? { queue.pop() }

  // MARK: What happens

  /// Moves time, to an event or to the end of the run.
  @inline(__always)
  mutating func pass(to time: Instant) {
    invariant(time >= now, "time does not run backward", at: key)
    now = time
  }

  /// Takes the key of the event that is handled now.
  @inline(__always)
  mutating func begin(_ event: Event) { key = event.sequence }

  /// Writes down that an event happens.
  @inline(__always)
  mutating func note(_ event: Event) {
    if isJournalled { journal?.append(event, digest: digest.value) }
    digest.absorb(event)
  }

  /// Takes what an event came to into the digest.
  @inline(__always)
  mutating func absorb(_ word: UInt64) { digest.absorb(word) }

  /// Takes what an event came to into the digest.
  @inline(__always)
  mutating func absorb(_ first: UInt64, _ second: UInt64) { digest.absorb(first, second) }

  // MARK: Keys of tapes

  /// Keys of index updates: tapes are merged with the queue, so their keys are kept apart.
  static var indexKeys: UInt64 { 1 << 63 }
  /// Keys of updates of the tape of last prices.
  static var lastKeys: UInt64 { 3 << 62 }
  /// Keys of messages of a market tape where they happen.
  static var messageKeys: UInt64 { 5 << 61 }
  /// Keys of messages of a market tape where they arrive.
  static var arrivalKeys: UInt64 { 7 << 61 }
}
