public import Units

/// The pending events of a run, in the total order (instant, phase, sequence).
///
/// A hierarchical timing wheel that keeps that order exactly. The bits of an instant are cut into
/// eleven digits of six bits. An event waits in the list of the highest digit in which its instant
/// differs from now, under that digit's value. When a list is the first to come, its earliest
/// instant becomes now, and its events move to lists of lower digits, or, at that instant, to one
/// list for each phase. Events are always appended, and move only to lists just empty, so those of one
/// instant stay in the order in which they were scheduled, and no two events are ever compared. An
/// event moves a few times at most, and a burst at one instant costs no more for each event than a
/// single one.
///
/// It is checked, in release too, that nothing is scheduled before the last event taken, and that
/// no width overflows. Within the instant being handled an event of an earlier phase may still be
/// scheduled: it is then the next to be taken.
///
/// The memory belongs to the queue alone; `forked()` copies it. Inlining `push` and `pop` into other
/// modules saves a sixth of a hold and a third of a burst.
@frozen
public struct EventQueue: ~Copyable, @unchecked Sendable {
  @usableFromInline var nodes: UnsafeMutablePointer<EventNode>
  @usableFromInline var payloads: UnsafeMutablePointer<EventPayload>
  /// Eleven times 64 lists of later instants, then one list of the current instant for each phase.
  @usableFromInline var lists: UnsafeMutablePointer<EventList>
  /// For each digit, then for the phases: the lists that hold events.
  @usableFromInline var masks: UnsafeMutablePointer<UInt64>
  /// The digits that have such lists, the phases left out.
  @usableFromInline var digits: UInt64
  /// The bits of `now`.
  @usableFromInline var base: UInt64
  @usableFromInline var lastSequence: UInt64
  @usableFromInline var pending: Int
  @usableFromInline var capacity: Int
  @usableFromInline var usedSlots: Int
  @usableFromInline var freeSlots: Int
  /// The first of the free slots below `usedSlots`, where there is one.
  @usableFromInline var freeSlot: UInt32

  /// Makes an empty queue at instant zero.
  ///
  /// - Parameter capacity: The number of pending events to make room for; more are taken in by growing.
  public init(capacity: Int = 1024) {
    self.capacity = min(max(capacity, 16), EventQueue.capacityLimit)
    nodes = EventQueue.allocate(EventNode.self, self.capacity)
    payloads = EventQueue.allocate(EventPayload.self, self.capacity)
    lists = EventQueue.allocate(EventList.self, EventQueue.listCount)
    lists.initialize(repeating: EventList(), count: EventQueue.listCount)
    masks = .allocate(capacity: EventQueue.digitCount + 1)
    masks.initialize(repeating: 0, count: EventQueue.digitCount + 1)
    digits = 0
    base = 0
    lastSequence = 0
    pending = 0
    usedSlots = 0
    freeSlots = 0
    freeSlot = 0
  }

  deinit {
    UnsafeMutableRawPointer(nodes).deallocate()
    UnsafeMutableRawPointer(payloads).deallocate()
    UnsafeMutableRawPointer(lists).deallocate()
    masks.deallocate()
  }

  /// The number of pending events.
  @inlinable public var count: Int { pending }

  /// Whether nothing is pending.
  @inlinable public var isEmpty: Bool { pending == 0 }

  /// The instant of the last event taken; nothing can be scheduled before it.
  @inlinable public var now: Instant { Instant(nanoseconds: Int64(bitPattern: base)) }

  /// The instant of the next event, or nil where nothing is pending.
  @inlinable public var nextTime: Instant? {
    if masks[EventQueue.digitCount] != 0 { return now }
    if pending == 0 { return nil }
    return Instant(nanoseconds: Int64(bitPattern: lists[firstList].earliest))
  }

  /// The phase of the next event, or nil where nothing is pending.
  ///
  /// It is found by a walk through the first list, so ask for it only where instants are equal.
  public var nextPhase: UInt8? {
    let phases = masks[EventQueue.digitCount]
    if phases != 0 { return UInt8(phases.trailingZeroBitCount) }
    if pending == 0 { return nil }
    let list = lists[firstList]
    var slot = Int(list.head)
    var phase: UInt8 = 15
    while true {
      if nodes[slot].time == list.earliest { phase = min(phase, payloads[slot].phase) }
      if slot == Int(list.tail) { return phase }
      slot = Int(nodes[slot].next)
    }
  }

