import Kernel
import Testing
import Units

@Suite("Event queue")
struct EventQueueTests {
  /// A random event not before an instant, crowded so that ties of instant and of phase are common.
  static func event(_ draw: UInt64, of stream: RandomStream, from now: Instant) -> Event {
    let block = stream.block(draw: draw)
    let spread: UInt64 = block.w3 % 4 == 0 ? 1_000_000_000_000 : 4
    return Event(
      time: now + Interval(nanoseconds: Int64(block.w0 % spread)), phase: UInt8(block.w1 % 16),
      kind: UInt8(truncatingIfNeeded: block.w1 >> 8), target: UInt32(truncatingIfNeeded: block.w2),
      a: Int64(bitPattern: block.w2), b: Int64(bitPattern: block.w3), cause: draw, sequence: 0)
  }

  static func push(_ event: Event, to queue: inout EventQueue) -> UInt64 {
    queue.push(
      time: event.time, phase: event.phase, kind: event.kind, target: event.target, a: event.a,
      b: event.b, cause: event.cause)
  }

  @Test("events come in the order of a sorted list, whatever is scheduled when", arguments: 0..<16)
  func agreesWithTheNaiveQueue(seed: UInt64) {
    let stream = RandomStream(seed: seed, name: "test.queue")
    var queue = EventQueue(capacity: 1)
    var judge = NaiveEventQueue()
    var tiesOfInstant = 0
    var earlierPhases = 0
    for draw in 0..<600 as Range<UInt64> {
      // Grows for the first half of the test, then drains.
      let pushes = stream.block(draw: draw, entity: 1).w0 % (draw < 300 ? 4 : 2)
      for index in 0..<pushes {
        let event = Self.event(draw, of: stream, from: queue.now)
        let other = Self.event(draw * 8 + index, of: stream, from: queue.now)
        let chosen = index == 0 ? event : other
        #expect(Self.push(chosen, to: &queue) == judge.push(chosen))
      }
      #expect(queue.count == judge.count)
      #expect(queue.nextTime == judge.next?.time)
      #expect(queue.nextPhase == judge.next?.phase)
      let before = queue.now
      let taken = queue.pop()
      #expect(taken == judge.pop())
      if taken?.time == before {
        tiesOfInstant += 1
        if let next = queue.nextPhase, let phase = taken?.phase, next < phase { earlierPhases += 1 }
      }
    }
    while let taken = queue.pop() { #expect(taken == judge.pop()) }
    #expect(judge.count == 0)
    #expect(tiesOfInstant > 0, "the seed reaches a tie of instants")
  }
}
