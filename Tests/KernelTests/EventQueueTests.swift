import Kernel
import Testing
import Units

@Suite("Event queue")
struct EventQueueTests {
  /// The queue and its judge, given the same events.
  struct Pair: ~Copyable {
    var queue = EventQueue(capacity: 1)
    var judge = NaiveEventQueue()
    let stream: RandomStream
    var draw: UInt64 = 0
    /// Times that two events of one instant, and of one instant and phase, were taken in a row.
    var tiesOfInstant = 0
    var tiesOfPhase = 0
    /// Times that an event of an earlier phase was scheduled within the instant being handled.
    var earlierPhases = 0
    private var last: Event?

    init(stream: RandomStream) { self.stream = stream }

    private init(copying other: borrowing Pair) {
      queue = other.queue.forked()
      judge = other.judge
      stream = other.stream
      draw = other.draw
      last = other.last
    }

    func forked() -> Pair { Pair(copying: self) }

    /// Schedules an event not before now: often at this very instant, mostly near it, sometimes
    /// years away.
    mutating func push(spread: UInt64) {
      let block = stream.block(draw: draw)
      draw += 1
      let kind = block.w3 >> 60
      let delay = kind < 2 ? 0 : kind == 15 ? block.w0 >> 4 : block.w0 % spread
      let time = queue.now + Interval(nanoseconds: Int64(min(delay, 1 << 58)))
      let event = Event(
        time: time, phase: UInt8(block.w1 % 16), kind: UInt8(truncatingIfNeeded: block.w1 >> 8),
        place: UInt16(block.w1 >> 56), target: UInt32(truncatingIfNeeded: block.w1 >> 16),
        a: Int64(bitPattern: block.w2),
        b: Int64(bitPattern: block.w3), cause: draw, sequence: 0)
      if let last, last.time == time, event.phase < last.phase { earlierPhases += 1 }
      let key = queue.push(
        time: event.time, phase: event.phase, kind: event.kind, place: event.place,
        target: event.target, a: event.a, b: event.b, cause: event.cause)
      let judged = judge.push(event)
      #expect(key == judged)
    }

    /// Looks at the next event without taking it.
    mutating func peek() {
      let next = judge.next
      let (time, phase) = (queue.nextTime, queue.nextPhase)
      #expect(time == next?.time)
      #expect(phase == next?.phase)
      guard let next else { return }
      let isBeforeItself = queue.isNext(before: next.time, phase: next.phase)
      let later = next.time + Interval(nanoseconds: 1)
      let isBeforeLater = queue.isNext(before: later, phase: 0)
      #expect(!isBeforeItself && isBeforeLater)
      if next.phase < 15 {
        let isBeforeNextPhase = queue.isNext(before: next.time, phase: next.phase + 1)
        #expect(isBeforeNextPhase)
      }
    }

    mutating func pop() {
      let count = queue.count
      #expect(count == judge.count)
      let taken = queue.pop()
      let judged = judge.pop()
      #expect(taken == judged)
      if let last, let taken, last.time == taken.time {
        tiesOfInstant += 1
        if last.phase == taken.phase { tiesOfPhase += 1 }
      }
      if let taken { last = taken }
    }

    /// Some hundred steps that first fill the queue and then drain it.
    mutating func run(steps: UInt64, spread: UInt64) {
      for step in 0..<steps {
        let luck = stream.block(draw: step, entity: 1)
        let pushes = luck.w0 % (step * 2 < steps ? 4 : 2)
        for _ in 0..<pushes { push(spread: spread) }
        if luck.w1 % 3 == 0 { peek() }
        // A tape's event between the last one and the next may schedule more, after the look ahead.
        if luck.w1 % 5 == 0 { push(spread: spread) }
        pop()
      }
    }

    mutating func drain() {
      while judge.count > 0 { pop() }
      let isEmpty = queue.isEmpty
      let (time, phase, event) = (queue.nextTime, queue.nextPhase, queue.pop())
      #expect(isEmpty && time == nil && phase == nil && event == nil)
    }
  }

  static let spreads: [UInt64] = [1, 4, 100, 5000, 1_000_000, 1_000_000_000_000]