  /// Whether the next event is before a place in the order; false where nothing is pending.
  ///
  /// For a tape that is merged with the queue: the tape goes first where the two are at one place.
  ///
  /// - Parameters:
  ///   - time: The instant of the place.
  ///   - phase: Its phase, 0 to 15.
  @inlinable
  public func isNext(before time: Instant, phase: UInt8) -> Bool {
    guard let next = nextTime else { return false }
    if next != time { return next < time }
    guard let nextPhase else { return false }
    return nextPhase < phase
  }

  /// Schedules an event.
  ///
  /// - Parameters:
  ///   - time: When; not before `now`.
  ///   - phase: The phase of that instant, 0 to 15.
  ///   - kind: What, in the caller's numbering.
  ///   - place: Where, in the caller's numbering, 0 to 255.
  ///   - target: To whom, in the caller's numbering.
  ///   - a: The first word of what.
  ///   - b: The second word of what.
  ///   - cause: The key of the event that causes this one, or 0 for the scenario.
  /// - Returns: The event's key: its sequence, counted from 1 over the life of the queue and its forks.
  @inlinable @discardableResult
  public mutating func push(
    time: Instant, phase: UInt8, kind: UInt8, place: UInt16 = 0, target: UInt32 = 0, a: Int64 = 0,
    b: Int64 = 0, cause: UInt64 = 0
  ) -> UInt64 {
    let sequence = reserveKeys()
    pushReserved(
      Event(
        time: time, phase: phase, kind: kind, place: place, target: target, a: a, b: b,
        cause: cause,
        sequence: sequence))
    return sequence
  }

  /// Gives out the keys that the next events scheduled would have had, and returns the first.
  ///
  /// For events that the caller handles at once, because they would be the next to be taken anyway, or
  /// schedules with `pushReserved` after all.
  @inlinable
  public mutating func reserveKeys(_ count: Int = 1) -> UInt64 {
    let first = lastSequence &+ 1
    lastSequence &+= UInt64(count)
    invariant(lastSequence >> 44 == 0, "a run has under 2^44 events", at: lastSequence)
    return first
  }

  /// Schedules an event under a key that was reserved.
  ///
  /// Events of one instant and phase stay in the order of these calls, which must be that of their keys.
  @inlinable
  public mutating func pushReserved(_ event: Event) {
    invariant(event.time >= now, "an event is not scheduled into the past", at: event.sequence)
    invariant(event.phase < 16, "a phase is one of 0 to 15", at: event.sequence)
    invariant(event.place < 256, "a place is one of 0 to 255", at: event.sequence)
    let slot = takeSlot()
    nodes[Int(slot)] = EventNode(
      time: UInt64(bitPattern: event.time.nanoseconds), target: event.target)
    payloads[Int(slot)] = EventPayload(event)
    append(slot)
    pending &+= 1
  }

  /// Takes the next event and moves `now` to its instant; nil where nothing is pending.
  @inlinable
  public mutating func pop() -> Event? {
    if pending == 0 { return nil }
    let slot = removeFirst()
    let node = nodes[Int(slot)]
    let payload = payloads[Int(slot)]
    nodes[Int(slot)].next = freeSlot
    freeSlot = slot
    freeSlots &+= 1
    pending &-= 1
    return Event(
      time: Instant(nanoseconds: Int64(bitPattern: node.time)), phase: payload.phase,
      kind: payload.kind, place: payload.place, target: node.target, a: payload.a, b: payload.b,
      cause: payload.cause,
      sequence: payload.sequence)
  }

  /// Copies the queue: the same pending events, the same `now`, the same next key.
  public func forked() -> EventQueue {
    var fork = EventQueue(capacity: capacity)
    fork.nodes.update(from: nodes, count: usedSlots)
    fork.payloads.update(from: payloads, count: usedSlots)
    fork.lists.update(from: lists, count: EventQueue.listCount)
    fork.masks.update(from: masks, count: EventQueue.digitCount + 1)
    fork.digits = digits
    fork.base = base
    fork.lastSequence = lastSequence
    fork.pending = pending
    fork.usedSlots = usedSlots
    fork.freeSlots = freeSlots
    fork.freeSlot = freeSlot
    return fork
  }
}
