public import Units

/// The pending events of a run, in the total order (instant, phase, sequence).
///
/// A four-way heap of 16-byte keys over a slab of payloads, in memory that the queue alone owns. A key packs
/// the instant (64 bits), the phase (4), the sequence (36) and the slot of the payload (24); each width is
/// checked, as is that nothing is scheduled before the last event taken. Within the instant being handled an event of an
/// earlier phase may still be scheduled: it is then the next to be taken.
@frozen
public struct EventQueue: ~Copyable, @unchecked Sendable {
  /// What an event carries beside its key; a free slot keeps the next free one in `target`.
  @frozen @usableFromInline
  struct Payload {
    @usableFromInline var a: Int64
    @usableFromInline var b: Int64
    @usableFromInline var cause: UInt64
    @usableFromInline var target: UInt32
    @usableFromInline var kind: UInt8

    @inlinable
    init(a: Int64, b: Int64, cause: UInt64, target: UInt32, kind: UInt8) {
      self.a = a
      self.b = b
      self.cause = cause
      self.target = target
      self.kind = kind
    }
  }

  /// Bits of the slot of a payload, lowest in a key.
  @inlinable static var slotBits: UInt64 { 24 }
  /// Bits of the sequence, above the slot.
  @inlinable static var sequenceBits: UInt64 { 36 }
  /// The least capacity.
  @inlinable static var smallestCapacity: Int { 16 }
  /// A key after every real one.
  ///
  /// The heap always ends in three of these, so that each group of children is full.
  @inlinable static var never: UInt128 { UInt128.max }

  /// The storage of the keys; the root is its fourth, so that the children of a node share a cache line.
  @usableFromInline var keyBlock: UnsafeMutableRawPointer
  @usableFromInline var keys: UnsafeMutablePointer<UInt128>
  @usableFromInline var payloads: UnsafeMutablePointer<Payload>
  @usableFromInline var capacity: Int
  @usableFromInline var pending: Int
  @usableFromInline var usedSlots: Int
  /// The head of the list of free slots, where it is shorter than the used ones.
  @usableFromInline var freeSlot: UInt32
  @usableFromInline var freeSlots: Int
  @usableFromInline var lastSequence: UInt64
  @usableFromInline var lastTime: Instant

  /// Makes an empty queue at instant zero.
  ///
  /// - Parameter capacity: The number of pending events to make room for; more are taken in by growing.
  public init(capacity: Int = 1024) {
    self.capacity = max(capacity, EventQueue.smallestCapacity)
    (keyBlock, keys) = EventQueue.allocateKeys(self.capacity)
    payloads = .allocate(capacity: self.capacity)
    pending = 0
    usedSlots = 0
    freeSlot = 0
    freeSlots = 0
    lastSequence = 0
    lastTime = .zero
  }

  deinit {
    keyBlock.deallocate()
    payloads.deallocate()
  }

  /// The number of pending events.
  @inlinable public var count: Int { pending }

  /// Whether nothing is pending.
  @inlinable public var isEmpty: Bool { pending == 0 }

  /// The instant of the last event taken; nothing can be scheduled before it.
  @inlinable public var now: Instant { lastTime }

  /// The instant of the next event, or nil where nothing is pending.
  @inlinable public var nextTime: Instant? {
    pending == 0 ? nil : EventQueue.time(of: keys[0])
  }

  /// The phase of the next event, or nil where nothing is pending.
  @inlinable public var nextPhase: UInt8? {
    pending == 0 ? nil : EventQueue.phase(of: keys[0])
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
    pending > 0 && keys[0] < EventQueue.key(time: time, phase: phase, sequence: 0, slot: 0)
  }

  /// Schedules an event.
  ///
  /// - Parameters:
  ///   - time: When; not before `now`.
  ///   - phase: The phase of that instant, 0 to 15.
  ///   - kind: What, in the caller's numbering.
  ///   - target: To whom, in the caller's numbering.
  ///   - a: The first word of what.
  ///   - b: The second word of what.
  ///   - cause: The key of the event that causes this one, or 0 for the scenario.
  /// - Returns: The event's key: its sequence, counted from 1 over the life of the queue and its forks.
  @inlinable @discardableResult
  public mutating func push(
    time: Instant, phase: UInt8, kind: UInt8, target: UInt32 = 0, a: Int64 = 0, b: Int64 = 0,
    cause: UInt64 = 0
  ) -> UInt64 {
    let sequence = lastSequence &+ 1
    invariant(time >= lastTime, "an event is not scheduled into the past", at: sequence)
    invariant(phase < 16, "a phase is one of 0 to 15", at: sequence)
    invariant(sequence >> EventQueue.sequenceBits == 0, "a run has under 2^36 events", at: sequence)
    lastSequence = sequence
    let slot = takeSlot()
    payloads[Int(slot)] = Payload(a: a, b: b, cause: cause, target: target, kind: kind)
    let key = EventQueue.key(time: time, phase: phase, sequence: sequence, slot: slot)
    let keys = self.keys
    var hole = pending
    pending &+= 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      let parentKey = keys[parent]
      if parentKey < key { break }
      keys[hole] = parentKey
      hole = parent
    }
    keys[hole] = key
    return sequence
  }

  /// Takes the next event and moves `now` to its instant; nil where nothing is pending.
  @inlinable
  public mutating func pop() -> Event? {
    if pending == 0 { return nil }
    let top = keys[0]
    let slot = EventQueue.slot(of: top)
    let payload = payloads[Int(slot)]
    payloads[Int(slot)].target = freeSlot
    freeSlot = slot
    freeSlots &+= 1
    removeTop()
    let time = EventQueue.time(of: top)
    lastTime = time
    return Event(
      time: time, phase: EventQueue.phase(of: top), kind: payload.kind, target: payload.target,
      a: payload.a, b: payload.b, cause: payload.cause, sequence: EventQueue.sequence(of: top))
  }

  /// Copies the queue: the same pending events, the same `now`, the same next key.
  public func forked() -> EventQueue {
    var fork = EventQueue(capacity: capacity)
    fork.keys.update(from: keys, count: pending)
    fork.payloads.update(from: payloads, count: usedSlots)
    fork.pending = pending
    fork.usedSlots = usedSlots
    fork.freeSlot = freeSlot
    fork.freeSlots = freeSlots
    fork.lastSequence = lastSequence
    fork.lastTime = lastTime
    return fork
  }
}

