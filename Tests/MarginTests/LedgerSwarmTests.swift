import Margin
import Market
import Testing
import Units

/// Random books against a ledger that only knows cash: every trade paid in full, nothing divided.
@Suite struct LedgerSwarmTests {
  private static let count = 12

  private struct NaiveLedger {
    var flow = [Int64](repeating: 0, count: LedgerSwarmTests.count + 3)
    var lots = [Int64](repeating: 0, count: LedgerSwarmTests.count + 3)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func whateverHappensTheBooksBalance(seed: UInt64) throws {
    var draws = Draws(seed: seed)
    var ledger = Ledger(participantCount: Self.count, instrument: try Fixtures.small(atoms: 7))
    var naive = NaiveLedger()
    // A swarm: each seed leaves some verbs out.
    let verbs = (0..<7).filter { verb in
      let isOut: Bool = (seed >> UInt64(verb % 3)) & 1 == 1 && verb % 2 == 1
      return !isOut
    }
    for step in 0..<1500 {
      let verb = verbs[Int(draws.integer(in: 0...Int64(verbs.count - 1)))]
      act(verb, on: &ledger, naive: &naive, draws: &draws)
      if step % 50 == 0 { ledger.recount(at: UInt64(step)) }
    }
    ledger.recount()
    for index in 0..<(Self.count + 3) {
      let account = ledger[OwnerID(Int32(index))]
      #expect(account.fixedPart == Money(atoms: naive.flow[index]), "seed \(seed), \(index)")
      #expect(account.position.size == Quantity(lots: naive.lots[index]), "seed \(seed), \(index)")
    }
    #expect(ledger.cash(ledger.rounding).atoms <= ledger.divisionCount)
  }

  private func act(
    _ verb: Int, on ledger: inout Ledger, naive: inout NaiveLedger, draws: inout Draws
  ) {
    let one = Int(draws.integer(in: 0...Int64(Self.count - 1)))
    let other = (one + Int(draws.integer(in: 1...Int64(Self.count - 1)))) % Self.count
    let (owner, partner) = (OwnerID(Int32(one)), OwnerID(Int32(other)))
    let amount = draws.integer(in: 0...5000)
    let price = draws.integer(in: 1...900)
    let (fund, fees, rounding) = (Self.count, Self.count + 1, Self.count + 2)
    switch verb {
    case 0, 1:
      let lots = draws.integer(in: 1...20)
      let (buyerFee, sellerFee) = (draws.integer(in: -9...30), draws.integer(in: -9...30))
      ledger.fill(
        buyer: owner, seller: partner, price: Price(ticks: price), quantity: Quantity(lots: lots),
        buyerFee: Money(atoms: buyerFee), sellerFee: Money(atoms: sellerFee))
      naive.flow[one] -= lots * price * 7 + buyerFee
      naive.flow[other] += lots * price * 7 - sellerFee
      naive.flow[fees] += buyerFee + sellerFee
      naive.lots[one] += lots
      naive.lots[other] -= lots
    case 2:
      ledger.deposit(Money(atoms: amount), to: owner)
      naive.flow[one] += amount
    case 3:
      let rate = draws.integer(in: -3000...3000)
      ledger.payFunding(rate: Rate(partsPerMillion: rate), price: Price(ticks: price))
      for index in 0...fund where naive.lots[index] != 0 {
        let exact = naive.lots[index] * price * 7 * rate
        let floor = exact >= 0 ? exact / 1_000_000 : -((-exact + 999_999) / 1_000_000)
        let payment = exact % 1_000_000 == 0 ? floor : floor + 1
        naive.flow[index] -= payment
        naive.flow[rounding] += payment
      }
    case 4:
      let held = naive.lots[one]
      guard held != 0 else { return }
      let lots = draws.integer(in: 1...abs(held))
      ledger.transferPosition(
        Quantity(lots: lots), from: owner, to: ledger.fund, price: Price(ticks: price))
      let signed = held > 0 ? lots : -lots
      naive.flow[one] += signed * price * 7
      naive.flow[fund] -= signed * price * 7
      naive.lots[one] -= signed
      naive.lots[fund] += signed
    case 5:
      ledger.withdraw(Money(atoms: amount), from: owner)
      naive.flow[one] -= amount
    default:
      ledger.charge(Money(atoms: amount), to: owner, for: ledger.fund)
      naive.flow[one] -= amount
      naive.flow[fund] += amount
    }
  }
}
