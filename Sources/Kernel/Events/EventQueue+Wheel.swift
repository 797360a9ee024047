import Units

/// Where a pending event waits: all that a move from list to list needs, four to a cache line.
@frozen @usableFromInline
struct EventNode {
  @usableFromInline var time: UInt64
  /// The slot of the next node of the list; without meaning in the last one.
  @usableFromInline var next: UInt32
  @usableFromInline var target: UInt32

  @inlinable
  init(time: UInt64, target: UInt32) {
    self.time = time
    self.target = target
    next = 0
  }
}

/// The rest of a pending event, not touched until it is taken.
@frozen @usableFromInline
struct EventPayload {
  /// The sequence (44 bits), the place (8), the phase (4) and the kind (8).
  @usableFromInline var packed: UInt64
  @usableFromInline var a: Int64
  @usableFromInline var b: Int64
  @usableFromInline var cause: UInt64

  @inlinable
  init(_ event: Event) {
    packed =
      event.sequence << 20 | UInt64(event.place) << 12 | UInt64(event.phase) << 8
      | UInt64(event.kind)
    a = event.a
    b = event.b
    cause = event.cause
  }

  @inlinable var sequence: UInt64 { packed >> 20 }
  @inlinable var place: UInt16 { UInt16(truncatingIfNeeded: packed >> 12) & 255 }
  @inlinable var phase: UInt8 { UInt8(truncatingIfNeeded: packed >> 8) & 15 }
  @inlinable var kind: UInt8 { UInt8(truncatingIfNeeded: packed) }
}

/// A first-in-first-out list of nodes; its fields have no meaning while its bit is not set in the
/// masks.
@frozen @usableFromInline
struct EventList {
  /// The earliest instant in the list.
  @usableFromInline var earliest: UInt64
  @usableFromInline var head: UInt32
  @usableFromInline var tail: UInt32

  init() {
    earliest = 0
    head = 0
    tail = 0
  }
}

extension EventQueue {
  /// The digits of an instant, of six bits each.
  @inlinable static var digitCount: Int { 11 }
  /// The lists of all digits and of the phases.
  @inlinable static var listCount: Int { 11 * 64 + 16 }
  /// The most events that may be pending; a run that reaches it is out of hand.
  @inlinable static var capacityLimit: Int { 1 << 24 }

  /// The index of the list that comes first, where something is pending and nothing at `now`.
  @inlinable var firstList: Int {
    let digit = digits.trailingZeroBitCount
    return digit &* 64 &+ masks[digit].trailingZeroBitCount
  }

  /// Appends a node to the list in which it is to wait.
  @inlinable
  mutating func append(_ slot: UInt32) {
    let time = nodes[Int(slot)].time
    let difference = time ^ base
    if difference == 0 {
      append(slot, time, digit: EventQueue.digitCount, value: UInt64(payloads[Int(slot)].phase))
      return
    }
    // The highest bit that differs, divided by six: 43 / 256 is near enough to 1 / 6 below 64.
    let digit = ((63 &- difference.leadingZeroBitCount) &* 43) &>> 8
    digits |= 1 &<< UInt64(truncatingIfNeeded: digit)
    append(slot, time, digit: digit, value: (time &>> UInt64(truncatingIfNeeded: digit &* 6)) & 63)
  }

  /// Appends a node to the list of a value of a digit.
  @inlinable
  mutating func append(_ slot: UInt32, _ time: UInt64, digit: Int, value: UInt64) {
    let index = digit &* 64 &+ Int(truncatingIfNeeded: value)
    let bit: UInt64 = 1 &<< value
    let mask = masks[digit]
    if mask & bit == 0 {
      masks[digit] = mask | bit
      lists[index].earliest = time
      lists[index].head = slot
    } else {
      nodes[Int(lists[index].tail)].next = slot
      if time < lists[index].earliest { lists[index].earliest = time }
    }
    lists[index].tail = slot
  }

  /// Takes the first node out of its list and moves `now` to its instant.
  @inlinable
  mutating func removeFirst() -> UInt32 {
    if masks[EventQueue.digitCount] == 0 {
      let digit = digits.trailingZeroBitCount
      let mask = masks[digit]
      let list = lists[digit &* 64 &+ mask.trailingZeroBitCount]
      let rest = mask & (mask &- 1)
      masks[digit] = rest
      if rest == 0 { digits &= digits &- 1 }
      base = list.earliest
      if list.head == list.tail { return list.head }
      scatter(list)
    }
    let phases = masks[EventQueue.digitCount]
    let index = EventQueue.digitCount &* 64 &+ phases.trailingZeroBitCount
    let slot = lists[index].head
    if slot == lists[index].tail {
      masks[EventQueue.digitCount] = phases & (phases &- 1)
    } else {
      lists[index].head = nodes[Int(slot)].next
    }
    return slot
  }

  /// Moves the nodes of a list, in order, to where they wait now that its earliest instant is
  /// `now`.
  @usableFromInline
  mutating func scatter(_ list: EventList) {
    var slot = list.head
    while true {
      let next = nodes[Int(slot)].next
      append(slot)
      if slot == list.tail { return }
      slot = next
    }
  }

  /// Finds a slot for a node, growing where all are taken.
  @inlinable
  mutating func takeSlot() -> UInt32 {
    if freeSlots > 0 {
      let slot = freeSlot
      freeSlot = nodes[Int(slot)].next
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
      capacity < EventQueue.capacityLimit, "under 2^24 events are pending", at: lastSequence)
    let larger = min(capacity * 2, EventQueue.capacityLimit)
    let newNodes = EventQueue.allocate(EventNode.self, larger)
    newNodes.update(from: nodes, count: usedSlots)
    UnsafeMutableRawPointer(nodes).deallocate()
    nodes = newNodes
    let newPayloads = EventQueue.allocate(EventPayload.self, larger)
    newPayloads.update(from: payloads, count: usedSlots)
    UnsafeMutableRawPointer(payloads).deallocate()
    payloads = newPayloads
    capacity = larger
  }

  /// Memory aligned to cache lines.
  static func allocate<Record>(_ type: Record.Type, _ count: Int) -> UnsafeMutablePointer<Record> {
    UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Record>.stride, alignment: 64
    ).bindMemory(to: type, capacity: count)
  }
}
