package import Kernel
package import Units

/// The events of a stretch of a run, kept to find where two runs part.
///
/// A journal grows with the run, and most of what it costs is fresh memory. So it is a row of pairs of words in which
/// most events take one, what they say being close to what the event before them said; and it grows by chunks, because
/// an array that doubles touches its memory twice and copies what it has.
package struct EventJournal: Sendable {
  /// The seconds that are kept.
  package let seconds: Range<Int64>
  private var filled: [[Pair]] = []
  private var pairs: [Pair] = []
  private var last = Place()

  /// Where a short event is counted from: the event kept before it.
  private struct Place: Sendable {
    var nanoseconds: Int64 = 0
    var key: UInt64 = 0

    /// Moves to an event; keys of tapes are far from those of the queue, and are left out.
    @inline(__always)
    mutating func move(to event: Event) {
      nanoseconds = event.time.nanoseconds
      if event.sequence < Timeline.indexKeys { key = event.sequence }
    }
  }

  /// Two words; the first pair of an event starts with its digest.
  private struct Pair: BitwiseCopyable, Sendable {
    var first: UInt64
    var second: UInt64

    init(_ first: UInt64, _ second: UInt64) {
      self.first = first
      self.second = second
    }
  }

  private static var chunk: Int { 1 << 15 }
  /// The pairs of a long event.
  private static var most: Int { 4 }

  /// Starts a journal of some seconds.
  package init(seconds: Range<Int64>) { self.seconds = seconds }

  /// Keeps an event if it is in the stretch, with the digest of all before it.
  package mutating func append(_ event: Event, digest: UInt64) {
    guard seconds.contains(event.time.wholeSeconds) else { return }
    if pairs.capacity - pairs.count < Self.most { startChunk() }
    if let short = Self.short(event, after: last) {
      pairs.append(Pair(digest, short))
    } else {
      let head =
        UInt64(event.target) << 32 | UInt64(event.place) << 24 | UInt64(event.phase) << 16
        | UInt64(event.kind) << 8
      pairs.append(Pair(digest, head))
      pairs.append(Pair(UInt64(bitPattern: event.time.nanoseconds), event.sequence))
      pairs.append(Pair(UInt64(bitPattern: event.a), UInt64(bitPattern: event.b)))
      pairs.append(Pair(event.cause, 0))
    }
    last.move(to: event)
  }

  @inline(never)
  private mutating func startChunk() {
    if !pairs.isEmpty { filled.append(pairs) }
    pairs = []
    pairs.reserveCapacity(Self.chunk)
  }

  /// The events with their kinds and phases by name.
  package var entries: [JournalEntry] {
    var entries: [JournalEntry] = []
    var last = Place()
    for chunk in filled + [pairs] {
      var index = 0
      while index < chunk.count {
        let isShort = chunk[index].second & 1 == 1
        let event =
          isShort ? Self.event(chunk[index].second, after: last) : Self.event(chunk, index)
        entries.append(JournalEntry(event, digest: chunk[index].first))
        last.move(to: event)
        index += isShort ? 1 : Self.most
      }
    }
    return entries
  }

  // MARK: Short and long

  /// An event without values, of the first place, in one word: from the top the time since the last event (21 bits), its key from the
  /// last event's (11, signed), its cause back from its key (11), target (11), phase (4), kind (5), and a one.
  ///
  /// - Returns: Nil for an event that does not fit.
  @inline(__always)
  private static func short(_ event: Event, after last: Place) -> UInt64? {
    let wait = UInt64(bitPattern: event.time.nanoseconds &- last.nanoseconds)
    let step = event.sequence &- last.key &+ 1024
    let age = event.sequence &- event.cause
    let target = UInt64(event.target)
    let phase = UInt64(event.phase)
    let kind = UInt64(event.kind)
    let beyond =
      wait >> 21 | (step | age | target) >> 11 | phase >> 4 | kind >> 5 | UInt64(event.place)
      | UInt64(bitPattern: event.a | event.b)
    if beyond != 0 { return nil }
    return wait << 43 | step << 32 | age << 21 | target << 10 | phase << 6 | kind << 1 | 1
  }

  /// The event that a short word stands for.
  private static func event(_ word: UInt64, after last: Place) -> Event {
    let key = last.key &+ (word >> 32 & 2047) &- 1024
    return Event(
      time: Instant(nanoseconds: last.nanoseconds + Int64(word >> 43)),
      phase: UInt8(word >> 6 & 15), kind: UInt8(word >> 1 & 31), target: UInt32(word >> 10 & 2047),
      a: 0, b: 0, cause: key &- (word >> 21 & 2047), sequence: key)
  }

  /// The event of four pairs that starts at an index.
  private static func event(_ pairs: [Pair], _ index: Int) -> Event {
    let head = pairs[index].second
    return Event(
      time: Instant(nanoseconds: Int64(bitPattern: pairs[index + 1].first)),
      phase: UInt8(head >> 16 & 255), kind: UInt8(head >> 8 & 255),
      place: UInt16(head >> 24 & 255), target: UInt32(head >> 32),
      a: Int64(bitPattern: pairs[index + 2].first), b: Int64(bitPattern: pairs[index + 2].second),
      cause: pairs[index + 3].first, sequence: pairs[index + 1].second)
  }
}

/// One event of a journal, with the chained digest before it was handled.
package struct JournalEntry: Sendable, Equatable {
  /// When.
  package var time: Instant
  /// The event's key.
  package var key: UInt64
  /// The key of the event that caused it.
  package var cause: UInt64
  /// The phase.
  package var phase: String
  /// What kind of event.
  package var kind: String
  /// The listing that it is for, 0 is the first.
  package var place: UInt16
  /// Whom it is for.
  package var target: UInt32
  /// Its first value.
  package var a: Int64
  /// Its second value.
  package var b: Int64
  /// The chained digest of everything before it.
  package var digest: UInt64

  /// Names the kind and the phase of an event.
  init(_ event: Event, digest: UInt64) {
    time = event.time
    key = event.sequence
    cause = event.cause
    phase = Phase(rawValue: event.phase).map { "\($0)" } ?? "?"
    kind = EventKind(rawValue: event.kind).map { "\($0)" } ?? "?"
    place = event.place
    target = event.target
    a = event.a
    b = event.b
    self.digest = digest
  }
}
