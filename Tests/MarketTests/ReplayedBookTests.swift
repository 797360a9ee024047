import Market
import Testing
import Units

/// How accounts' orders fill against a recorded book, worked out by hand.
@Suite struct ReplayedBookTests {
  private static let market = OwnerID(1)
  private static let account = OwnerID(0)

  /// A book of ticks and lots, in which a bid of 10 lots at 100 and an offer of 8 at 102 and 6 at 103 are recorded.
  private func book(_ fills: ReplayFills) throws -> OrderBook {
    let instrument = try Instrument(
      symbol: "X", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
      makerFee: .zero, takerFee: .zero)
    var book = OrderBook(instrument: instrument, replayed: fills, by: Self.market)
    play(&book, .init(.bid, ticks: 100, amount: 10), .init(.ask, ticks: 102, amount: 8))
    play(&book, .init(.ask, ticks: 103, amount: 6))
    return book
  }

  private func play(_ book: inout OrderBook, _ rows: TapeRow...) {
    rows.withUnsafeBufferPointer { _ = book.replay($0) }
  }

  private func enter(_ book: inout OrderBook, _ ticket: OrderTicket) -> OrderID {
    let order = book.prepare(ticket)
    book.enter(order)
    return order
  }

  private func bid(_ lots: Int64, at ticks: Int64) -> OrderTicket {
    .limit(
      owner: Self.account, side: .buy, price: Price(ticks: ticks), quantity: Quantity(lots: lots))
  }

  /// The lots of the fills of the last operation with their prices.
  private func fills(_ book: borrowing OrderBook) -> [String] {
    book.effects.compactMap {
      if case .filled(let fill) = $0 { "\(fill.quantity.lots) at \(fill.price.ticks)" } else { nil }
    }
  }

  @Test func `trades at its price bring an order forward, and then fill as much as reaches it`()
    throws
  {
    var book = try book(ReplayFills(queue: .riskAverse))
    _ = enter(&book, bid(5, at: 100))
    play(&book, .init(.sellTrade, ticks: 100, amount: 4))
    #expect(fills(book) == [])
    // 6 are ahead; the level shows 3, so that no more than 3 can be.
    play(&book, .init(.bid, ticks: 100, amount: 3))
    play(&book, .init(.sellTrade, ticks: 100, amount: 3))
    #expect(fills(book) == [])
    play(&book, .init(.sellTrade, ticks: 100, amount: 2))
    #expect(fills(book) == ["2 at 100"])
    play(&book, .init(.sellTrade, ticks: 100, amount: 9))
    #expect(fills(book) == ["3 at 100"])
    #expect(book.openCount == 0)
    #expect(book.position(of: Self.account) == Quantity(lots: 5))
    #expect(book.position(of: Self.market) == Quantity(lots: -5))
  }

  @Test func `an order that fills whole does so at the first lot that reaches it`() throws {
    var book = try book(ReplayFills(queue: .riskAverse, isWhole: true))
    _ = enter(&book, bid(5, at: 100))
    play(&book, .init(.sellTrade, ticks: 100, amount: 11))
    #expect(fills(book) == ["5 at 100"])
  }

  @Test func `a trade beyond its price fills an order whole, and one on its own side does not`()
    throws
  {
    var book = try book(ReplayFills(queue: .riskAverse))
    _ = enter(&book, bid(5, at: 100))
    play(&book, .init(.buyTrade, ticks: 102, amount: 50))
    #expect(fills(book) == [])
    play(&book, .init(.sellTrade, ticks: 99, amount: 1))
    #expect(fills(book) == ["5 at 100"])
  }

  @Test func `the best price of the other side fills the orders that it reaches`() throws {
    var book = try book(ReplayFills(queue: .riskAverse))
    _ = enter(&book, bid(5, at: 100))
    _ = enter(&book, bid(2, at: 99))
    play(&book, .init(.ask, ticks: 100, amount: 1))
    #expect(fills(book) == ["5 at 100"])
    // The bid that it crossed is stale.
    #expect(book.bestBid == nil)
    #expect(book.bestAsk == Price(ticks: 100))
  }

  @Test func `what leaves a level was ahead by the share of the power law`() throws {
    var book = try book(ReplayFills(queue: .power(exponent: 2)))
    _ = enter(&book, bid(5, at: 100))
    play(&book, .init(.bid, ticks: 100, amount: 14))
    // 10 ahead and 4 behind; of 2 that leave, 16/116 were behind: 8.276 are ahead.
    play(&book, .init(.bid, ticks: 100, amount: 12))
    play(&book, .init(.sellTrade, ticks: 100, amount: 8))
    #expect(fills(book) == [])
    play(&book, .init(.sellTrade, ticks: 100, amount: 1))
    // 0.724 lots beyond: less than a lot.
    #expect(fills(book) == [])
    play(&book, .init(.sellTrade, ticks: 100, amount: 1))
    #expect(fills(book) == ["1 at 100"])
  }

