import Margin
import Market
import Testing
import Units

@Suite struct LedgerTests {
  private let ann = OwnerID(0)
  private let bob = OwnerID(1)
  private let cat = OwnerID(2)

  /// Three participants with 10,000 atoms each; one tick on one lot is an atom.
  private func opened() throws -> Ledger {
    var ledger = Ledger(participantCount: 3, instrument: try Fixtures.small())
    for owner in [ann, bob, cat] { ledger.deposit(Money(atoms: 10_000), to: owner) }
    return ledger
  }

  private func atoms(_ ledger: Ledger, _ owners: OwnerID...) -> [Int64] {
    owners.map { ledger.cash($0).atoms }
  }

  @Test func aTradeMovesLotsCostAndFees() throws {
    var ledger = try opened()
    ledger.fill(
      buyer: ann, seller: bob, price: Price(ticks: 100), quantity: Quantity(lots: 5),
      buyerFee: Money(atoms: 3), sellerFee: Money(atoms: -1))
    #expect(
      ledger[ann]
        == Account(
          cash: Money(atoms: 9997),
          position: Position(size: Quantity(lots: 5), entryCost: Money(atoms: -500))))
    #expect(
      ledger[bob]
        == Account(
          cash: Money(atoms: 10_001),
          position: Position(size: Quantity(lots: -5), entryCost: Money(atoms: 500))))
    #expect(atoms(ledger, ledger.fees, ledger.fund, ledger.rounding) == [2, 0, 0])
    ledger.fill(
      buyer: cat, seller: ann, price: Price(ticks: 110), quantity: Quantity(lots: 5))
    #expect(ledger[ann] == Account(cash: Money(atoms: 10_047)))
    let totals = ledger.recount()
    #expect(totals.openInterest == [Quantity(lots: 5)])
    #expect(totals.netDeposits == Money(atoms: 30_000))
    #expect(totals.participants == Money(atoms: 29_998))
    #expect(totals.fees == Money(atoms: 2))
  }

  @Test func aTradeOfTheBookIsBookedForBuyerAndSeller() throws {
    let instrument = try Instrument(
      symbol: "SMALL", priceDecimals: 0, tickUnits: 1, quantityDecimals: 6, lotUnits: 1,
      makerFee: Rate(partsPerMillion: -10_000), takerFee: Rate(partsPerMillion: 50_000))
    var book = OrderBook(instrument: instrument)
    var ledger = Ledger(participantCount: 2, instrument: instrument)
    let resting = book.prepare(
      OrderTicket.limit(
        owner: ann, side: .sell, price: Price(ticks: 100),
        quantity: Quantity(lots: 4)))
    book.enter(resting)
    let incoming = book.prepare(
      OrderTicket.market(owner: bob, side: .buy, quantity: Quantity(lots: 3)))
    book.enter(incoming)
    for case .filled(let trade) in book.effects { ledger.fill(trade) }
    // 300 traded: the taker pays 15, the maker is paid 3.
    #expect(ledger.size(bob) == Quantity(lots: 3))
    #expect(ledger.size(ann) == Quantity(lots: -3))
    #expect(atoms(ledger, ann, bob, ledger.fees) == [3, -15, 12])
    ledger.recount()
  }

  @Test func aTakenOverPositionKeepsItsSideAndTheGiverItsLoss() throws {
    for isLong in [true, false] {
      var ledger = try opened()
      let (buyer, seller) = isLong ? (ann, bob) : (bob, ann)
      ledger.fill(
        buyer: buyer, seller: seller, price: Price(ticks: 100), quantity: Quantity(lots: 10))
      ledger.transferPosition(
        Quantity(lots: 4), from: ann, to: ledger.fund,
        price: Price(ticks: isLong ? 90 : 110))
      #expect(ledger.size(ledger.fund) == Quantity(lots: isLong ? 4 : -4))
      #expect(ledger.size(ann) == Quantity(lots: isLong ? 6 : -6))
      #expect(ledger.cash(ann) == Money(atoms: 9960))
      ledger.recount()
    }
  }

  @Test func payersOfFundingPayTheFractionAndReceiversGoWithout() throws {
    var ledger = try opened()
    let price = Price(ticks: 1000)
    ledger.fill(buyer: ann, seller: bob, price: price, quantity: Quantity(lots: 1))
    ledger.fill(buyer: ann, seller: cat, price: price, quantity: Quantity(lots: 2))
    // 1,500 millionths of 3,000, 1,000 and 2,000 atoms: 4.5, 1.5 and 3.
    ledger.payFunding(rate: Rate(partsPerMillion: 1500), price: price)
    #expect(atoms(ledger, ann, bob, cat, ledger.rounding) == [9995, 10_001, 10_003, 1])
    #expect(ledger.divisionCount == 3)
    // A negative rate: the shorts pay 2 and 3, the long receives 4.
    ledger.payFunding(rate: Rate(partsPerMillion: -1500), price: price)
    #expect(atoms(ledger, ann, bob, cat, ledger.rounding) == [9999, 9999, 10_000, 2])
    #expect(ledger.recount().rounding == Money(atoms: 2))
  }

  @Test func theFundPaysFundingOnWhatItHolds() throws {
    var ledger = try opened()
    let price = Price(ticks: 1000)
    ledger.fill(buyer: ann, seller: bob, price: price, quantity: Quantity(lots: 2))
    ledger.transferPosition(Quantity(lots: 2), from: ann, to: ledger.fund, price: price)
    ledger.payFunding(rate: Rate(partsPerMillion: 1000), price: price)
    #expect(atoms(ledger, ann, bob, ledger.fund, ledger.rounding) == [10_000, 10_002, -2, 0])
    ledger.recount()
  }

  @Test func whatLeavesIsNoLongerDeposited() throws {
    var ledger = try opened()
    ledger.withdraw(Money(atoms: 4000), from: ann)
    #expect(ledger.netDeposits == Money(atoms: 26_000))
    #expect(ledger.recount().participants == Money(atoms: 26_000))
  }

  @Test func aCopyIsAFork() throws {
    var ledger = try opened()
    let before = ledger
    var branch = ledger
    branch.fill(
      buyer: ann, seller: bob, price: Price(ticks: 9), quantity: Quantity(lots: 1))
    #expect(ledger == before && branch != before)
    ledger.fill(
      buyer: ann, seller: bob, price: Price(ticks: 9), quantity: Quantity(lots: 1))
    #expect(ledger == branch)
  }

  /// A tick on a lot of the second contract is worth three atoms, so 100 ticks on 2 lots are 600.
  @Test func contractsHaveAPositionEachAndOneCashTogether() throws {
    var ledger = Ledger(
      participantCount: 3, instruments: [try Fixtures.small(), try Fixtures.small(atoms: 3)])
    for owner in [ann, bob, cat] { ledger.deposit(Money(atoms: 10_000), to: owner) }
    ledger.fill(
      leg: 0, buyer: ann, seller: bob, price: Price(ticks: 10), quantity: Quantity(lots: 3))
    ledger.fill(
      leg: 1, buyer: bob, seller: ann, price: Price(ticks: 100), quantity: Quantity(lots: 2))
    #expect(ledger.size(ann) == Quantity(lots: 3))
    #expect(ledger.size(ann, leg: 1) == Quantity(lots: -2))
    #expect(ledger[ann, leg: 1].position.entryCost == Money(atoms: 600))
    #expect(ledger.recount().openInterest == [Quantity(lots: 3), Quantity(lots: 2)])
    // Bob gives his long of the second contract to Cat 10 ticks higher, and has won 60 atoms by it.
    ledger.transferPosition(
      leg: 1, Quantity(lots: 2), from: bob, to: cat, price: Price(ticks: 110))
    #expect(atoms(ledger, ann, bob, cat) == [10_000, 10_060, 10_000])
    #expect(ledger.size(bob) == Quantity(lots: -3) && ledger.size(bob, leg: 1) == .zero)
    // Funding of the second contract: Cat pays one per cent of 660, the short receives it.
    ledger.payFunding(leg: 1, rate: Rate(partsPerMillion: 10_000), price: Price(ticks: 110))
    #expect(atoms(ledger, ann, bob, cat, ledger.rounding) == [10_006, 10_060, 9993, 1])
    ledger.recount()
  }
}