// MARK: - Storage

extension EventQueue {
  /// Moves the last key into the hole at the root and restores the order.
  @inlinable
  mutating func removeTop() {
    let keys = self.keys
    pending &-= 1
    let moved = keys[pending]
    keys[pending] = EventQueue.never
    var hole = 0
    var child = 1
    while child < pending {
      // The least of four children, found without a branch; the last group is filled with `never`.
      let left = child &+ (keys[child &+ 1] < keys[child] ? 1 : 0)
      let right = child &+ (keys[child &+ 3] < keys[child &+ 2] ? 3 : 2)
      let least = keys[right] < keys[left] ? right : left
      let leastKey = keys[least]
      if moved < leastKey { break }
      keys[hole] = leastKey
      hole = least
      child = hole &* 4 &+ 1
    }
    if pending > 0 { keys[hole] = moved }
  }

  /// Finds a slot for a payload, growing where all are taken.
  @inlinable
  mutating func takeSlot() -> UInt32 {
    if freeSlots > 0 {
      let slot = freeSlot
      freeSlot = payloads[Int(slot)].target
      freeSlots &-= 1
      return slot
    }
    if usedSlots == capacity { grow() }
    let slot = UInt32(truncatingIfNeeded: usedSlots)
    usedSlots &+= 1
    return slot
  }

  /// Doubles the capacity.
  @inline(never) @usableFromInline
  mutating func grow() {
    invariant(
      capacity < 1 << EventQueue.slotBits, "under 2^24 events are pending", at: lastSequence)
    let larger = min(capacity * 2, 1 << EventQueue.slotBits)
    let (block, newKeys) = EventQueue.allocateKeys(larger)
    newKeys.update(from: keys, count: pending)
    keyBlock.deallocate()
    keyBlock = block
    keys = newKeys
    let newPayloads = UnsafeMutablePointer<Payload>.allocate(capacity: larger)
    newPayloads.update(from: payloads, count: usedSlots)
    payloads.deallocate()
    payloads = newPayloads
    capacity = larger
  }

  /// Memory for keys, aligned to cache lines and filled with `never`, and the place of the root in it.
  static func allocateKeys(
    _ capacity: Int
  ) -> (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt128>) {
    let total = capacity + 7
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: total * MemoryLayout<UInt128>.stride, alignment: 64)
    let all = block.bindMemory(to: UInt128.self, capacity: total)
    all.initialize(repeating: never, count: total)
    return (block, all + 3)
  }
}

// MARK: - Keys

extension EventQueue {
  /// Packs a key.
  ///
  /// The instant is not negative, so its bits keep its order.
  @inlinable
  static func key(time: Instant, phase: UInt8, sequence: UInt64, slot: UInt32) -> UInt128 {
    let low = UInt64(phase) << 60 | sequence << slotBits | UInt64(slot)
    return UInt128(truncatingIfNeeded: time.nanoseconds) << 64 | UInt128(low)
  }

  /// The instant of a key.
  @inlinable
  static func time(of key: UInt128) -> Instant {
    Instant(nanoseconds: Int64(truncatingIfNeeded: key >> 64))
  }

  /// The phase of a key.
  @inlinable
  static func phase(of key: UInt128) -> UInt8 {
    UInt8(truncatingIfNeeded: UInt64(truncatingIfNeeded: key) >> 60)
  }

  /// The sequence of a key.
  @inlinable
  static func sequence(of key: UInt128) -> UInt64 {
    (UInt64(truncatingIfNeeded: key) << 4) >> (slotBits + 4)
  }

  /// The slot of a key.
  @inlinable
  static func slot(of key: UInt128) -> UInt32 {
    UInt32(truncatingIfNeeded: UInt64(truncatingIfNeeded: key) & (1 << slotBits - 1))
  }
}
