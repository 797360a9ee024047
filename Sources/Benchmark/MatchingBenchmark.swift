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

  /// One or two operations, drawn before the clock starts and packed, so that the stream stays out of the
  /// book's way in the cache.
  private struct Command {
    var kind: Kind
    var side: Side
    var flags: OrderTicket.Flags
    var owner: UInt8
    var handle: UInt16
    /// The price in ticks above the middle.
    var offset: Int8
    /// The quantity in lots.
    var lots: UInt8

    var price: Price { Price(ticks: MatchingBenchmark.middle + Int64(offset)) }
    var quantity: Quantity { Quantity(lots: Int64(lots)) }
    var account: OwnerID { OwnerID(Int32(owner)) }
  }

  private enum Kind: UInt8 { case requote, replace, market }

  private var book: OrderBook
  private var handles: [OrderID] = []
  private let commands: [Command]
  private var next = 0
  private var work = Work()

  /// The price around which all orders are.
  private static var middle: Int64 { 1_000_000 }
  /// Orders whose handles are kept, so that they can be cancelled and replaced.
  private static var handleCount: Int { 1024 }

  /// Makes a book of 40 levels a side, and the stream of commands.
  init(seed: UInt64) throws {
    let instrument = try Instrument(
      symbol: "BENCH", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: -50), takerFee: Rate(partsPerMillion: 450))
    book = OrderBook(instrument: instrument, ownerCount: 256, orderCapacity: 4096)
    var state = seed
    commands = (0..<(1 << 15)).map { _ in Self.command(&state) }
    for index in 0..<Self.handleCount {
      let side: Side = index & 1 == 0 ? .buy : .sell
      let away = 1 + Int64(index) / 2 % 40
      let order = book.prepare(
        .limit(
          owner: OwnerID(Int32(index & 255)), side: side,
          price: Price(ticks: Self.middle - away * side.sign), quantity: Quantity(lots: 10)))
      book.enter(order)
      handles.append(order)
    }
  }

  /// Levels of a side, to see that the book keeps its depth.
  func levelCount(_ side: Side) -> Int { book.levelCount(side) }

  /// Does at least so many operations.
  mutating func run(operations: Int) -> Work {
    work = Work()
    while work.operations < operations {
      step(commands[next])
      next = (next + 1) & (commands.count - 1)
    }
    return work
  }

  private mutating func step(_ command: Command) {
    let index = Int(command.handle)
    switch command.kind {
    case .replace:
      book.replace(handles[index], price: command.price, quantity: command.quantity)
    case .market:
      book.enter(
        book.prepare(
          .market(
            owner: command.account, side: command.side, quantity: command.quantity,
            selfTrade: .cancelBoth)))
    case .requote:
      book.cancel(handles[index])
      absorb()
      let order = book.prepare(
        .limit(
          owner: command.account, side: command.side, price: command.price,
          quantity: command.quantity, flags: command.flags))
      handles[index] = order
      book.enter(order)
    }
    absorb()
  }

  /// Reads the effects as the event loop does.
  private mutating func absorb() {
    work.operations += 1
    for effect in book.effectsInPlace {
      switch effect {
      case .filled(let fill):
        work.trades += 1
        mix(
          fill.maker.rawValue
            ^ UInt64(
              bitPattern: fill.price.ticks &* fill.quantity.lots
                ^ (fill.makerFee.atoms &+ fill.takerFee.atoms) << 32))
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

  /// Draws a command: of 32, twenty cancel and send anew, seven replace, five are market orders.
  private static func command(_ state: inout UInt64) -> Command {
    let word = draw(&state)
    let side: Side = word & 1024 == 0 ? .buy : .sell
    // One price of four is up to three ticks through the middle, the others 1 to 39 ticks behind it.
    let spread = Int64(word >> 32 & 0xFFFF)
    let away = word >> 48 & 3 == 0 ? -(spread & 3) : 1 + spread * spread / 110_000_000
    let kind: Kind =
      switch word >> 23 & 31 {
      case 0..<7: .replace
      case 7..<12: .market
      default: .requote
      }
    return Command(
      kind: kind, side: side, flags: word >> 28 & 7 == 0 ? .reduceOnly : [],
      owner: UInt8(word >> 11 & 255), handle: UInt16(word & 1023),
      offset: Int8(-away * side.sign), lots: UInt8(1 + (word >> 19 & 15)))
  }

  private static func draw(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
