import Market
import Testing
import Units

/// What may not happen stops the program, with a message that says what is true of a sound market.
@Suite struct OrderBookExitTests {
  @Test func `an order of no size stops the program`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = OrderTicket.market(owner: OwnerID(0), side: .buy, quantity: .zero)
    }
    let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(text.contains("the quantity of an order is positive"))
  }

  @Test func `a limit of no price stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = OrderTicket.limit(
        owner: OwnerID(0), side: .sell, price: .zero, quantity: Quantity(lots: 1))
    }
  }

  @Test func `an order that arrives twice stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var book = OrderBook(instrument: try OrderBookTests.instrument())
      let order = book.prepare(
        .limit(
          owner: OwnerID(0), side: .sell, price: Price(ticks: 5), quantity: Quantity(lots: 1)))
      book.enter(order)
      book.enter(order)
    }
  }

  @Test func `a replace by no size stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var book = OrderBook(instrument: try OrderBookTests.instrument())
      let order = book.prepare(
        .limit(
          owner: OwnerID(0), side: .sell, price: Price(ticks: 5), quantity: Quantity(lots: 1)))
      book.enter(order)
      book.replace(order, price: Price(ticks: 5), quantity: .zero)
    }
  }

  @Test func `a handle from another book stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var book = OrderBook(instrument: try OrderBookTests.instrument())
      book.cancel(OrderID(rawValue: 77))
    }
  }
}
