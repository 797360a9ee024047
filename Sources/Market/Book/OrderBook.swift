package import Units

/// A price-time-priority book in which every order is explicit.
///
/// An order is prepared when it is sent and enters when it arrives, so that its handle exists while it is
/// on its way. Every operation that changes the book drops the effects of the one before and leaves its
/// own, in the order in which they came about; the book schedules nothing.
///
/// The book mirrors each owner's net position, which it needs for reduce-only orders. Positions that
/// change outside the book are told with `adjustPosition`.
///
/// There is no window of prices: levels are sorted stacks of any range. A cancel costs the search for its
/// level and nothing else.
package struct OrderBook: ~Copyable {
  private var box: BookBox<BookMemory>

  /// Makes an empty book.
  ///
  /// - Parameters:
  ///   - instrument: What is traded.
  ///   - lastPrice: The last price to start from, which stops are measured against.
  ///   - ownerCount: How many owners to make room for; more may come.
  ///   - orderCapacity: How many orders to make room for; more may come.
  package init(
    instrument: Instrument, lastPrice: Price? = nil, ownerCount: Int = 0, orderCapacity: Int = 1024
  ) {
    box = BookBox(
      BookMemory(
        instrument: instrument, lastPrice: lastPrice, ownerCount: ownerCount,
        orderCapacity: orderCapacity, recorded: nil))
  }

  /// Makes an empty book of a replayed market, in which only accounts' orders are explicit.
  ///
  /// - Parameters:
  ///   - instrument: What is traded.
  ///   - fills: How accounts' orders fill against what is recorded.
  ///   - owner: The account that takes the other side of such fills.
  ///   - showsTrades: Whether the tape tells no levels, so that trades are all there is to know of the book.
  package init(
    instrument: Instrument, replayed fills: ReplayFills, by owner: OwnerID,
    showsTrades: Bool = false
  ) {
    let lot = instrument.quantityScale
    var lotSize = Double(lot.unitsPerStep)
    for _ in 0..<lot.decimals { lotSize /= 10 }
    box = BookBox(
      BookMemory(
        instrument: instrument, lastPrice: nil, ownerCount: 0, orderCapacity: 1024,
        recorded: RecordedDepth(
          fills: fills, owner: owner, lotSize: lotSize, showsTrades: showsTrades)))
    while owners.count <= Int(owner.index) { owners.append(BookOwner()) }
  }

  private init(copying book: borrowing OrderBook) {
    box = BookBox(BookMemory(copying: book.box.value))
  }

  /// A book of its own in the same state: handles of one are good in the other, and nothing is shared.
  package func forked() -> OrderBook { OrderBook(copying: self) }

  /// Gives an order a handle when it is sent; the book trades nothing yet.
  package mutating func prepare(_ ticket: OrderTicket) -> OrderID {
    while owners.count <= Int(ticket.owner.index) { owners.append(BookOwner()) }
    let slot = freeSlot
    if slot == BookOrder.none {
      invariant(orders.count < Int(Int32.max), "the book has a slot for the order")
      orders.append(BookOrder(ticket, generation: 0))
      return OrderID(slot: Int32(orders.count - 1), generation: 0)
    }
    freeSlot = orders[slot].next
    let generation = orders[slot].generation
    orders[slot] = BookOrder(ticket, generation: generation)
    return OrderID(slot: slot, generation: generation)
  }

  /// Forgets an order that was prepared and will never arrive.
  package mutating func discard(_ order: OrderID) {
    let slot = order.slot
    invariant(
      isCurrent(order) && orders[slot].stage == .inFlight, "only an order in flight is discarded")
    free(slot)
  }

  /// Tells the book of a position that changed without a trade in it.
  package mutating func adjustPosition(of owner: OwnerID, by change: Quantity) {
    while owners.count <= Int(owner.index) { owners.append(BookOwner()) }
    owners[owner.index].position += change
  }

  // MARK: - What the book holds

  /// What is traded.
  package var instrument: Instrument {
    @inline(__always) _read { yield box.value.instrument }
  }

  /// The price of the last trade; nil before the first.
  package internal(set) var lastPrice: Price? {
    @inline(__always) _read { yield box.value.lastPrice }
    @inline(__always) _modify { yield &box.value.lastPrice }
  }

  var orders: BookRow<BookOrder> {
    @inline(__always) _read { yield box.value.orders }
    @inline(__always) _modify { yield &box.value.orders }
  }

  var owners: BookRow<BookOwner> {
    @inline(__always) _read { yield box.value.owners }
    @inline(__always) _modify { yield &box.value.owners }
  }

  var levels: BookStacks<BookLevel> {
    @inline(__always) _read { yield box.value.levels }
    @inline(__always) _modify { yield &box.value.levels }
  }

  var stops: BookStacks<BookStop> {
    @inline(__always) _read { yield box.value.stops }
    @inline(__always) _modify { yield &box.value.stops }
  }

  var outcome: BookRow<BookEffect> {
    @inline(__always) _read { yield box.value.outcome }
    @inline(__always) _modify { yield &box.value.outcome }
  }

  /// Whether what others do is recorded, and only accounts' orders are explicit.
  package var isReplayed: Bool { @inline(__always) get { box.value.isReplayed } }

  var recorded: RecordedDepth {
    @inline(__always) _read { yield box.value.recorded }
    @inline(__always) _modify { yield &box.value.recorded }
  }

  /// When the next operation happens; only a replayed book asks.
  package var time: Instant {
    @inline(__always) _read { yield box.value.time }
    @inline(__always) _modify { yield &box.value.time }
  }

  var freeSlot: Int32 {
    @inline(__always) _read { yield box.value.freeSlot }
    @inline(__always) _modify { yield &box.value.freeSlot }
  }

  var trials: UInt64 {
    @inline(__always) _read { yield box.value.trials }
    @inline(__always) _modify { yield &box.value.trials }
  }

  /// How many orders rest or wait for a trigger.
  package internal(set) var openCount: Int {
    @inline(__always) _read { yield box.value.openCount }
    @inline(__always) _modify { yield &box.value.openCount }
  }

  // MARK: - Slots

  /// Whether a handle is of the order that is in its slot now.
  @inline(__always)
  func isCurrent(_ order: OrderID) -> Bool {
    invariant(
      order.slot >= 0 && Int(order.slot) < orders.count, "the handle is of an order of this book")
    return orders[order.slot].generation == order.generation && orders[order.slot].stage != .free
  }

  /// The handle of the order in a slot.
  @inline(__always)
  func handle(_ slot: Int32) -> OrderID {
    OrderID(slot: slot, generation: orders[slot].generation)
  }

  /// Ends an order: its handles find nothing from now on.
  @inline(__always)
  mutating func free(_ slot: Int32) {
    invariant(orders[slot].generation < .max, "a slot is given out less than 2^32 times")
    orders[slot].generation += 1
    orders[slot].stage = .free
    orders[slot].next = freeSlot
    freeSlot = slot
  }

  // MARK: - Effects

  /// How many effects the last operation had.
  package var effectCount: Int { outcome.count }

  /// One effect of the last operation.
  package func effect(at index: Int) -> BookEffect {
    invariant(index >= 0 && index < outcome.count, "the effect exists")
    return outcome[Int32(truncatingIfNeeded: index)]
  }

  /// The effects of the last operation where they are, until the next operation.
  ///
  /// The reader loads only the fields that it needs. A copy of a whole effect right after it was written
  /// makes the processor wait: it cannot forward several small stores to one wide load.
  package var effectsInPlace: UnsafeBufferPointer<BookEffect> { outcome.elements }

  /// The effects of the last operation as a list of its own, for tests and reports.
  ///
  /// The event loop reads them one by one with `effect(at:)`, which allocates nothing.
  package var effects: [BookEffect] { (0..<outcome.count).map { outcome[Int32($0)] } }

  /// Describes an order in an effect.
  @inline(__always)
  func report(_ slot: Int32, quantity: Quantity, remaining: Quantity) -> OrderReport {
    let order = orders[slot]
    return OrderReport(
      order: handle(slot), owner: order.owner, side: order.side, tag: order.tag,
      price: order.kind.hasLimit ? order.price : nil, quantity: quantity, remaining: remaining)
  }
}
