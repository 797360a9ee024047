import Units

// With the ladder of recorded prices the only file of the book that touches memory by pointer. Indices are checked in debug builds, where
// the property tests run; growth doubles, so that an append costs constant time on average.

/// One value at a fixed place in memory, with one owner.
///
/// A large struct that may not be copied is still moved to the stack for every call that only reads it; a
/// pointer to it is not.
struct BookBox<Value: ~Copyable>: ~Copyable {
  private let place: UnsafeMutablePointer<Value>

  /// Puts a value in its place.
  init(_ value: consuming Value) {
    place = .allocate(capacity: 1)
    place.initialize(to: value)
  }

  deinit {
    place.deinitialize(count: 1)
    place.deallocate()
  }

  /// The value, read and written where it is.
  var value: Value {
    @inline(__always) _read { yield place.pointee }
    @inline(__always) _modify { yield &place.pointee }
  }
}

/// A growing row of plain values with one owner and an explicit copy.
///
/// An array in its place costs a uniqueness and a bounds check at every write, a third of the speed of
/// the book.
struct BookRow<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  /// How many elements there are.
  private(set) var count = 0

  /// An empty row.
  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    base = Self.allocate(self.capacity)
  }

  deinit { base.deallocate() }

  /// A row of its own with the same elements.
  func forked() -> BookRow {
    var row = BookRow(capacity: capacity)
    row.base.update(from: base, count: count)
    row.count = count
    return row
  }

  /// One element.
  subscript(index: Int32) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count, "the index is inside the row")
      return base[Int(index)]
    }
    @inline(__always) _modify {
      assert(index >= 0 && index < count, "the index is inside the row")
      yield &base[Int(index)]
    }
  }

  /// The elements where they are, until the row changes.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// Adds at the end.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Drops all elements and keeps the memory.
  @inline(__always)
  mutating func removeAll() { count = 0 }

  @inline(never)
  private mutating func grow() {
    let wider = Self.allocate(capacity * 2)
    wider.update(from: base, count: count)
    base.deallocate()
    base = wider
    capacity *= 2
  }

  /// Memory that starts with a cache line, so that an element of 64 bytes is in one.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride, alignment: 64
    ).bindMemory(to: Element.self, capacity: capacity)
  }
}

/// Two stacks of plain values, one for each side, with one owner and an explicit copy.
///
/// The top is the last element: the best level, or the stop that triggers next. Most changes happen near
/// the top, so that an insertion moves few elements.
struct BookStacks<Element: BitwiseCopyable>: ~Copyable {
  private var buys: UnsafeMutablePointer<Element>
  private var sells: UnsafeMutablePointer<Element>
  private var buyCount = 0
  private var sellCount = 0
  private var capacity: Int

  /// Two empty stacks.
  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    buys = .allocate(capacity: self.capacity)
    sells = .allocate(capacity: self.capacity)
  }

  deinit {
    buys.deallocate()
    sells.deallocate()
  }

  /// Stacks of their own with the same elements.
  func forked() -> BookStacks {
    var stacks = BookStacks(capacity: capacity)
    stacks.buys.update(from: buys, count: buyCount)
    stacks.sells.update(from: sells, count: sellCount)
    stacks.buyCount = buyCount
    stacks.sellCount = sellCount
    return stacks
  }

  /// How many elements one side has.
  @inline(__always)
  func count(_ side: Side) -> Int { side == .buy ? buyCount : sellCount }

  /// One element; the top has the highest index.
  subscript(side: Side, index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count(side), "the index is inside the stack")
      return (side == .buy ? buys : sells)[index]
    }
    @inline(__always) _modify {
      assert(index >= 0 && index < count(side), "the index is inside the stack")
      yield &(side == .buy ? buys : sells)[index]
    }
  }

  /// Puts an element at an index; those from there to the top move up.
  mutating func insert(_ element: Element, _ side: Side, at index: Int) {
    let count = count(side)
    assert(index >= 0 && index <= count, "the index is inside the stack")
    if count == capacity { grow() }
    let place = (side == .buy ? buys : sells) + index
    (place + 1).update(from: place, count: count - index)
    place.initialize(to: element)
    setCount(side, count + 1)
  }

  /// Takes an element out; those above it move down.
  mutating func remove(_ side: Side, at index: Int) {
    let count = count(side)
    assert(index >= 0 && index < count, "the index is inside the stack")
    let place = (side == .buy ? buys : sells) + index
    place.update(from: place + 1, count: count - index - 1)
    setCount(side, count - 1)
  }

  /// Takes an element out and puts another in at what is an index before; those between move by one.
  @inline(__always)
  mutating func move(_ side: Side, from index: Int, to target: Int, _ element: Element) {
    assert(index >= 0 && index < count(side), "the index is inside the stack")
    assert(target >= 0 && target <= count(side), "the target is inside the stack")
    let base = side == .buy ? buys : sells
    if target > index {
      if target > index + 1 {
        (base + index).update(from: base + index + 1, count: target - index - 1)
      }
      base[target - 1] = element
    } else {
      if target < index { (base + target + 1).update(from: base + target, count: index - target) }
      base[target] = element
    }
  }

  /// Takes the top off.
  @inline(__always)
  mutating func removeTop(_ side: Side) {
    assert(count(side) > 0, "the stack has a top")
    setCount(side, count(side) - 1)
  }

  @inline(__always)
  private mutating func setCount(_ side: Side, _ count: Int) {
    if side == .buy { buyCount = count } else { sellCount = count }
  }

  @inline(never)
  private mutating func grow() {
    buys = Self.widened(buys, count: buyCount, capacity: capacity * 2)
    sells = Self.widened(sells, count: sellCount, capacity: capacity * 2)
    capacity *= 2
  }

  private static func widened(
    _ base: UnsafeMutablePointer<Element>, count: Int, capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let wider = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    wider.update(from: base, count: count)
    base.deallocate()
    return wider
  }
}

/// The orders that rest at one price, first come first served.
struct BookLevel: BitwiseCopyable {
  /// How good the price is: its ticks for a buy, minus its ticks for a sell.
  var rank: Int64
  /// The sum over the orders.
  var total: Quantity
  /// The first in the queue.
  var head: Int32
  /// The last in the queue.
  var tail: Int32
}

/// What the book knows of one owner.
struct BookOwner: BitwiseCopyable {
  /// The net position: positive is long.
  var position = Quantity.zero
  /// The position as it would be while a fill-or-kill order is tried.
  var trial = Quantity.zero
  /// The trial that `trial` belongs to.
  var trialNumber: UInt64 = 0
  /// The oldest open order.
  var oldest = BookOrder.none
  /// The youngest open order.
  var youngest = BookOrder.none
  /// How many orders rest or wait for a trigger.
  var openCount: Int32 = 0
}

/// A stop that waits for its trigger.
struct BookStop: BitwiseCopyable {
  var trigger: Price
  var slot: Int32
}
