import Market
import Units

/// Work for the matching benchmark: limit orders, cancels, replaces and market orders from many owners
/// into a book of some tens of levels a side, with fees, self-trade prevention and reduce-only on.
///
/// About one operation in three trades. The stream is a function of the seed, and the digest of the effects
/// therefore is one too.
struct MatchingBenchmark: ~Copyable {
  /// What a measured piece of work did.
  struct Work {
    /// Orders, cancels and replaces.
    var operations = 0
    /// Trades among their effects.
    var trades = 0
    /// A digest of every effect.
    var digest: UInt64 = 0
  }

  private var book: OrderBook
  private var state: UInt64
  private var handles: [OrderID] = []
  private var work = Work()

  /// Makes a book of 40 levels a side.
  init(seed: UInt64) throws {
    let instrument = try Instrument(
      symbol: "BENCH", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: -50), takerFee: Rate(partsPerMillion: 450))
    book = OrderBook(instrument: instrument, ownerCount: 256, orderCapacity: 4096)
    state = seed
    for index in 0..<Int64(1024) {
      let side: Side = index & 1 == 0 ? .buy : .sell
      let away = 1 + index / 2 % 40
      let order = book.prepare(
        .limit(
          owner: OwnerID(Int32(index & 255)), side: side,
          price: Price(ticks: 1_000_000 - away * side.sign), quantity: Quantity(lots: 10)))
      book.enter(order)
      handles.append(order)
    }
  }

  /// Levels of a side, to see that the book keeps its depth.
  func levelCount(_ side: Side) -> Int { book.levelCount(side) }

  /// Does at least so many operations.
  mutating func run(operations: Int) -> Work {
    work = Work()
    while work.operations < operations { step() }
    return work
  }

  private mutating func step() {
    let word = next()
    let index = Int(word & 1023)
    let side: Side = word & 1024 == 0 ? .buy : .sell
    let owner = OwnerID(Int32(truncatingIfNeeded: word >> 11 & 255))
    let quantity = Quantity(lots: 1 + Int64(word >> 19 & 15))
    switch word >> 23 & 31 {
    case 0..<7:
      book.replace(handles[index], price: price(side, word), quantity: quantity)
    case 7..<12:
      book.enter(
        book.prepare(.market(owner: owner, side: side, quantity: quantity, selfTrade: .cancelBoth)))
    default:
      book.cancel(handles[index])
      absorb()
      handles[index] = book.prepare(
        .limit(
          owner: owner, side: side, price: price(side, word), quantity: quantity,
          flags: word >> 28 & 7 == 0 ? .reduceOnly : []))
      book.enter(handles[index])
    }
    absorb()
  }

  /// A limit 0 to 39 ticks behind the touch, or in one case of four up to three ticks through it.
  private func price(_ side: Side, _ word: UInt64) -> Price {
    let opposite = book.best(side.opposite)?.price ?? book.lastPrice ?? Price(ticks: 1_000_000)
    let draw = Int64(word >> 32 & 0xFFFF)
    let away = word >> 48 & 3 == 0 ? -(draw & 3) : 1 + draw * draw / 110_000_000
    return Price(ticks: opposite.ticks - away * side.sign)
  }

  /// Reads the effects as the event loop does.
  private mutating func absorb() {
    work.operations += 1
    for index in 0..<book.effectCount {
      switch book.effect(at: index) {
      case .filled(let fill):
        work.trades += 1
        mix(fill.maker.rawValue ^ UInt64(bitPattern: fill.price.ticks &* fill.quantity.lots))
        mix(UInt64(bitPattern: fill.makerFee.atoms &* 31 &+ fill.takerFee.atoms))
      case .rested(let report), .armed(let report), .triggered(let report), .resized(let report):
        mix(report.order.rawValue ^ UInt64(bitPattern: report.quantity.lots) << 48)
      case .reduced(let report, let reason), .cancelled(let report, let reason):
        mix(report.order.rawValue ^ UInt64(reason.rawValue) << 56)
      case .rejected(let report, let reason):
        mix(report.order.rawValue ^ UInt64(reason.rawValue) << 60)
      case .refused(let order, let refusal):
        mix(order.rawValue ^ UInt64(refusal.rawValue) << 62)
      }
    }
  }

  private mutating func mix(_ word: UInt64) {
    work.digest = (work.digest ^ word) &* 0x9E37_79B9_7F4A_7C15
    work.digest ^= work.digest >> 29
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
