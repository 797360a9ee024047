import Units

/// One slot of the book's arena: an order, or a free place.
///
/// Links are slots; `BookOrder.none` ends a list. A stop waits in no level, so its level links are free,
/// and a free slot uses `next` for the list of free slots. The fields fill one cache line.
struct BookOrder: BitwiseCopyable {
  /// The end of a list.
  @inline(__always) static var none: Int32 { -1 }

  /// Where the order of a slot is.
  enum Stage: UInt8, BitwiseCopyable {
    case free, inFlight, dormant, resting
  }

  /// The order behind this one in its level.
  var next = BookOrder.none
  /// The order before this one in its level.
  var previous = BookOrder.none
  /// The owner's next younger order.
  var ownerNext = BookOrder.none
  /// The owner's next older order.
  var ownerPrevious = BookOrder.none
  var generation: UInt32 = 0
  var owner = OwnerID(0)
  /// How good the limit is for the other side: its ticks for a buy, minus its ticks for a sell; zero where
  /// `kind` has no limit.
  var rank: Int64 = 0
  /// Zero where `kind` is no stop.
  var trigger = Price.zero
  var remaining = Quantity.zero
  var tag: Int64 = 0
  var stage = Stage.free
  var side = Side.buy
  var kind = OrderTicket.Kind.limit
  var flags: OrderTicket.Flags = []
  var timeInForce = OrderTicket.TimeInForce.goodTilCancelled
  var selfTrade = OrderTicket.SelfTrade.cancelResting

  /// A free slot that was given out `generation` times.
  init(generation: UInt32) { self.generation = generation }

  /// An order on its way.
  init(_ ticket: OrderTicket, generation: UInt32) {
    self.generation = generation
    owner = ticket.owner
    rank = (ticket.price ?? .zero).ticks * ticket.side.sign
    trigger = ticket.triggerPrice ?? .zero
    remaining = ticket.quantity
    tag = ticket.tag
    stage = .inFlight
    side = ticket.side
    kind = ticket.kind
    timeInForce = ticket.timeInForce
    flags = ticket.flags
    selfTrade = ticket.selfTrade
  }

  /// The limit; meaningless where `kind` has none.
  var price: Price { @inline(__always) get { Price(ticks: rank * side.sign) } }

  /// Whether what is not filled may stay in the book.
  var mayRest: Bool {
    @inline(__always) get { kind.hasLimit && timeInForce == .goodTilCancelled }
  }

  /// Whether the owner's restriction keeps this order from taking.
  var isPostOnly: Bool {
    @inline(__always) get { flags.contains(.postOnly) || flags.contains(.postOnlySlide) }
  }
}
