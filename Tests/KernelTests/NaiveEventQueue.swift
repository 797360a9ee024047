import Kernel
import Units

/// The judge of the event queue: a list that is searched from end to end.
struct NaiveEventQueue {
  private var events: [Event] = []
  private var lastSequence: UInt64 = 0

  var count: Int { events.count }

  mutating func push(_ event: Event) -> UInt64 {
    lastSequence += 1
    var event = event
    event.sequence = lastSequence
    events.append(event)
    return lastSequence
  }

  /// The place of the event that no other precedes by instant, then phase, then order of
  /// scheduling.
  private func first() -> Int? {
    events.indices.min { left, right in
      let (x, y) = (events[left], events[right])
      if x.time != y.time { return x.time < y.time }
      if x.phase != y.phase { return x.phase < y.phase }
      return x.sequence < y.sequence
    }
  }

  var next: Event? { first().map { events[$0] } }

  mutating func pop() -> Event? { first().map { events.remove(at: $0) } }
}
