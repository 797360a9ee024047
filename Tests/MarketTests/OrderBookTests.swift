import Market
import Testing
import Units

/// Short market stories, one rule each.
@Suite struct OrderBookTests {
  /// A contract whose numbers are easy: one tick on one lot is worth 100 atoms.
  static func instrument(makerFee: Int64 = -100, takerFee: Int64 = 500) throws -> Instrument {
    try Instrument(
      symbol: "TEST-PERP", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: makerFee), takerFee: Rate(partsPerMillion: takerFee))
  }

  @Test func `the better price trades first, and at one price the earlier order`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      a1: Ann sells 5 at 102       | a1 rests 5 at 102
      b1: Bob sells 4 at 101       | b1 rests 4 at 101
      c1: Cat sells 3 at 101       | c1 rests 3 at 101
      d1: Dan buys 6 at 101        | d1 takes 4 at 101 from b1; d1 takes 2 at 101 from c1
      d2: Dan buys 4 at 102        | d2 takes 1 at 101 from c1; d2 takes 3 at 102 from a1
      d3: Dan buys 9 at 101        | d3 rests 9 at 101
      """)
    let bid = story.book.bestBid
    #expect(bid == Price(ticks: 101))
    let ask = story.book.bestAsk
    #expect(ask == Price(ticks: 102))
    let last = story.book.lastPrice
    #expect(last == Price(ticks: 102))
  }

  @Test func `a market order sweeps and what finds no counterparty is cancelled`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      m1: Dan buys 1               | m1 loses 1 (unfilled)
      a1: Ann sells 5 at 102       | a1 rests 5 at 102
      b1: Bob sells 4 at 150       | b1 rests 4 at 150
      m2: Dan buys 12              | m2 takes 5 at 102 from a1; m2 takes 4 at 150 from b1; m2 loses 3 (unfilled)
      m3: Dan buys 2 post          | m3 is rejected (contradictory)
      """)
    let ask = story.book.bestAsk
    #expect(ask == nil)
    let open = story.book.openCount
    #expect(open == 0)
  }

  @Test func `immediate-or-cancel takes what is there and fill-or-kill takes all or nothing`()
    throws
  {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      a1: Ann sells 5 at 101       | a1 rests 5 at 101
      b1: Bob sells 5 at 103       | b1 rests 5 at 103
      c1: Cat buys 9 at 102 fok    | c1 loses 9 (fillOrKill)
      c2: Cat buys 11 fok          | c2 loses 11 (fillOrKill)
      c3: Cat buys 8 at 102 ioc    | c3 takes 5 at 101 from a1; c3 loses 3 (unfilled)
      c4: Cat buys 5 at 103 fok    | c4 takes 5 at 103 from b1
      """)
  }

  @Test func `a post-only order never takes`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      a1: Ann sells 5 at 101       | a1 rests 5 at 101
      b1: Bob buys 2 at 101 post   | b1 is rejected (wouldTake)
      b2: Bob buys 2 at 105 slide  | b2 rests 2 at 100
      c1: Cat sells 2 at 1 slide   | c1 rests 2 at 101
      b3: Bob buys 2 at 99 post    | b3 rests 2 at 99
      b4: Bob buys 2 at 99 post ioc | b4 is rejected (contradictory)
      replace b3 at 101 by 2       | b3 is rejected (wouldTake)
      cancel b3                    | b3 refuses (gone)
      """)
  }

  @Test func `a post-only order cannot slide below the lowest tick`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      a1: Ann sells 5 at 1         | a1 rests 5 at 1
      b1: Bob buys 2 at 1 slide    | b1 is rejected (noPriceLeft)
      """)
  }

  @Test func `a reduce-only order is cut to the position on arrival and again when it trades`()
    throws
  {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      a1: Ann sells 4 at 100 reduce | a1 is rejected (nothingToReduce)
      b1: Bob sells 10 at 100      | b1 rests 10 at 100
      a2: Ann buys 10 at 100       | a2 takes 10 at 100 from b1
      a3: Ann sells 15 at 105 reduce | a3 is cut to 10 (reduceOnly); a3 rests 10 at 105
      a4: Ann sells 8 at 104       | a4 rests 8 at 104
      a5: Ann sells 3 at 106 reduce | a5 rests 3 at 106
      c1: Cat buys 20 at 106       | c1 takes 8 at 104 from a4; a3 is cut to 2 (reduceOnly); c1 takes 2 at 105 from a3; a5 loses 3 (reduceOnly); c1 rests 10 at 106
      """)
    let ann = story.book.position(of: OrderBookStory.owner("Ann"))
    #expect(ann == .zero)
    let bob = story.book.position(of: OrderBookStory.owner("Bob"))
    #expect(bob == Quantity(lots: -10))
    let cat = story.book.position(of: OrderBookStory.owner("Cat"))
    #expect(cat == Quantity(lots: 10))
  }

  @Test func `a fill-or-kill order does not count on reduce-only orders that must shrink`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      b1: Bob sells 10 at 100      | b1 rests 10 at 100
      a1: Ann buys 10              | a1 takes 10 at 100 from b1
      a2: Ann sells 6 at 104       | a2 rests 6 at 104
      a3: Ann sells 10 at 105 reduce | a3 rests 10 at 105
      c1: Cat buys 11 fok          | c1 loses 11 (fillOrKill)
      c2: Cat buys 10 fok          | c2 takes 6 at 104 from a2; a3 is cut to 4 (reduceOnly); c2 takes 4 at 105 from a3
      """)
  }

  @Test func `a position that moves outside the book moves what a reduce-only order may do`() throws
  {
    var story = OrderBookStory(try Self.instrument())
    story.book.adjustPosition(of: OrderBookStory.owner("Ann"), by: Quantity(lots: 5))
    story.play("a1: Ann sells 5 at 100 reduce | a1 rests 5 at 100")
    story.book.adjustPosition(of: OrderBookStory.owner("Ann"), by: Quantity(lots: -3))
    story.play(
      "b1: Bob buys 5 at 100 ioc | a1 is cut to 2 (reduceOnly); b1 takes 2 at 100 from a1; b1 loses 3 (unfilled)"
    )
  }

  @Test func `an owner never trades with itself`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      a1: Ann sells 5 at 101       | a1 rests 5 at 101
      b1: Bob sells 5 at 101       | b1 rests 5 at 101
      a2: Ann buys 2 at 101 keep   | a2 loses 2 (selfTrade)
      a3: Ann buys 2 at 101        | a1 loses 5 (selfTrade); a3 takes 2 at 101 from b1
      a4: Ann sells 5 at 102       | a4 rests 5 at 102
      a5: Ann buys 9 at 102 both   | a5 takes 3 at 101 from b1; a4 loses 5 (selfTrade); a5 loses 6 (selfTrade)
      a6: Ann sells 5 at 102       | a6 rests 5 at 102
      b2: Bob sells 5 at 103       | b2 rests 5 at 103
      a7: Ann buys 5 at 103 keep fok | a7 loses 5 (fillOrKill)
      a8: Ann buys 5 at 103 fok    | a6 loses 5 (selfTrade); a8 takes 5 at 103 from b2
      """)
  }

  @Test func `a stop waits for the last price and then acts as its order would`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      s1: Ann sells 5 stop 95      | s1 waits
      s2: Ann sells 5 at 93 stop 96 | s2 waits
      b1: Bob buys 3 at 97         | b1 rests 3 at 97
      b2: Bob buys 3 at 94         | b2 rests 3 at 94
      replace s1 at 94 by 2        | s1 refuses (dormant)
      c1: Cat sells 1              | c1 takes 1 at 97 from b1
      c2: Cat sells 3              | c2 takes 2 at 97 from b1; c2 takes 1 at 94 from b2; s2 is triggered; s1 is triggered
      cancel s1                    | s1 refuses (inFlight)
      enter s2                     | s2 takes 2 at 94 from b2; s2 rests 3 at 93
      enter s1                     | s1 loses 5 (unfilled)
      s3: Cat buys 1 stop 94       | s3 is triggered; s3 takes 1 at 93 from s2
      """)
  }

  @Test func `stops of one trigger go off in the order of their arrival`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      s1: Ann buys 1 stop 105      | s1 waits
      s2: Bob buys 1 stop 105      | s2 waits
      s3: Cat buys 1 stop 103      | s3 waits
      s4: Dan buys 1 stop 105      | s4 waits
      cancel s2                    | s2 loses 1 (requested)
      e1: Eve sells 1 at 106       | e1 rests 1 at 106
      f1: Fay buys 1               | f1 takes 1 at 106 from e1; s3 is triggered; s1 is triggered; s4 is triggered
      """)
  }

  @Test func `a replace keeps its place only when the order shrinks at its price`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      a1: Ann buys 5 at 100        | a1 rests 5 at 100
      b1: Bob buys 5 at 100        | b1 rests 5 at 100
      replace a1 at 100 by 3       | a1 shrinks to 3
      c1: Cat sells 1 at 100       | c1 takes 1 at 100 from a1
      replace a1 at 100 by 4       | a1 rests 4 at 100
      c2: Cat sells 1 at 100       | c2 takes 1 at 100 from b1
      replace b1 at 101 by 4       | b1 rests 4 at 101
      d1: Dan sells 2 at 105       | d1 rests 2 at 105
      replace a1 at 105 by 3       | a1 takes 2 at 105 from d1; a1 rests 1 at 105
      """)
  }

  @Test func `a cancel reaches only an order that is in the book`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      send a1: Ann buys 5 at 100   |
      cancel a1                    | a1 refuses (inFlight)
      replace a1 at 100 by 5       | a1 refuses (inFlight)
      enter a1                     | a1 rests 5 at 100
      a2: Ann sells 5 stop 90      | a2 waits
      b1: Bob buys 5 at 99         | b1 rests 5 at 99
      cancel-all Ann               | a1 loses 5 (liquidation); a2 loses 5 (liquidation)
      cancel a1                    | a1 refuses (gone)
      c1: Cat buys 5 at 100        | c1 rests 5 at 100
      cancel a1                    | a1 refuses (gone)
      """)
    let open = story.book.openCount
    #expect(open == 2)
    let annsOrders = story.book.openOrders(of: OrderBookStory.owner("Ann"))
    #expect(annsOrders == [])
  }

  @Test func `makers are paid their rebate rounded down and takers pay their fee rounded up`()
    throws
  {
    // 7 lots at 33 ticks are 23,100 atoms: 500 ppm are 11.55 atoms, -103 ppm are -2.3793 atoms.
    var book = OrderBook(instrument: try Self.instrument(makerFee: -103, takerFee: 500))
    let ask = book.prepare(
      .limit(owner: OwnerID(0), side: .sell, price: Price(ticks: 33), quantity: Quantity(lots: 9)))
    book.enter(ask)
    let bid = book.prepare(.market(owner: OwnerID(1), side: .buy, quantity: Quantity(lots: 7)))
    book.enter(bid)
    guard case .filled(let fill) = book.effect(at: 0) else {
      Issue.record("the orders trade")
      return
    }
    #expect(fill.takerFee == Money(atoms: 12))
    #expect(fill.makerFee == Money(atoms: -2))
    #expect(fill.buyerFee == Money(atoms: 12))
    #expect(fill.seller == OwnerID(0))
    #expect(fill.makerRemaining == Quantity(lots: 2))
  }

  @Test(arguments: [Int64(20), 50, 400])
  func `slippage doubles when the depth of a uniform book halves`(lots: Int64) throws {
    // A market order of n*d lots into d lots a tick walks n ticks, so that its mean distance from the first
    // price is (n - 1) / 2 ticks, and half a tick more from the price between the sides.
    func slippage(depth: Int64) throws -> Int64 {
      var book = OrderBook(instrument: try Self.instrument())
      for tick in Int64(1)...500 {
        let ask = book.prepare(
          .limit(
            owner: OwnerID(0), side: .sell, price: Price(ticks: 1000 + tick),
            quantity: Quantity(lots: depth)))
        book.enter(ask)
      }
      let order = book.prepare(
        .market(owner: OwnerID(1), side: .buy, quantity: Quantity(lots: lots * 40)))
      book.enter(order)
      var paid: Int64 = 0
      for index in 0..<book.effectCount {
        if case .filled(let fill) = book.effect(at: index) {
          // Twice the distance from half a tick below the best ask.
          paid += fill.quantity.lots * (2 * (fill.price.ticks - 1000) - 1)
        }
      }
      return paid
    }
    let deep = try slippage(depth: 2 * lots)
    let thin = try slippage(depth: lots)
    #expect(deep == 20 * lots * 40)
    #expect(thin == 2 * deep)
  }

  @Test func `depth counts from the best price and up to a limit`() throws {
    var story = OrderBookStory(try Self.instrument())
    story.play(
      """
      a1: Ann buys 5 at 100        | a1 rests 5 at 100
      a2: Ann buys 7 at 99         | a2 rests 7 at 99
      a3: Ann buys 9 at 95         | a3 rests 9 at 95
      b1: Bob sells 4 at 103       | b1 rests 4 at 103
      """)
    let touch = story.book.best(.buy)?.quantity
    #expect(touch == Quantity(lots: 5))
    let second = story.book.level(.buy, rank: 1)?.price
    #expect(second == Price(ticks: 99))
    let fourth = story.book.level(.buy, rank: 3)
    #expect(fourth == nil)
    let near = story.book.depth(.buy, within: Price(ticks: 1))
    let far = story.book.depth(.buy, upTo: Price(ticks: 95))
    let asks = story.book.depth(.sell, upTo: Price(ticks: 102))
    #expect(near == Quantity(lots: 12))
    #expect(far == Quantity(lots: 21))
    #expect(asks == .zero)
  }
}
