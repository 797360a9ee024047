import Margin
import Market
import Testing
import Units

/// The books of an inverse contract, whose values are rounded.
@Suite("The books of an inverse contract")
struct InverseLedgerTests {
  private static let count = 6

  private func contract() throws -> Instrument {
    try Instrument(
      symbol: "COIN", priceDecimals: 1, tickUnits: 5, quantityDecimals: 0, lotUnits: 1,
      makerFee: Rate(partsPerMillion: -50), takerFee: Rate(partsPerMillion: 500), kind: .inverse,
      moneyDecimals: 8)
  }

  @Test("book one rounded value on both sides of a fill")
  func oneValue() throws {
    let contract = try contract()
    var ledger = Ledger(participantCount: 2, instrument: contract)
    let (long, short) = (OwnerID(0), OwnerID(1))
    // One dollar at 30,000.5 is 3,333.277... atoms.
    let price = Price(ticks: 60_001)
    ledger.fill(buyer: long, seller: short, price: price, quantity: Quantity(lots: 1))
    #expect(ledger[long].position.entryCost == Money(atoms: 3333))
    #expect(ledger[short].position.entryCost == Money(atoms: -3333))
    // Sold at twice the price, it costs 1,666.6, so 1,667, of the coins.
    ledger.fill(
      buyer: short, seller: long, price: Price(ticks: 120_002), quantity: Quantity(lots: 1))
    #expect(ledger.cash(long) == Money(atoms: 1666) && ledger.cash(short) == Money(atoms: -1666))
    ledger.recount()
  }

  @Test("pay funding from longs to shorts in coins")
  func funding() throws {
    var ledger = Ledger(participantCount: 2, instrument: try contract())
    let (long, short) = (OwnerID(0), OwnerID(1))
    let price = Price(ticks: 100_000)
    ledger.fill(buyer: long, seller: short, price: price, quantity: Quantity(lots: 1_000_000))
    // 20 coins at 0.01 %.
    ledger.payFunding(rate: Rate(partsPerMillion: 100), price: price)
    #expect(ledger.cash(long) == Money(atoms: -200_000))
    #expect(ledger.cash(short) == Money(atoms: 200_000))
  }

  @Test("balance whatever happens", arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func balance(seed: UInt64) throws {
    let contract = try contract()
    var draws = Draws(seed: seed)
    var ledger = Ledger(participantCount: Self.count, instrument: contract)
    var lots = [Int64](repeating: 0, count: Self.count)
    for step in 0..<1500 {
      let one = Int(draws.integer(in: 0...Int64(Self.count - 1)))
      let other = (one + Int(draws.integer(in: 1...Int64(Self.count - 1)))) % Self.count
      let (left, right) = (OwnerID(Int32(one)), OwnerID(Int32(other)))
      let price = Price(ticks: draws.integer(in: 40_000...120_000))
      let amount = Money(atoms: draws.integer(in: 0...1_000_000))
      switch draws.integer(in: 0...6) {
      case 0, 1, 2:
        let quantity = Quantity(lots: draws.integer(in: 1...5000))
        let notional = contract.notional(price, quantity)
        ledger.fill(
          buyer: left, seller: right, price: price, quantity: quantity,
          buyerFee: contract.fee(notional, contract.takerFee),
          sellerFee: contract.fee(notional, contract.makerFee))
        lots[one] += quantity.lots
        lots[other] -= quantity.lots
      case 3: ledger.deposit(amount, to: left)
      case 4: ledger.transfer(amount, from: left, to: right)
      case 5:
        ledger.payFunding(rate: Rate(partsPerMillion: draws.integer(in: -300...300)), price: price)
      default:
        if lots[one] != 0 {
          let moved = draws.integer(in: 1...abs(lots[one]))
          let side = lots[one].signum()
          ledger.transferPosition(Quantity(lots: moved), from: left, to: right, price: price)
          lots[one] -= side * moved
          lots[other] += side * moved
        }
      }
      if step % 50 == 0 { ledger.recount(at: UInt64(step)) }
    }
    ledger.recount()
    for index in 0..<Self.count {
      #expect(ledger.size(OwnerID(Int32(index))) == Quantity(lots: lots[index]), "seed \(seed)")
    }
    // All closed against the first at one price: nobody keeps an entry cost.
    for index in 1..<Self.count where lots[index] != 0 {
      ledger.transferPosition(
        Quantity(lots: abs(lots[index])), from: OwnerID(Int32(index)), to: OwnerID(0),
        price: Price(ticks: 77_777))
    }
    for index in 0..<Self.count {
      #expect(ledger[OwnerID(Int32(index))].position == Position(), "seed \(seed), \(index)")
    }
    let totals = ledger.recount()
    #expect(totals.participants + totals.fees + totals.rounding == totals.netDeposits)
  }
}
