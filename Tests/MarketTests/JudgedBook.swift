import Market
import TestSupport
import Units

/// A book and its judge, fed the same random stream of operations.
struct JudgedBook: ~Copyable {
  var book: OrderBook
  private var judge: NaiveOrderBook
  private var random: TestRandom
  private var known: [OrderID] = []
  private var inFlight: [OrderID] = []
  /// What kinds of effect there were.
  private(set) var reached: Set<String> = []

  private static let ownerCount: Int64 = 5

  init(seed: UInt64) throws {
    let instrument = try Instrument(
      symbol: "TEST", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: seed.isMultiple(of: 2) ? -103 : 207),
      takerFee: Rate(partsPerMillion: 509))
    book = OrderBook(instrument: instrument, orderCapacity: 1)
    judge = NaiveOrderBook(instrument: instrument)
    random = TestRandom(seed: seed)
  }

  private init(copying pair: borrowing JudgedBook, seed: UInt64) {
    book = pair.book.forked()
    judge = pair.judge
    known = pair.known
    inFlight = pair.inFlight
    random = TestRandom(seed: seed)
  }

  func forked(seed: UInt64) -> JudgedBook { JudgedBook(copying: self, seed: seed) }

  /// One operation on both.
  mutating func step() {
    switch random.integer(0...99) {
    case 0..<40: send()
    case 40..<75: arrive()
    case 75..<84: cancel()
    case 84..<96: replace()
    case 96..<98: cancelAll()
    default: adjust()
    }
  }

  private mutating func send() {
    let ticket = ticket()
    let id = book.prepare(ticket)
    judge.prepare(ticket, as: id)
    known.append(id)
    if random.chance(60) {
      enter(id)
    } else {
      inFlight.append(id)
    }
  }

  private mutating func enter(_ id: OrderID) {
    book.enter(id)
    judge.enter(id)
    take(book.effects)
  }

  private mutating func arrive() {
    guard !inFlight.isEmpty else { return send() }
    enter(inFlight.remove(at: Int(random.integer(0...Int64(inFlight.count - 1)))))
  }

  private mutating func cancel() {
    guard !known.isEmpty else { return }
    let id = recent()
    let reason: OrderCancelReason = random.chance(80) ? .requested : .venue
    book.cancel(id, reason)
    judge.cancel(id, reason)
    take(book.effects)
  }

  private mutating func replace() {
    guard !known.isEmpty else { return }
    let id = recent()
    var price = price()
    if random.chance(40), case .resting(_, let old) = book.state(of: id) { price = old }
    let quantity = Quantity(lots: random.integer(1...20))
    book.replace(id, price: price, quantity: quantity)
    judge.replace(id, price: price, quantity: quantity)
    take(book.effects)
  }

  private mutating func cancelAll() {
    let owner = owner()
    book.cancelAll(of: owner, .liquidation)
    judge.cancelAll(of: owner, .liquidation)
    take(book.effects)
  }

  private mutating func adjust() {
    let owner = owner()
    let change = Quantity(lots: random.integer(-30...30))
    book.adjustPosition(of: owner, by: change)
    judge.adjustPosition(of: owner, by: change)
  }

  // MARK: - Draws

  private mutating func owner() -> OwnerID {
    OwnerID(Int32(random.integer(0...Self.ownerCount - 1)))
  }

  private mutating func price() -> Price { Price(ticks: random.integer(1...16)) }

  /// A handle sent lately, which may be gone already.
  private mutating func recent() -> OrderID {
    known[Int(random.integer(Int64(max(0, known.count - 30))...Int64(known.count - 1)))]
  }

  private mutating func ticket() -> OrderTicket {
    let owner = owner()
    let side: Side = random.chance(50) ? .buy : .sell
    // Buys mostly below and sells mostly above the middle, so that a book builds up.
    let usual = random.integer(1...9) + (side == .sell ? 6 : 0)
    let tick = random.chance(90) ? usual : random.integer(1...16)
    let price = Price(ticks: tick)
    let trigger = self.price()
    let quantity = Quantity(lots: random.integer(1...20))
    var flags: OrderTicket.Flags = []
    if random.chance(15) { flags.insert(.postOnly) }
    if random.chance(15) { flags.insert(.postOnlySlide) }
    if random.chance(25) { flags.insert(.reduceOnly) }
    let selfTrade = random.pick(OrderTicket.SelfTrade.allCases)
    let tag = random.integer(0...1_000_000)
    let life = random.pick([
      .goodTilCancelled, .goodTilCancelled, .goodTilCancelled,
      OrderTicket.TimeInForce.immediateOrCancel, .fillOrKill,
    ])
    switch random.integer(0...9) {
    case 0:
      return .market(
        owner: owner, side: side, quantity: quantity, timeInForce: life,
        flags: flags.subtracting(random.chance(80) ? [.postOnly, .postOnlySlide] : []),
        selfTrade: selfTrade, tag: tag)
    case 1:
      return .stop(
        owner: owner, side: side, triggerPrice: trigger, quantity: quantity,
        flags: flags.intersection(.reduceOnly), selfTrade: selfTrade, tag: tag)
    case 2:
      return .stopLimit(
        owner: owner, side: side, triggerPrice: trigger, price: price, quantity: quantity,
        timeInForce: life, flags: flags, selfTrade: selfTrade, tag: tag)
    default:
      return .limit(
        owner: owner, side: side, price: price, quantity: quantity, timeInForce: life,
        flags: flags, selfTrade: selfTrade, tag: tag)
    }
  }

  // MARK: - Comparison

  /// What the two disagree on; nil when they agree on the last effects and on every level, queue, owner
  /// and recent order.
  var difference: String? {
    if book.effects != judge.effects { return "effects \(book.effects), not \(judge.effects)" }
    if !book.effectsInPlace.elementsEqual(judge.effects) { return "the effects in place" }
    if book.lastPrice != judge.lastPrice { return "the last price" }
    for side in Side.allCases where !agree(side) { return "the levels of the \(side)s" }
    for index in 0..<Int32(Self.ownerCount) {
      let owner = OwnerID(index)
      if book.position(of: owner) != judge.position(of: owner) { return "the position of \(owner)" }
      if book.openOrders(of: owner) != judge.openOrders(of: owner) { return "orders of \(owner)" }
    }
    for id in known.suffix(40) where book.state(of: id) != judge.state(of: id) {
      return "the state of \(id)"
    }
    return nil
  }

  private func agree(_ side: Side) -> Bool {
    var expected = judge.queue(side)[...]
    for rank in 0..<book.levelCount(side) {
      guard let level = book.level(side, rank: rank) else { return false }
      let here = expected.prefix { $0.price == level.price }
      expected = expected.dropFirst(here.count)
      guard !here.isEmpty, here.map(\.id) == book.queue(side, at: level.price),
        here.reduce(0, { $0 + $1.remaining.lots }) == level.quantity.lots
      else { return false }
    }
    return expected.isEmpty && book.level(side, rank: book.levelCount(side)) == nil
  }

  /// Notes what happened, and puts triggered stops on their way.
  private mutating func take(_ effects: [BookEffect]) {
    var triggered = 0
    for effect in effects {
      switch effect {
      case .rested: reached.insert("rested")
      case .armed: reached.insert("armed")
      case .triggered(let report):
        reached.insert("triggered")
        triggered += 1
        if book.state(of: report.order) == .inFlight { inFlight.append(report.order) }
      case .filled: reached.insert("filled")
      case .reduced(_, let reason): reached.insert("reduced \(reason)")
      case .cancelled(_, let reason): reached.insert("cancelled \(reason)")
      case .rejected(_, let reason): reached.insert("rejected \(reason)")
      case .resized: reached.insert("resized")
      case .refused(_, let refusal): reached.insert("refused \(refusal)")
      }
    }
    if triggered > 1 { reached.insert("two stops triggered by one operation") }
  }
}
