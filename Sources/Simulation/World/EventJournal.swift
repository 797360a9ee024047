import Kernel
public import Units

/// The events of a stretch of a run, kept to find where two runs part.
///
/// A journal is as long as the run. It is kept packed, because most of what it costs is fresh memory, and in
/// chunks, because an array that doubles touches its memory twice and copies what it has.
struct EventJournal: Sendable {
  /// The seconds that are kept.
  let seconds: Range<Int64>
  private var filled: [[Record]] = []
  private var current: [Record] = []
  /// The values of the events that have any, in order.
  private var values: [Values] = []

  /// An event without the values that most events have not.
  private struct Record: BitwiseCopyable, Sendable {
    var time: Instant
    var digest: UInt64
    var cause: UInt64
    /// The key (52 bits), the phase (4) and the kind (8).
    var packed: UInt64
    var target: UInt32
    /// One more than the index of the event's values; 0 where all are zero.
    var place: UInt32
  }

  private struct Values: BitwiseCopyable, Sendable {
    var a: Int64
    var b: Int64
  }

  private static var chunk: Int { 1 << 14 }

  /// Starts a journal of some seconds.
  init(seconds: Range<Int64>) { self.seconds = seconds }

  /// Keeps an event if it is in the stretch.
  mutating func append(_ event: Event, digest: UInt64) {
    guard seconds.contains(event.time.wholeSeconds) else { return }
    if current.count == current.capacity { startChunk() }
    var place: UInt32 = 0
    if event.a | event.b != 0 {
      values.append(Values(a: event.a, b: event.b))
      place = UInt32(values.count)
    }
    current.append(
      Record(
        time: event.time, digest: digest, cause: event.cause,
        packed: event.sequence << 12 | UInt64(event.phase) << 8 | UInt64(event.kind),
        target: event.target, place: place))
  }

  @inline(never)
  private mutating func startChunk() {
    if !current.isEmpty { filled.append(current) }
    current = []
    current.reserveCapacity(Self.chunk)
  }

  /// The events with their kinds and phases by name.
  var entries: [JournalEntry] { (filled + [current]).flatMap { $0.map(entry) } }

  private func entry(_ record: Record) -> JournalEntry {
    let values = record.place == 0 ? Values(a: 0, b: 0) : values[Int(record.place) - 1]
    let phase = Phase(rawValue: UInt8(truncatingIfNeeded: record.packed >> 8) & 15)
    let kind = EventKind(rawValue: UInt8(truncatingIfNeeded: record.packed))
    return JournalEntry(
      time: record.time, key: record.packed >> 12, cause: record.cause,
      phase: phase.map { "\($0)" } ?? "?", kind: kind.map { "\($0)" } ?? "?",
      target: record.target, a: values.a, b: values.b, digest: record.digest)
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