  @Test func `what trades have taken does not leave the level a second time`() throws {
    var book = try book(ReplayFills(queue: .power(exponent: 2)))
    _ = enter(&book, bid(5, at: 100))
    play(&book, .init(.sellTrade, ticks: 100, amount: 4))
    play(&book, .init(.bid, ticks: 100, amount: 6))
    play(&book, .init(.sellTrade, ticks: 100, amount: 6))
    #expect(fills(book) == [])
    play(&book, .init(.sellTrade, ticks: 100, amount: 1))
    #expect(fills(book) == ["1 at 100"])
  }

  @Test func `an order takes what is shown, level by level, and the rest waits at its limit`()
    throws
  {
    var book = try book(ReplayFills(queue: .riskAverse))
    let order = enter(&book, bid(20, at: 103))
    #expect(fills(book) == ["8 at 102", "6 at 103"])
    #expect(
      book.state(of: order) == .resting(remaining: Quantity(lots: 6), price: Price(ticks: 103)))
  }

  @Test
  func
    `what an order took is half back after the half-life, and is all there where it takes nothing`()
    throws
  {
    var impact = try book(
      ReplayFills(queue: .riskAverse, impactHalfLife: .seconds(10)))
    var none = try book(ReplayFills(queue: .riskAverse))
    for place in [0, 1] {
      let take = OrderTicket.limit(
        owner: Self.account, side: .buy, price: Price(ticks: 102), quantity: Quantity(lots: 8),
        timeInForce: .immediateOrCancel)
      impact.time = .zero + .seconds(Int64(10 * place))
      none.time = impact.time
      _ = enter(&impact, take)
      _ = enter(&none, take)
      #expect(fills(impact) == [place == 0 ? "8 at 102" : "4 at 102"])
      #expect(fills(none) == ["8 at 102"])
    }
  }

  @Test func `the depth of a book is less what orders took and is not back`() throws {
    var book = try book(ReplayFills(queue: .riskAverse, impactHalfLife: .seconds(10)))
    let shown = Quantity(lots: 14)
    #expect(book.depth(.sell, within: Price(ticks: 1)) == shown)
    _ = enter(
      &book,
      .limit(
        owner: Self.account, side: .buy, price: Price(ticks: 102), quantity: Quantity(lots: 8),
        timeInForce: .immediateOrCancel))
    #expect(book.depth(.sell, within: Price(ticks: 1)) == Quantity(lots: 6))
    book.time = .zero + .seconds(10)
    #expect(book.depth(.sell, upTo: Price(ticks: 103)) == Quantity(lots: 10))
    // Taken away by its own people, nothing of it can be missing.
    play(&book, .init(.ask, ticks: 102, amount: 0))
    #expect(book.depth(.sell, upTo: Price(ticks: 103)) == Quantity(lots: 6))
  }

  @Test func `a post-only order is kept from taking what is recorded, and fill-or-kill counts it`()
    throws
  {
    var book = try book(ReplayFills(queue: .riskAverse))
    _ = enter(
      &book,
      .limit(
        owner: Self.account, side: .buy, price: Price(ticks: 102), quantity: Quantity(lots: 1),
        flags: .postOnly))
    #expect(book.effects.count == 1 && fills(book) == [])
    for (lots, filled) in [(14, ["8 at 102", "6 at 103"]), (15, [])] as [(Int64, [String])] {
      _ = enter(
        &book,
        .limit(
          owner: Self.account, side: .buy, price: Price(ticks: 103), quantity: Quantity(lots: lots),
          timeInForce: .fillOrKill))
      #expect(fills(book) == filled)
    }
  }

  @Test func `a reduce-only order fills no more than the position`() throws {
    var book = try book(ReplayFills(queue: .riskAverse))
    _ = enter(&book, bid(3, at: 102))
    _ = enter(
      &book,
      .limit(
        owner: Self.account, side: .sell, price: Price(ticks: 104), quantity: Quantity(lots: 3),
        flags: .reduceOnly))
    book.adjustPosition(of: Self.account, by: Quantity(lots: -2))
    play(&book, .init(.buyTrade, ticks: 105, amount: 9))
    #expect(fills(book) == ["1 at 104"])
    #expect(book.openCount == 0)
  }

  @Test func `a printed trade is the last price and sets off stops`() throws {
    var book = try book(ReplayFills(queue: .riskAverse))
    _ = enter(
      &book,
      .stop(
        owner: Self.account, side: .buy, triggerPrice: Price(ticks: 103),
        quantity: Quantity(lots: 1)))
    play(&book, .init(.trade, ticks: 103, amount: 1))
    #expect(book.lastPrice == Price(ticks: 103))
    guard case .triggered = book.effects.first else {
      Issue.record("the stop is triggered")
      return
    }
  }
}
