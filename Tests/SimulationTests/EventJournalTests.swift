import Kernel
import Simulation
import TestSupport
import Testing
import Units

@Suite
struct EventJournalTests {
  /// An event of a maker at a time, with what is usual.
  private func event(
    _ nanoseconds: Int64, key: UInt64, cause: UInt64, target: UInt32 = 0, a: Int64 = 0,
    b: Int64 = 0,
    kind: EventKind = .matching, phase: Phase = .matching, place: UInt16 = 0
  ) -> Event {
    Event(
      time: Instant(nanoseconds: nanoseconds), phase: phase.rawValue, kind: kind.rawValue,
      place: place, target: target, a: a, b: b, cause: cause, sequence: key)
  }

  /// Events at both sides of every width of the short form, and of no form in particular.
  private var events: [Event] {
    let second: Int64 = 1_000_000_000
    return [
      event(0, key: 1, cause: 0), event(2_097_151, key: 1024, cause: 1),
      event(4_194_303, key: 1, cause: 0), event(4_194_303, key: 1025, cause: 1),
      event(4_194_303, key: 3000, cause: 953), event(4_194_303, key: 3001, cause: 953),
      event(4_194_304, key: 1977, cause: 1976), event(4_194_304, key: 952, cause: 951),
      event(4_194_304, key: 953, cause: 951, target: 2047),
      event(4_194_304, key: 954, cause: 951, target: 2048),
      event(
        4_194_304, key: 955, cause: 1 << 63 | 7, a: 7, kind: .makerIndex, phase: .backgroundFlow),
      event(4_194_305, key: 956, cause: 955, target: .max, a: -1, b: .min),
      event(4_194_305, key: 957, cause: 956, b: 1, kind: .bookFeed, phase: .strategy),
      event(4_194_306, key: 958, cause: 957, place: 1),
      event(4_194_306, key: 959, cause: 957, place: 255),
      event(second - 1, key: 1 << 51, cause: 1 << 50),
      event(second - 1, key: 1 << 51 | 1, cause: 1 << 51),
    ]
  }

  @Test
  func theJournalGivesBackEveryEventAsItWas() {
    var journal = EventJournal(seconds: 0..<1)
    // Often enough to fill several chunks.
    for round in 0..<4000 {
      for (index, event) in events.enumerated() {
        journal.append(event, digest: UInt64(round * 100 + index))
      }
    }
    let entries = journal.entries
    #expect(entries.count == 4000 * events.count)
    for (place, entry) in entries.enumerated() {
      let round = place / events.count
      let index = place % events.count
      let event = events[index]
      #expect(
        entry.time == event.time && entry.key == event.sequence && entry.cause == event.cause
          && entry.place == event.place && entry.target == event.target && entry.a == event.a
          && entry.b == event.b
          && entry.digest == UInt64(round * 100 + index), "round \(round), event \(index)")
    }
    #expect(entries[10].kind == "makerIndex" && entries[10].phase == "backgroundFlow")
    #expect(entries[12].kind == "bookFeed" && entries[12].phase == "strategy")
  }

  @Test
  func theJournalKeepsTheSecondsThatWereAskedFor() {
    var journal = EventJournal(seconds: 1..<2)
    for time in [0, 999_999_999, 1_000_000_000, 1_999_999_999, 2_000_000_000] as [Int64] {
      journal.append(event(time, key: 5, cause: 4), digest: 0)
    }
    #expect(journal.entries.map(\.time.nanoseconds) == [1_000_000_000, 1_999_999_999])
  }
}
