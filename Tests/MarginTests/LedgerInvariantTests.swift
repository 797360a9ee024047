import Margin
import Market
import Testing
import Units

/// Every rule of the books that a caller can break stops the program and says which rule it was.
@Suite struct LedgerInvariantTests {
  private func says(_ claim: String, _ result: ExitTest.Result?) throws {
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains(claim), "said: \(text)")
  }

  @Test func nobodyTradesWithItself() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var ledger = Ledger(participantCount: 2, instrument: try Fixtures.small())
      ledger.fill(
        buyer: OwnerID(0), seller: OwnerID(0), price: Price(ticks: 1),
        quantity: Quantity(lots: 1), at: 77)
    }
    try says("at event 77: a trade has two sides", result)
  }

  @Test func aTradeHasASize() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var ledger = Ledger(participantCount: 2, instrument: try Fixtures.small())
      ledger.fill(
        buyer: OwnerID(0), seller: OwnerID(1), price: Price(ticks: 1), quantity: .zero)
    }
    try says("a trade has a size", result)
  }

  @Test func theFeesAccountHoldsNoPosition() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var ledger = Ledger(participantCount: 2, instrument: try Fixtures.small())
      ledger.fill(
        buyer: OwnerID(0), seller: ledger.fees, price: Price(ticks: 1),
        quantity: Quantity(lots: 1))
    }
    try says("who trades may hold a position", result)
  }

  @Test func nobodyGivesMoreThanItHolds() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var ledger = Ledger(participantCount: 2, instrument: try Fixtures.small())
      ledger.fill(
        buyer: OwnerID(0), seller: OwnerID(1), price: Price(ticks: 1),
        quantity: Quantity(lots: 3))
      ledger.transferPosition(
        Quantity(lots: 4), from: OwnerID(0), to: ledger.fund, price: Price(ticks: 1))
    }
    try says("nobody gives more than it holds", result)
  }

  @Test func aDepositIsNotNegative() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var ledger = Ledger(participantCount: 1, instrument: try Fixtures.small())
      ledger.deposit(Money(atoms: -1), to: OwnerID(0))
    }
    try says("a deposit is not negative", result)
  }

  @Test func feesGoToFeesOrFund() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var ledger = Ledger(participantCount: 2, instrument: try Fixtures.small())
      ledger.charge(Money(atoms: 1), to: OwnerID(0), for: OwnerID(1))
    }
    try says("a fee goes to the fees or to the fund", result)
  }

  @Test func aPaymentToTheOutsideIsAWithdrawal() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var ledger = Ledger(participantCount: 2, instrument: try Fixtures.small())
      ledger.transfer(Money(atoms: 1), from: OwnerID(0), to: ledger.deposits)
    }
    try says("a transfer stays inside", result)
  }

  @Test func aMarginBufferIsNotNegative() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let rules = try MarginRules(
        instrument: Fixtures.small(), schedule: Fixtures.flat(1000))
      _ = rules.quantityToRestore(
        Account(), buffer: Rate(partsPerMillion: -1), check: Price(ticks: 1),
        execution: Price(ticks: 1), fee: .zero)
    }
    try says("a margin buffer is not negative", result)
  }
}
