import Kernel
public import Units

/// The events of a stretch of a run, kept to find where two runs part.
struct EventJournal: Sendable {
  /// The seconds that are kept.
  let seconds: Range<Int64>
  private var events: [Event] = []
  private var digests: [UInt64] = []

  /// Starts a journal of some seconds.
  init(seconds: Range<Int64>) { self.seconds = seconds }

  /// Keeps an event if it is in the stretch.
  mutating func append(_ event: Event, digest: UInt64) {
    guard seconds.contains(event.time.wholeSeconds) else { return }
    events.append(event)
    digests.append(digest)
  }

  /// The events with their kinds and phases by name.
  var entries: [JournalEntry] {
    zip(events, digests).map { event, digest in
      JournalEntry(
        time: event.time, key: event.sequence, cause: event.cause,
        phase: Phase(rawValue: event.phase).map { "\($0)" } ?? "?",
        kind: EventKind(rawValue: event.kind).map { "\($0)" } ?? "?", target: event.target,
        a: event.a, b: event.b, digest: digest)
    }
  }
}

/// One event of a journal, with the chained digest before it was handled.
public struct JournalEntry: Sendable, Equatable {
  /// When.
  public var time: Instant
  /// The event's key.
  public var key: UInt64
  /// The key of the event that caused it.
  public var cause: UInt64
  /// The phase.
  public var phase: String
  /// What kind of event.
  public var kind: String
  /// Whom it is for.
  public var target: UInt32
  /// Its first value.
  public var a: Int64
  /// Its second value.
  public var b: Int64
  /// The chained digest of everything before it.
  public var digest: UInt64
}

extension World {
  /// The journal that was kept.
  package mutating func journalEntries() -> [JournalEntry] { journal?.entries ?? [] }
}