  @Test(
    "events come in the order of a sorted list, whatever is scheduled when", arguments: spreads,
    0..<4 as Range<UInt64>)
  func agreesWithTheNaiveQueue(spread: UInt64, seed: UInt64) {
    var pair = Pair(stream: RandomStream(seed: seed, name: "test.queue"))
    pair.run(steps: 300, spread: spread)
    #expect(pair.tiesOfInstant > 0, "sometimes two events share an instant")
    #expect(pair.earlierPhases > 0, "sometimes an earlier phase of this instant is scheduled")
    if spread <= 4 { #expect(pair.tiesOfPhase > 0, "sometimes two events share a phase") }
    pair.drain()
  }

  @Test("a fork and its original go their own ways from one past", arguments: spreads)
  func forksAreIndependent(spread: UInt64) {
    var original = Pair(stream: RandomStream(seed: 7, name: "test.fork"))
    original.run(steps: 200, spread: spread)
    var fork = original.forked()
    let sameCount = fork.queue.count == original.queue.count
    let sameInstant = fork.queue.now == original.queue.now
    #expect(sameCount && sameInstant)
    original.run(steps: 100, spread: spread)
    original.drain()
    fork.draw += 1_000_000
    fork.run(steps: 200, spread: spread)
    fork.drain()
  }

  @Test("a fork numbers its events on from the original's")
  func forksNumberOn() {
    var queue = EventQueue()
    var keys = [queue.push(time: .zero, phase: 0, kind: 0)]
    keys.append(queue.push(time: .zero, phase: 0, kind: 0))
    var fork = queue.forked()
    keys.append(queue.push(time: .zero, phase: 0, kind: 0))
    keys.append(fork.push(time: .zero, phase: 0, kind: 0))
    #expect(keys == [1, 2, 3, 3])
    _ = fork.pop()
    let counts = [fork.count, queue.count]
    #expect(counts == [2, 3])
  }

  @Test("ten thousand events of one instant come by phase, then as scheduled")
  func burst() {
    var queue = EventQueue(capacity: 16)
    let stream = RandomStream(seed: 3, name: "test.burst")
    let noon = Instant(nanoseconds: 43_200_000_000_000)
    for draw in 0..<10_000 as Range<UInt64> {
      queue.push(time: noon, phase: UInt8(stream.block(draw: draw).w0 % 16), kind: 0)
    }
    var last: Event?
    var count = 0
    while let event = queue.pop() {
      if let last {
        #expect(
          last.phase < event.phase || last.phase == event.phase && last.sequence < event.sequence)
      }
      #expect(event.time == noon)
      last = event
      count += 1
    }
    #expect(count == 10_000)
  }

  @Test("the clock reaches the last instant that it can tell")
  func lastInstant() {
    var queue = EventQueue()
    let end = Instant(nanoseconds: .max)
    queue.push(time: end, phase: 15, kind: 1)
    queue.push(time: end, phase: 15, kind: 2)
    queue.push(time: .zero, phase: 0, kind: 0)
    var kinds = [queue.pop()?.kind]
    let next = queue.nextTime
    #expect(next == end)
    kinds.append(queue.pop()?.kind)
    queue.push(time: end, phase: 0, kind: 3)
    for _ in 0..<3 { kinds.append(queue.pop()?.kind) }
    #expect(kinds == [0, 1, 3, 2, nil])
    let now = queue.now
    #expect(now == end)
  }

  @Test("nothing is scheduled into the past")
  func thePastIsClosed() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue()
      queue.push(time: Instant(nanoseconds: 10), phase: 0, kind: 0)
      _ = queue.pop()
      queue.push(time: Instant(nanoseconds: 9), phase: 0, kind: 0)
    }
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue()
      queue.push(time: Instant(nanoseconds: -1), phase: 0, kind: 0)
    }
  }

  @Test("there are sixteen phases")
  func sixteenPhases() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue()
      queue.push(time: .zero, phase: 16, kind: 0)
    }
  }

  @Test("there are 256 places")
  func places() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue()
      queue.push(time: .zero, phase: 0, kind: 0, place: 256)
    }
  }
}
