import Units

/// All that a book holds.
struct BookMemory: ~Copyable {
  let instrument: Instrument
  var lastPrice: Price?
  /// The arena: a slot for each order that is not gone, and free slots.
  var orders: BookRow<BookOrder>
  var owners: BookRow<BookOwner>
  var levels: BookStacks<BookLevel>
  var stops: BookStacks<BookStop>
  /// The effects of the last operation.
  var outcome: BookRow<BookEffect>
  /// The first free slot; `next` leads to the others.
  var freeSlot = BookOrder.none
  /// How many fill-or-kill orders have been tried.
  var trials: UInt64 = 0
  /// How many orders rest or wait for a trigger.
  var openCount = 0
  /// Whether the market is replayed: what others do is recorded, and only accounts' orders are explicit.
  let isReplayed: Bool
  /// What others show; empty in a book that is not replayed.
  var recorded: RecordedDepth
  /// When the operation happens, which a replayed book needs to know what is back of what was taken.
  var time = Instant.zero

  init(
    instrument: Instrument, lastPrice: Price?, ownerCount: Int, orderCapacity: Int,
    recorded: consuming RecordedDepth?
  ) {
    self.instrument = instrument
    self.lastPrice = lastPrice
    orders = BookRow(capacity: orderCapacity)
    owners = BookRow(capacity: ownerCount)
    levels = BookStacks(capacity: 256)
    stops = BookStacks(capacity: 64)
    outcome = BookRow(capacity: 64)
    isReplayed = recorded != nil
    self.recorded =
      recorded
      ?? RecordedDepth(
        fills: ReplayFills(queue: .riskAverse), owner: OwnerID(0), lotSize: 1, showsTrades: false)
  }

  /// Copies everything; nothing is shared but the instrument, which never changes.
  init(copying memory: borrowing BookMemory) {
    instrument = memory.instrument
    lastPrice = memory.lastPrice
    orders = memory.orders.forked()
    owners = memory.owners.forked()
    levels = memory.levels.forked()
    stops = memory.stops.forked()
    outcome = memory.outcome.forked()
    freeSlot = memory.freeSlot
    trials = memory.trials
    openCount = memory.openCount
    isReplayed = memory.isReplayed
    recorded = memory.recorded.forked()
    time = memory.time
  }
}
